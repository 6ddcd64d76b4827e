import { daysBetween, shownDay } from '../model/day.ts';
import type { Report, ReportedFinding } from '../model/report.ts';
import { dayAfter } from '../policy/days.ts';
import { changeTable } from './change-table.ts';
import { counted, daysLeft } from './counts.ts';
import { details, fenced } from './markdown-blocks.ts';
import { type Links, footer } from './markdown-links.ts';
import { findingRow, groups, quietGroups, quietRow } from './markdown-rows.ts';
import { policyBlock } from './policy-block.ts';
import { recipeBlocks } from './recipe-block.ts';
import { asCode, forHtml, prose } from './safe.ts';
import { shownVersion } from './stack-words.ts';
import { freshOf, isAllNew, oldAndQuiet, verdictWords } from './verdict-words.ts';

export interface CommentOptions extends Links {
  /** Tells several comments on one pull request apart. */
  readonly key?: string;
  /** An earlier run named something to do, and nothing of it is left: two lines are enough. */
  readonly resolved?: boolean;
  /** The report is a stranger's: nothing of it is offered to be copied, and the comment says whose it is. */
  readonly unverified?: boolean;
  /** Characters that the comment may have: GitHub takes 65,536. */
  readonly limit?: number;
}

const mostPatches = 10;
const stranger =
  '<sub>A run of this pull request itself has made the report: nobody has checked that it says what is there.</sub>';
/** A longer table of what changed would hide what follows. */
const mostOpen = 16;
const quietHeadings = ['### ✅ Stack Audit: nothing new to fix', '### ✅ Stack Audit: resolved'] as const;

/** The first line of our comment, by which a later run finds it. */
export function commentMarker(key = 'default'): string {
  return `<!-- stack-audit:comment key=${key.replace(/[^\w.-]/g, '-').replace(/-{2,}/g, '-')} -->`;
}

/** Whether the change brings something that somebody should look at now. Notes alone do not. */
export function isLoud(report: Report): boolean {
  return report.verdict !== 'pass' || report.notCompared !== null || loudOf(report).length > 0;
}

/** Whether there is reason to begin a comment: something loud, another policy, or another stack than before, patch levels aside. */
export function saysSomething(report: Report): boolean {
  if (isLoud(report) || report.policyPreview !== null) return true;
  const shown = (side: Report['changes'][number]['before']): string =>
    JSON.stringify(side?.map(({ id, version }) => [id, shownVersion(version)]) ?? null);
  return report.changes.some(({ before, after }) => shown(before) !== shown(after));
}

/** Whether a comment that stands on the pull request named something to do, or has told already that it is done. */
export function hadSomething(body: string): boolean {
  return !body.includes(`\n${quietHeadings[0]}`);
}

/** The comment on a pull request: only what it brings in full, everything else folded. Longer than the limit, it loses whole rows, quiet ones first. */
export function comment(report: Report, options: CommentOptions): string {
  const limit = options.limit ?? 60_000;
  for (const rows of [
    { loud: 20, quiet: 50, changes: 50 },
    { loud: 20, quiet: 10, changes: 20 },
    { loud: 10, quiet: 0, changes: 10 },
    { loud: 3, quiet: 0, changes: 0 },
  ]) {
    const body = build(report, options, rows);
    if (body.length <= limit) return body;
  }
  const blocks = [heading(report, options), 'The report is too long for a comment; the job summary has all of it.'];
  return `${[commentMarker(options.key), ...blocks, footer(report, options)].join('\n\n')}\n`.replace('\n\n', '\n');
}

interface Rows {
  readonly loud: number;
  readonly quiet: number;
  readonly changes: number;
}

function loudOf(report: Report): ReportedFinding[] {
  return freshOf(report).filter(({ severity, blocking }) => severity !== 'note' || blocking);
}

