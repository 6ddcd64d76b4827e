import { daysBetween, shownDay } from '../../model/day.ts';
import type { Support } from '../questions/support.ts';
import type { FactType } from '../fact-type.ts';

/** The support of a version, or nothing when it cannot be told: then `known` is false and every other field is at its default. */
export interface SupportSubject {
  readonly support?: Support;
}

export const supportFacts: FactType<SupportSubject> = {
  name: 'Support',
  doc: 'Where a version stands in the release cycles of its product on the day of the audit.',
  fields: {
    known: {
      type: 'bool',
      doc: 'The release cycle of the version is known.',
      of: ({ support }) => support !== undefined,
    },
    ended: { type: 'bool', doc: 'The cycle gets no fixes any more.', of: ({ support }) => support?.ended ?? false },
    soft: {
      type: 'bool',
      doc: 'Cycles of this product end merely because the next one comes.',
      of: ({ support }) => support?.soft ?? false,
    },
    cycle: { type: 'string', doc: 'Name of the release cycle, "24".', of: ({ support }) => support?.cycle.name ?? '' },
    product: {
      type: 'string',
      doc: 'Name of the product, "Node.js".',
      of: ({ support }) => support?.lifecycle.name ?? '',
    },
    end_of_life: {
      type: 'string',
      doc: 'The last day of support, YYYY-MM-DD; empty if no day is known.',
      of: ({ support }) => support?.cycle['end-of-life'] ?? '',
    },
    days_past: {
      type: 'int',
      doc: 'Days since the end of life; negative before it, 0 if no day is known.',
      of: ({ support }) => support?.daysPast ?? 0,
    },
    ends_soon: {
      type: 'bool',
      doc: "Support ends within the policy's days of warning (180 unless it says otherwise).",
      of: ({ support }) => support?.endsSoon ?? false,
    },
    maintenance: {
      type: 'bool',
      doc: 'Active support is over: only security fixes come.',
      of: ({ support }, { today }) => {
        const end = support?.cycle['active-support-end'];
        return end !== undefined && daysBetween(end, today) > 0;
      },
    },
    extended: {
      type: 'bool',
      doc: 'Regular support has ended, but the project still gives long-term or extended support.',
      of: ({ support }, { today }) => {
        const end = support?.cycle['extended-support-end'];
        return support?.ended === true && end !== undefined && end >= today;
      },
    },
    latest: {
      type: 'string',
      doc: 'The latest release of the cycle.',
      of: ({ support }) => support?.cycle.latest ?? '',
    },
    successor: { type: 'string', doc: 'The cycle to move to.', of: ({ support }) => support?.successor?.name ?? '' },
    successor_end: {
      type: 'string',
      doc: 'The last day of support of the cycle to move to; empty if no day is known.',
      of: ({ support }) => support?.successor?.['end-of-life'] ?? '',
    },
    ended_when: {
      type: 'string',
      doc: 'When support ended or will end, in words: "on 30 Apr 2025"; "a while ago" if no day is known.',
      of: ({ support }) => {
        const end = support?.cycle['end-of-life'];
        return end === undefined ? 'a while ago' : `on ${shownDay(end)}`;
      },
    },
    move_to: {
      type: 'string',
      doc: 'The product and cycle to move to and how long that is supported: "Node.js 24, supported until 30 Apr 2028".',
      of: ({ support }) => {
        if (support === undefined) return '';
        if (support.successor === undefined) return 'another product: no cycle of it is supported any more';
        const end = support.successor['end-of-life'];
        return `${support.lifecycle.name} ${support.successor.name}${end === undefined ? '' : `, supported until ${shownDay(end)}`}`;
      },
    },
    source: {
      type: 'string',
      doc: 'Where these dates come from.',
      of: ({ support }) => support?.lifecycle.source ?? '',
    },
  },
};
