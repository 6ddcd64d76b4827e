import { daysBetween, shownDay } from '../model/day.ts';
import type { Report, ReportedFinding } from '../model/report.ts';
import { counted, daysLeft } from './counts.ts';
import { type Links, changeTable, findingRow, footer, quietRow } from './markdown-rows.ts';
import { asCode, prose } from './safe.ts';

export interface CommentOptions extends Links {
  /** Tells several comments on one pull request apart. */
  readonly key?: string;
  /** Characters that the comment may have: GitHub takes 65,536. */
  readonly limit?: number;
}

/** The first line of our comment, by which a later run finds it. */
export function commentMarker(key = 'default'): string {
  return `<!-- stack-audit:comment key=${key.replace(/[^\w.-]/g, '-')} -->`;
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
  return `${commentMarker(options.key)}\n${heading(report)}\n\nThe report is too long for a comment; the job summary has all of it.\n\n${footer(report, options)}\n`;
}

interface Rows {
  readonly loud: number;
  readonly quiet: number;
  readonly changes: number;
}

function build(report: Report, options: CommentOptions, rows: Rows): string {
  const fresh = report.findings.filter(({ status, waiver }) => status === 'new' && waiver === null);
  const loud = fresh.filter(({ severity, blocking }) => severity !== 'note' || blocking);
  const notes = fresh.filter((finding) => !loud.includes(finding));
  const quiet = report.findings.filter((finding) => !fresh.includes(finding));
  const blocks = [
    heading(report),
    ...(loud.length === 0 ? [counts(report)] : []),
    ...caution(report),
    ...loudTable(loud, report, options, rows.loud),
    ...changeBlock(report, options, rows.changes, loud.length === 0),
    ...fold(`<b>Notes</b>: ${notes.length}`, notes, rows.quiet, (finding) => findingRow(finding, report, options)),
    ...exceptionBlock(loud),
    ...fold(quietTitle(report, options), quiet, rows.quiet, (finding) => quietRow(finding, report, options)),
    ...unknowns(report),
    footer(report, options),
  ];
  return `${commentMarker(options.key)}\n${blocks.join('\n\n')}\n`;
}

function heading(report: Report): string {
  const fresh = report.findings.filter(({ status, waiver }) => status === 'new' && waiver === null);
  const count = (severity: string): number =>
    fresh.filter((finding) => finding.severity === severity && !finding.blocking).length;
  const where = report.comparedWith === null ? '' : ' introduced here';
  const parts = [
    ...(report.counts.blocking > 0 ? [counted(report.counts.blocking, 'blocking finding')] : []),
    ...(count('error') > 0 ? [counted(count('error'), 'error')] : []),
    ...(count('warning') > 0 ? [counted(count('warning'), 'warning')] : []),
  ];
  const said = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0];
  if (report.verdict === 'fail')
    return `### ❌ Stack Audit: ${said ?? 'the check fails'}${said === undefined ? '' : where}`;
  if (said !== undefined) return `### ⚠️ Stack Audit: ${said}${where}`;
  return '### ✅ Stack Audit: nothing new to fix';
}

function counts(report: Report): string {
  const accepted = report.findings.filter(({ waiver }) => waiver !== null);
  const next = accepted
    .map(({ waiver }) => waiver?.expires ?? '')
    .filter((day) => day !== '')
    .sort()[0];
  const parts = [counted(report.counts.new, 'new finding')];
  if (report.counts.fixed > 0) parts.push(`**${report.counts.fixed} fixed**`);
  if (report.counts.existing > 0) parts.push(`${report.counts.existing} already there, not blocking`);
  if (accepted.length > 0)
    parts.push(
      `${accepted.length} accepted${next === undefined ? '' : `, until ${shownDay(next)} (${daysLeft(daysBetween(report.asOf, next))})`}`,
    );
  return parts.join(' · ');
}