function build(report: Report, options: CommentOptions, rows: Rows): string {
  const fresh = freshOf(report);
  const loud = loudOf(report);
  const notes = fresh.filter((finding) => !loud.includes(finding));
  const quiet = report.findings.filter((finding) => !fresh.includes(finding));
  const noteRows = groups(notes).map((group) => findingRow(group, options, isBrief(group)));
  const quietRows = quietGroups(quiet).map((group) => quietRow(group, report, options));
  const blocks = [
    heading(report, options),
    ...(isLoud(report) ? [] : [counts(report, options)]),
    ...caution(report, options),
    ...loudTable(loud, report, options, rows.loud),
    ...(report.policyPreview === null ? [] : policyBlock(report.policyPreview, options, rows.changes)),
    ...changeBlock(report, options, rows.changes),
    ...fold(`<b>Notes</b>: ${notes.length}`, noteRows, rows.quiet),
    ...(options.unverified === true
      ? []
      : [...patchBlock(loud), ...recipeBlocks(report, rows.quiet > 10), ...exceptionBlock(loud, report)]),
    ...(isLoud(report) ? fold(quietTitle(report, options), quietRows, rows.quiet) : []),
    ...unknowns(report),
    ...(options.unverified === true ? [stranger] : []),
    footer(report, options),
  ];
  return `${commentMarker(options.key)}\n${blocks.join('\n\n')}\n`;
}

function heading(report: Report, { resolved }: CommentOptions): string {
  const said = verdictWords(report);
  if (report.verdict === 'fail') return `### ❌ Stack Audit: ${said ?? 'the check fails'}`;
  if (said !== undefined) return `### ⚠️ Stack Audit: ${said}`;
  if (report.notCompared !== null) return '### ⚠️ Stack Audit: not compared, and nothing to fix in the whole';
  return quietHeadings[resolved === true ? 1 : 0];
}

function counts(report: Report, { resolved, baseName }: CommentOptions): string {
  const { counts } = report;
  const ends = report.findings.flatMap(({ waiver }) => (waiver?.expires ? [waiver.expires] : [])).sort();
  const [next] = ends;
  const parts = [
    resolved === true ? 'Nothing that this change introduces is left to fix' : counted(counts.new, 'new finding'),
  ];
  if (counts.fixed > 0) parts.push(`**${counts.fixed} fixed**`);
  if (counts.existing > 0) parts.push(`${counts.existing} ${already(baseName)}, not blocking`);
  if (counts.accepted > 0) {
    const end = next && `, ${counts.accepted > 1 ? 'the first ' : ''}until ${shownDay(next)}`;
    parts.push(`${counts.accepted} accepted${end ? `${end} (${daysLeft(daysBetween(report.asOf, next))})` : ''}`);
  }
  return parts.join(' · ');
}

function already(baseName: string | undefined): string {
  return baseName === undefined ? 'already there' : `already on ${asCode(baseName)}`;
}

function caution(report: Report, { baseName }: CommentOptions): string[] {
  const lines: string[] = [];
  const { blocking } = report.counts;
  const existing = oldAndQuiet(report);
  if (blocking > 0) {
    const kind = isAllNew(report) ? 'new ' : '';
    const are = blocking === 1 ? 'finding is' : 'findings are';
    const start =
      report.verdict === 'fail' ? 'This check fails because' : 'With `mode: enforce` this check would fail:';
    lines.push(`${start} ${blocking} ${kind}${are} at or above \`fail-on: ${report.failOn}\`.`);
    if (report.comparedWith !== null && existing > 0)
      lines.push(
        `The ${existing === 1 ? 'finding' : counted(existing, 'finding')} ${already(baseName)} ${existing === 1 ? 'does' : 'do'} not count.`,
      );
  } else if (report.verdict !== 'pass') {
    const fails = report.verdict === 'fail' ? 'fails' : 'would fail';
    lines.push(`This check ${fails} because of the limits that the policy sets (\`thresholds\` or \`strict\`).`);
  }
  if (report.notCompared !== null)
    lines.push(`${prose(report.notCompared)} So nothing is known to be old, and everything counts as new.`);
  return lines.length === 0 ? [] : [`> [!${report.verdict === 'fail' ? 'CAUTION' : 'WARNING'}]\n> ${lines.join(' ')}`];
}

/** What blocks is explained, and what the policy says is quoted; for the rest the summary and the marks on the lines are there. */
function isBrief([first]: readonly ReportedFinding[]): boolean {
  return first?.blocking === false && first.severity !== 'error' && !first.rule.startsWith('policy/');
}

