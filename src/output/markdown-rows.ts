import { createHash } from 'node:crypto';
import type { Location } from '../model/location.ts';
import type { Report, ReportedFinding, StackChange } from '../model/report.ts';
import { daysBetween, shownDay } from '../model/day.ts';
import { daysLeft } from './counts.ts';
import { asCode, forHtml, forMarkdown, prose } from './safe.ts';
import { shownVersion } from './stack-words.ts';

/** Where links lead. What is absent is not linked. */
export interface Links {
  /** `https://github.com/acme/shop` */
  readonly repository?: string;
  readonly head?: string;
  readonly base?: string;
  /** The name of the base branch. */
  readonly baseName?: string;
  readonly pullRequest?: number;
  readonly run?: string;
  /** The page of a rule, `{rule}` standing for its id. */
  readonly rulePage?: string;
  /** Paths that the pull request changes: only those have lines in its diff. */
  readonly changedPaths?: ReadonlySet<string>;
}

export const icons = { error: '⛔', warning: '⚠️', note: 'ℹ️' } as const;

/** A table row for a finding: icon, what and what to do, where. */
export function findingRow(finding: ReportedFinding, report: Report, links: Links): string {
  return `| ${icons[finding.severity]} | **${prose(finding.title)}** · ${ruleLink(finding.rule, links)}<br>${prose(finding.message)} ${prose(finding.fix)} | ${placeLink(finding.at, links, finding.status === 'fixed')} |`;
}

/** A row of the folded list: existing, accepted and fixed findings. */
export function quietRow(finding: ReportedFinding, report: Report, links: Links): string {
  const where = placeLink(finding.at, links, finding.status === 'fixed');
  if (finding.waiver) {
    const { expires, reason, owner } = finding.waiver;
    const until =
      expires === null ? '' : ` until ${shownDay(expires)} (${daysLeft(daysBetween(report.asOf, expires))})`;
    const by = owner === null ? '' : ` ${asCode(owner)}`;
    return `| 🕐 | Accepted${until}: ${prose(finding.title)} · ${ruleLink(finding.rule, links)}<br>${forMarkdown(reason)}${by} | ${where} |`;
  }
  if (finding.status === 'fixed') return `| ✅ | ~~${prose(finding.title)}~~ fixed | ${where} |`;
  return `| ${icons[finding.severity]} | ${prose(finding.title)} · ${ruleLink(finding.rule, links)} | ${where} |`;
}

function ruleLink(rule: string, { rulePage }: Links): string {
  return rulePage === undefined || rule.startsWith('custom/')
    ? asCode(rule)
    : `[${asCode(rule)}](${rulePage.replace('{rule}', rule)})`;
}

/** A place as a link: into the pull request's diff if the file is changed there, else to the file at the commit. */
export function placeLink(at: Location, links: Links, gone = false): string {
  const words = asCode(`${at.path}${at.line === undefined ? '' : `:${at.line}`}`);
  const commit = gone ? links.base : links.head;
  if (links.repository === undefined || commit === undefined) return words;
  if (!gone && links.pullRequest !== undefined && links.changedPaths?.has(at.path) === true) {
    const hash = createHash('sha256').update(at.path).digest('hex');
    return `[${words}](${links.repository}/pull/${links.pullRequest}/files#diff-${hash}${at.line === undefined ? '' : `R${at.line}`})`;
  }
  const path = at.path
    .split('/')
    .map((part) =>
      encodeURIComponent(part).replace(
        /[()*'!]/g,
        (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
      ),
    )
    .join('/');
  return `[${words}](${links.repository}/blob/${commit}/${path}${at.line === undefined ? '' : `#L${at.line}`})`;
}

/** The table of what changed in the stack, before and after. */
export function changeTable(changes: readonly StackChange[], report: Report, links: Links): string[] {
  if (changes.length === 0) return [];
  const base = links.baseName === undefined ? 'Before' : asCode(links.baseName);
  const rows = changes.map((change) => {
    const moved = change.movedFrom === null ? '' : `<br>from ${asCode(change.movedFrom)}`;
    return `| ${asCode(change.component)}${moved} | ${side(change.before, change.after, false, 'new')} | ${side(change.after, change.before, true, 'removed')} | ${worst(change, report)} |`;
  });
  return [`| Component | ${base} | This pull request | |`, '|---|---|---|:-:|', ...rows];
}

type Side = StackChange['before'];

function side(own: Side, other: Side, mark: boolean, absent: string): string {
  if (own === null) return `*(${absent})*`;
  if (own.length === 0) return '*(nothing recognised)*';
  const known = new Map((other ?? []).map(({ id, version }) => [id, version]));
  return own
    .map(({ id, name, version }) => {
      const words = forMarkdown([name, shownVersion(version)].filter((part) => part !== '').join(' '));
      return mark && (!known.has(id) || known.get(id) !== version) ? `**${words}**` : words;
    })
    .join(' · ');
}

function worst(change: StackChange, report: Report): string {
  if (change.after === null) return '';
  const found = report.findings.filter(
    ({ component, status, waiver }) => component === change.component && status === 'new' && waiver === null,
  );
  for (const severity of ['error', 'warning'] as const)
    if (found.some((finding) => finding.severity === severity)) return icons[severity];
  return '✅';
}

/** The line at the foot: which commit, against which, by which policy, where the full report is, and by what. */
export function footer(report: Report, links: Links): string {
  const parts: string[] = [];
  const short = (commit: string): string => `<code>${forHtml(commit.slice(0, 7))}</code>`;
  if (links.head !== undefined) {
    const base =
      report.comparedWith === null
        ? ''
        : ` against ${links.baseName === undefined ? '' : `<code>${forHtml(links.baseName)}</code> `}(${short(report.comparedWith)})`;
    parts.push(`Commit ${short(links.head)}${base}`);
  }
  if (report.policy !== null) parts.push(`policy <code>${forHtml(report.policy.source)}</code>`);
  if (links.run !== undefined) parts.push(`<a href="${forHtml(links.run)}">full report</a>`);
  parts.push(`Stack Audit ${forHtml(report.tool.version)}`);
  return `<sub>${parts.join(' · ')}</sub>`;
}
