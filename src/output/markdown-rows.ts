import { daysBetween, shownDay } from '../model/day.ts';
import type { Report, ReportedFinding } from '../model/report.ts';
import { counted, daysLeft } from './counts.ts';
import { icons } from './markdown-icons.ts';
import { type Links, placeLink, ruleLink } from './markdown-links.ts';
import { asCode, forMarkdown, prose } from './safe.ts';

/** The same defect at several places takes one row with so many of them. */
const mostPlaces = 4;

/** More rows than this under one title become one: the words of the first, the places of all. */
const mostAlike = 2;

/** Findings that say the same, in the order in which the first of each comes. */
export function groups(findings: readonly ReportedFinding[]): ReportedFinding[][] {
  const title = ({ rule, severity, title: words, status, blocking }: ReportedFinding): string =>
    JSON.stringify([rule, severity, words, status, blocking]);
  const exact = groupedBy(findings, (one) => JSON.stringify([title(one), one.message, one.fix]));
  const titles = groupedBy(findings, title);
  const crowded = new Set(
    [...titles]
      .filter(([, group]) => new Set(group.map((one) => one.message + one.fix)).size > mostAlike)
      .map(([key]) => key),
  );
  const merged = new Map<string, ReportedFinding[]>();
  for (const [key, group] of exact) {
    const common = title(group[0] as ReportedFinding);
    if (crowded.has(common)) merged.set(common, titles.get(common) ?? group);
    else merged.set(key, group);
  }
  return [...merged.values()];
}

function groupedBy(
  findings: readonly ReportedFinding[],
  keyOf: (finding: ReportedFinding) => string,
): Map<string, ReportedFinding[]> {
  const found = new Map<string, ReportedFinding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = found.get(key);
    if (group) group.push(finding);
    else found.set(key, [finding]);
  }
  return found;
}

/** A table row for findings that say the same: icon, what and what to do, where. `brief` leaves out what the title does not say. */
export function findingRow(group: readonly ReportedFinding[], links: Links, brief = false): string {
  const [first] = group;
  if (first === undefined) return '';
  const message = first.rule.startsWith('policy/') ? `*“${prose(first.message)}”*` : prose(sentence(first.message));
  const words = [`**${prose(first.title)}** · ${ruleLink(first.rule, links)}`, ...(brief ? [] : [message])];
  return `| ${icons[first.severity]} | ${words.join('<br>')}<br>→ ${prose(sentence(first.fix))} | ${places(group, links)} |`;
}

function places(group: readonly ReportedFinding[], links: Links): string {
  const shown = group.slice(0, mostPlaces).map(({ at, status }) => placeLink(at, links, status === 'fixed'));
  const left = group.length - shown.length;
  return [...shown, ...(left > 0 ? [`… and ${counted(left, 'more place')}`] : [])].join('<br>');
}

/** With a full stop at its end, if it has no other. */
export function sentence(text: string): string {
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
