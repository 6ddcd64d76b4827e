import type { Report, StackChange } from '../model/report.ts';
import { counted } from './counts.ts';
import { icons } from './markdown-icons.ts';
import type { Links } from './markdown-links.ts';
import { asCode, forMarkdown } from './safe.ts';
import { mainTechnologies, shownTechnology, shownVersion } from './stack-words.ts';

const ranks: readonly string[] = [icons.error, icons.warning, '✅', ''];

interface Row {
  readonly cells: readonly string[];
  readonly icon: string;
}

/** The table of what changed in the stack, the worst first, before and after, with the components that have got new findings. Empty if there is nothing to show. */
export function changeTable(report: Report, links: Links, most: number): string {
  const rows = [...changedRows(report), ...troubledRows(report)]
    .sort((one, other) => ranks.indexOf(one.icon) - ranks.indexOf(other.icon))
    .map(({ cells, icon }) => `| ${[...cells, icon].join(' | ')} |`);
  if (rows.length === 0) return '';
  const base = links.baseName === undefined ? 'Before' : asCode(links.baseName);
  const now = links.pullRequest === undefined ? 'Now' : 'This pull request';
  const more = rows.length > most ? `\n\n… and ${counted(rows.length - most, 'more component')}.` : '';
  const head = [`| Component | ${base} | ${now} | |`, '|---|---|---|:-:|'];
  return `${[...head, ...rows.slice(0, most)].join('\n')}${more}`;
}

function changedRows(report: Report): Row[] {
  return report.changes.map((change) => {
    const { component, movedFrom, before, after } = change;
    const moved = movedFrom === null ? '' : `<br>moved from ${asCode(movedFrom)}`;
    const icon = after === null ? '' : worst(component, report);
    const was = before === null ? '*(new)*' : side(before, after, new Set(), report);
    const is = after === null ? '*(removed)*' : side(after, before, marked(change, report), report);
    return { cells: [asCode(component) + moved, was, is], icon };
  });
}

/** Components whose stack is as it was and that have new findings all the same. */
function troubledRows(report: Report): Row[] {
  if (report.comparedWith === null) return [];
  const changed = new Set(report.changes.map(({ component }) => component));
  return report.components
    .filter(({ path }) => !changed.has(path) && worst(path, report) !== '✅')
    .map((component) => {
      const stack = mainTechnologies(component)
        .map((one) => forMarkdown(shownTechnology(one)))
        .join(' · ');
      return { cells: [asCode(component.path), stack, stack], icon: worst(component.path, report) };
    });
}

type Side = NonNullable<StackChange['before']>;

/** The technologies to be seen at once: those that differ, and those that a new finding is about. */
export function marked({ component, before, after }: StackChange, report: Report): Set<string> {
  const known = new Map((before ?? []).map(({ id, version }) => [id, version]));
  const differing =
    before === null ? [] : (after ?? []).filter(({ id, version }) => known.get(id) !== version || !known.has(id));
  const blamed = newIn(component, report).map(({ technology }) => technology ?? '');
  return new Set([...differing.map(({ id }) => id), ...blamed]);
}

/** Frameworks first, then what they run on, then the rest; a language without a version says nothing beside its runtime. */
const order = ['framework', 'server', 'runtime', 'language'];

/** One side of a change in the order in which people name a stack, without what says nothing. */
export function sideInOrder(own: Side, other: Side | null, bold: ReadonlySet<string>, report: Report): Side {
  const kinds = new Map(
    report.components.flatMap(({ technologies }) => technologies.map(({ id, kind }) => [id, kind])),
  );
  const rank = ({ id }: Side[number]): number => {
    const place = order.indexOf(kinds.get(id) ?? '');
    return place < 0 ? order.length : place;
  };
  const kept = (one: Side[number]): boolean =>
    order.includes(kinds.get(one.id) ?? '') ||
    bold.has(one.id) ||
    other?.some(({ id, version }) => id === one.id && version === one.version) !== true;
  const telling = own.filter(kept);
  return (telling.length === 0 ? own : telling)
    .filter((one) => own.length === 1 || one.version !== null || kinds.get(one.id) !== 'language' || bold.has(one.id))
    .sort((one, another) => rank(one) - rank(another));
}

/** A technology of one side: where only the patch level differs from the other, the short version would say that nothing does. */
export function changedWords({ id, name, version }: Side[number], other: Side | null): string {
  const before = other?.find((one) => one.id === id)?.version;
  const same = before !== undefined && before !== version && shownVersion(before) === shownVersion(version);
  return [name, same ? (version ?? '') : shownVersion(version)].filter(Boolean).join(' ');
}

function side(own: Side, other: Side | null, bold: ReadonlySet<string>, report: Report): string {
  const shown = sideInOrder(own, other, bold, report).map((one) => {
    const words = forMarkdown(changedWords(one, other));
    return bold.has(one.id) ? `**${words}**` : words;
  });
  return shown.length === 0 ? '*(nothing recognised)*' : shown.join(' · ');
}

function newIn(path: string, { findings }: Report): Report['findings'] {
  return findings.filter(
    ({ component, status, waiver, severity }) =>
      component === path && status === 'new' && waiver === null && severity !== 'note',
  );
}

function worst(path: string, report: Report): string {
  const found = newIn(path, report);
  if (found.some(({ severity }) => severity === 'error')) return icons.error;
  return found.length > 0 ? icons.warning : '✅';
}
