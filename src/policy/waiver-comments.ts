import { isDay } from './days.ts';

/** A comment that accepts a finding: `# stack-audit: allow RULE until YYYY-MM-DD reason`. */
export interface WaiverComment {
  readonly path: string;
  readonly line: number;
  /** The lines whose findings it speaks of. */
  readonly lines: readonly number[];
  readonly rule: string;
  readonly expires: string;
  readonly reason: string;
  /** What keeps it from being understood. */
  readonly mistake?: string;
}

const sign = 'stack-audit:';
const opening = /^(.*?)(?:^|\s)(?:#+|\/\/+|--|;+|%+|<!--|\(\*|\/\*+|\*)\s*stack-audit:\s*(.*)$/;
const commentLine = /^\s*(?:#|\/\/|--|;|%|<!--|\(\*|\/\*|\*)/;
const form = 'Write: stack-audit: allow RULE until YYYY-MM-DD reason';

/** More in one file are not heard. */
const mostComments = 200;

/** The waiver comments of one file. A comment on a line of its own speaks of the next line that is no comment; any other of its own line. */
export function waiverComments(path: string, text: string): WaiverComment[] {
  if (!text.includes(sign)) return [];
  const rows = text.split('\n');
  const comments: WaiverComment[] = [];
  let next = rows.length + 1;
  for (let line = rows.length; line > 0; line--) {
    const row = rows[line - 1] ?? '';
    const [, before = '', said] = row.includes(sign) && row.length < 2000 ? (opening.exec(row.trimEnd()) ?? []) : [];
    if (said !== undefined)
      comments.push({ path, line, lines: before.trim() === '' ? [line, next] : [line], ...parse(said) });
    if (row.trim() !== '' && !commentLine.test(row)) next = line;
  }
  return comments.reverse().slice(0, mostComments);
}

function parse(said: string): Pick<WaiverComment, 'rule' | 'expires' | 'reason' | 'mistake'> {
  const words = said.replace(/\s*(?:-->|\*\)|\*\/)$/, '').split(/\s+/);
  const [verb, rule = '', until, day = '', ...rest] = words;
  const reason = rest.join(' ').replace(/^[-:,]\s*/, '');
  const parsed = { rule, expires: day, reason };
  if (verb !== 'allow' || rule === '') return { ...parsed, mistake: `this is not understood. ${form}` };
  if (until !== 'until' || !isDay(day)) return { ...parsed, expires: '', mistake: `it has no date. ${form}` };
  if (reason.length < 10) return { ...parsed, mistake: 'it gives no reason of at least 10 characters' };
  return parsed;
}
