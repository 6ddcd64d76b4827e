import { daysBetween, shownDay } from '../model/day.ts';
import type { Report, ReportedFinding, StackChange } from '../model/report.ts';
import { counted, daysLeft } from './counts.ts';
import { type Links, placeLink, ruleLink } from './markdown-links.ts';
import { asCode, forMarkdown, prose } from './safe.ts';
import { mainTechnologies, shownTechnology, shownVersion } from './stack-words.ts';

export const icons = { error: '⛔', warning: '⚠️', note: 'ℹ️' } as const;

/** The same defect at several places takes one row with so many of them. */
const mostPlaces = 4;

/** Findings that say the same, in the order in which the first of each comes. */
export function groups(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const found = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const { rule, severity, title, message, fix, status, blocking } = finding;
    const key = JSON.stringify([rule, severity, title, message, fix, status, blocking]);
    const group = found.get(key);
    if (group) group.push(finding);
    else found.set(key, [finding]);
  }
  return [...found.values()];
}

/** A table row for findings that say the same: icon, what and what to do, where. */
export function findingRow(group: readonly ReportedFinding[], links: Links): string {
  const [first] = group;
  if (first === undefined) return '';
  const words = first.rule.startsWith('policy/') ? `*“${prose(first.message)}”*` : prose(sentence(first.message));
  return `| ${icons[first.severity]} | **${prose(first.title)}** · ${ruleLink(first.rule, links)}<br>${words}<br>→ ${prose(sentence(first.fix))} | ${places(group, links)} |`;
}

function places(group: readonly ReportedFinding[], links: Links): string {
  const shown = group.slice(0, mostPlaces).map(({ at, status }) => placeLink(at, links, status === 'fixed'));
  const left = group.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${counted(left, 'more place')}`] : [])].join('<br>');
}

function sentence(text: string): string {
  const bare = text.trim();
  return /[.!?…:)]$/.test(bare) || bare === '' ? bare : `${bare}.`;
}

/** A row of the folded list: existing, accepted and fixed findings. */
export function quietRow(group: readonly ReportedFinding[], report: Report, links: Links): string {
  const [first] = group;
  if (first === undefined) return '';
  const { title, rule, waiver, status, severity } = first;
  const words = `${prose(title)} · ${ruleLink(rule, links)}`;
  if (waiver !== null) {
    const by = waiver.owner === null ? '' : ` (${asCode(waiver.owner)})`;
    return `| 🕐 | Accepted${until(waiver.expires, report)}: ${words}<br>*“${forMarkdown(waiver.reason)}”*${by} | ${places(group, links)} |`;
  }
  if (status === 'fixed') return `| ✅ | ~~${prose(title)}~~ fixed | ${places(group, links)} |`;
  return `| ${icons[severity]} | ${words} | ${places(group, links)} |`;
}

/** ` until 4 Dec 2026 (12 days left)`; nothing for what has no end. */
export function until(expires: string | null, { asOf }: Report): string {
  if (expires === null) return '';
  return ` until ${shownDay(expires)} (${daysLeft(daysBetween(asOf, expires))})`;
}

/** Quiet findings that say the same share a row, unless exceptions of their own accept them. */
export function quietGroups(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const alone = findings.filter(({ waiver }) => waiver !== null).map((finding) => [finding]);
  return [...alone, ...groups(findings.filter(({ waiver }) => waiver === null))];
}

/** The table of what changed in the stack, before and after, with the components that have got new findings. */
export function changeTable(report: Report, links: Links, most: number): string {
  const rows = [...changedRows(report), ...troubledRows(report)];
  if (rows.length === 0) return '';
  const base = links.baseName === undefined ? 'Before' : asCode(links.baseName);
  const more = rows.length > most ? `\n\n… and ${counted(rows.length - most, 'more component')}.` : '';
  const head = [`| Component | ${base} | This change | |`, '|---|---|---|:-:|'];
  return `${[...head, ...rows.slice(0, most)].join('\n')}${more}`;
}

function changedRows(report: Report): string[] {
  return report.changes.map((change) => {
    const { component, movedFrom, before, after } = change;
    const moved = movedFrom === null ? '' : `<br>moved from ${asCode(movedFrom)}`;
    const icon = after === null ? '' : worst(component, report);
    return `| ${asCode(component)}${moved} | ${side(before, after, false, 'new')} | ${side(after, before, true, 'removed')} | ${icon} |`;
  });
}

/** Components whose stack is as it was and that have new findings all the same. */
function troubledRows(report: Report): string[] {
  if (report.comparedWith === null) return [];
  const changed = new Set(report.changes.map(({ component }) => component));
  return report.components
    .filter(({ path }) => !changed.has(path) && worst(path, report) !== '✅')
    .map((component) => {
      const stack = mainTechnologies(component)
        .map((one) => forMarkdown(shownTechnology(one)))
        .join(' · ');
      return `| ${asCode(component.path)} | ${stack} | ${stack} | ${worst(component.path, report)} |`;
    });
}

type Side = StackChange['before'];

function side(own: Side, other: Side, mark: boolean, absent: string): string {
  if (own === null) return `*(${absent})*`;
  if (own.length === 0) return '*(nothing recognised)*';
  const known = new Map((other ?? []).map(({ id, version }) => [id, version]));
  return own
    .map(({ id, name, version }) => {
      const differs = !known.has(id) || known.get(id) !== version;
      const shown = shownVersion(version);
      // where only the patch level differs, the short version would say that nothing does
      const same = differs && known.has(id) && shownVersion(known.get(id) ?? null) === shown;
      const words = forMarkdown([name, same ? (version ?? '') : shown].filter((part) => part !== '').join(' '));
      return mark && differs && other !== null ? `**${words}**` : words;
    })
    .join(' · ');
}

function worst(path: string, report: Report): string {
  const found = report.findings.filter(
    ({ component, status, waiver }) => component === path && status === 'new' && waiver === null,
  );
  for (const severity of ['error', 'warning'] as const)
    if (found.some((finding) => finding.severity === severity)) return icons[severity];
  return '✅';
}