function caution(report: Report): string[] {
  const lines: string[] = [];
  if (report.counts.blocking > 0) {
    const are = report.counts.blocking === 1 ? 'finding is' : 'findings are';
    const kind = report.comparedWith === null ? '' : 'new ';
    lines.push(
      `${report.verdict === 'fail' ? 'This check fails because' : 'With `mode: enforce` this check would fail:'} ${report.counts.blocking} ${kind}${are} at or above \`fail-on: ${report.failOn}\`.`,
    );
    if (report.counts.existing > 0)
      lines.push(
        `The ${counted(report.counts.existing, 'finding')} that ${report.counts.existing === 1 ? 'was' : 'were'} there before ${report.counts.existing === 1 ? 'does' : 'do'} not count.`,
      );
  } else if (report.verdict === 'fail')
    lines.push('This check fails because of the limits that the policy sets (`thresholds` or `strict`).');
  if (report.notCompared !== null) lines.push(`${prose(report.notCompared)} Everything counts as new.`);
  return lines.length === 0 ? [] : [`> [!${report.verdict === 'fail' ? 'CAUTION' : 'WARNING'}]\n> ${lines.join(' ')}`];
}

function loudTable(loud: readonly ReportedFinding[], report: Report, options: CommentOptions, most: number): string[] {
  if (loud.length === 0) return [];
  const title = report.comparedWith === null ? 'Finding' : 'New in this pull request';
  const more = loud.length > most ? [`… and ${counted(loud.length - most, 'more finding')} in the job summary.`] : [];
  return [
    [
      `| | ${title} | Where |`,
      '|:-:|---|---|',
      ...loud.slice(0, most).map((finding) => findingRow(finding, report, options)),
    ].join('\n'),
    ...more,
  ];
}

function changeBlock(report: Report, options: CommentOptions, most: number, folded: boolean): string[] {
  const table = changeTable(report.changes.slice(0, most), report, options);
  if (table.length === 0) return [];
  const more =
    report.changes.length > most ? `\n\n… and ${counted(report.changes.length - most, 'more component')}.` : '';
  const text = `${table.join('\n')}${more}`;
  return folded ? [`<details><summary>What changed in the stack</summary>\n\n${text}\n</details>`] : [text];
}

function fold(
  title: string,
  findings: readonly ReportedFinding[],
  most: number,
  row: (finding: ReportedFinding) => string,
): string[] {
  if (findings.length === 0) return [];
  if (most === 0) return [`${title} · listed in the job summary`];
  const more = findings.length > most ? `\n\n… and ${findings.length - most} more in the job summary.` : '';
  const table = ['| | Finding | Where |', '|:-:|---|---|', ...findings.slice(0, most).map(row)].join('\n');
  return [`<details><summary>${title}</summary>\n\n${table}${more}\n</details>`];
}

function quietTitle({ counts: { existing, accepted, fixed } }: Report, { baseName }: CommentOptions): string {
  const there =
    baseName === undefined
      ? '<b>Already there</b>'
      : `<b>Already on <code>${baseName.replace(/[^\w./-]/g, '')}</code></b>`;
  const parts: string[] = [];
  if (existing > 0) parts.push(`${there}: ${existing}, not blocking`);
  if (accepted > 0) parts.push(`<b>accepted</b>: ${accepted}`);
  if (fixed > 0) parts.push(`<b>fixed here</b>: ${fixed}`);
  return parts.join(' · ');
}

/** An exception to copy for the first loud finding. */
function exceptionBlock(loud: readonly ReportedFinding[]): string[] {
  const first = loud.find(({ blocking }) => blocking);
  if (first === undefined) return [];
  const yaml = [
    'exceptions:',
    `  - rule: ${first.rule}`,
    `    paths: [${JSON.stringify(first.component === '.' ? first.at.path : first.component)}]`,
    `    fingerprint: "${first.fingerprint}"`,
    '    reason: "…"            # at least ten characters',
    '    owner: "@…"',
    '    expires: YYYY-MM-DD',
  ];
  return [
    `<details><summary><b>Accept a finding for a while</b></summary>\n\nAdd this to ${asCode('.github/stack-audit.yml')}. Exceptions need a reason, an owner and an end date; after it the finding blocks again.\n\n\`\`\`yaml\n${yaml.join('\n').replaceAll('`', '')}\n\`\`\`\n</details>`,
  ];
}

function unknowns(report: Report): string[] {
  const count = report.diagnostics.length + report.skipped.length;
  return count === 0
    ? []
    : [`<sub>${counted(count, 'file or line')} could not be understood or read; the job summary lists them.</sub>`];
}