function loudTable(loud: readonly ReportedFinding[], report: Report, options: CommentOptions, most: number): string[] {
  if (loud.length === 0) return [];
  const title = isAllNew(report) ? 'New in this pull request' : 'Finding';
  const all = groups(loud);
  const shown = all.slice(0, most);
  const left = all.slice(most).flat().length;
  const rows = shown.map((group) => findingRow(group, options, isBrief(group)));
  const more = left > 0 ? [`… and ${counted(left, 'more finding')} in the job summary.`] : [];
  return [[`| | ${title} | Where |`, '|:-:|---|---|', ...rows].join('\n'), ...more];
}

function changeBlock(report: Report, options: CommentOptions, most: number): string[] {
  const table = most === 0 ? '' : changeTable(report, options, most);
  if (table === '') return [];
  const title = 'What changed in the stack';
  if (!isLoud(report)) return [details(title, table)];
  return table.split('\n').length < mostOpen ? [table] : [details(`<b>${title}</b>`, table)];
}

function fold(title: string, rows: readonly string[], most: number): string[] {
  if (rows.length === 0) return [];
  if (most === 0) return [`${title} · listed in the job summary`];
  const more = rows.length > most ? `\n\n… and ${rows.length - most} more in the job summary.` : '';
  return [details(title, `${['| | Finding | Where |', '|:-:|---|---|', ...rows.slice(0, most)].join('\n')}${more}`)];
}

function quietTitle(report: Report, { baseName }: CommentOptions): string {
  const { accepted, fixed } = report.counts;
  const existing = oldAndQuiet(report);
  const there = baseName === undefined ? '<b>Already there</b>' : `<b>Already on <code>${forHtml(baseName)}</code></b>`;
  const parts: string[] = [];
  if (existing > 0) parts.push(`${there}: ${existing}, not blocking`);
  if (accepted > 0) parts.push(`<b>${existing > 0 ? 'accepted' : 'Accepted'}</b>: ${accepted}`);
  if (fixed > 0) parts.push(`<b>${existing + accepted > 0 ? 'fixed' : 'Fixed'} here</b>: ${fixed}`);
  return parts.join(' · ');
}

/** Safe edits as a diff. */
function patchBlock(loud: readonly ReportedFinding[]): string[] {
  const patched = loud.flatMap(({ patch }) => (patch === null ? [] : [patch]));
  if (patched.length === 0) return [];
  // Several images may need the same file.
  const different = [...new Map(patched.map((patch) => [JSON.stringify(patch), patch])).values()];
  const shown = different.slice(0, mostPatches);
  const lines = shown.flatMap(({ path, line, removed, insert, create }, index) => [
    ...(create === true ? ['--- /dev/null', `+++ ${path}`] : []),
    ...(create === true || shown[index - 1]?.path === path ? [] : [`--- ${path}`]),
    ...(create === true ? [] : [`@@ line ${line} @@`]),
    ...removed.map((text) => `-${text}`),
    ...insert.map((text) => `+${text}`),
  ]);
  const title = `<b>Suggested fixes</b> (${patched.length} of ${loud.length} as a patch)`;
  const first = different.length > shown.length ? ` The first ${shown.length}:` : '';
  return [details(title, `${asCode('stack-audit --fix')} makes them.${first}\n\n${fenced('diff', lines)}`)];
}

/** An exception to copy for the first finding that blocks. */
function exceptionBlock(loud: readonly ReportedFinding[], report: Report): string[] {
  const first = loud.find(({ blocking }) => blocking);
  if (first === undefined) return [];
  const { rule, component, at, fingerprint, title } = first;
  const yaml = [
    'exceptions:',
    `  - rule: ${rule} # ${title}`,
    `    paths: [${JSON.stringify(component === '.' ? at.path : component)}]`,
    `    fingerprint: ${JSON.stringify(fingerprint)}`,
    '    reason: … # ten characters at least',
    '    owner: "@…"',
    `    expires: ${dayAfter(report.asOf, 90)}`,
  ];
  const words = `Add this to ${asCode('.github/stack-audit.yml')} on the base branch. An exception needs a reason, an owner and an end date; after it the finding blocks again.`;
  return [details('<b>Accept a finding for a while</b>', `${words}\n\n${fenced('yaml', yaml)}`)];
}

function unknowns({ diagnostics, skipped }: Report): string[] {
  const count = diagnostics.length + skipped.length;
  if (count === 0) return [];
  return [`<sub>${counted(count, 'file or line')} could not be understood or read; the job summary lists them.</sub>`];
}
