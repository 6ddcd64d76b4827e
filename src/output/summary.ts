import { shownDay } from '../model/day.ts';
import type { Report, ReportedComponent, ReportedFinding } from '../model/report.ts';
import { changeTable } from './change-table.ts';
import { counted } from './counts.ts';
import { details } from './markdown-blocks.ts';
import { type Links, footer, placeWords } from './markdown-links.ts';
import { icons } from './markdown-icons.ts';
import { findingRow, groups, quietGroups, quietRow } from './markdown-rows.ts';
import { policyBlock } from './policy-block.ts';
import { asCode, forMarkdown, prose } from './safe.ts';
import { stackMap } from './stack-map.ts';
import { mainTechnologies, shownTechnology } from './stack-words.ts';
import { freshOf, isAllNew } from './verdict-words.ts';

/** GitHub drops a step's summary above 1 MiB: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const longest = 900 * 1024;

/** More components than these would keep readers from the findings. */
const mostOpen = 40;

export interface SummaryOptions extends Links {
  /** Where else the report was written to. */
  readonly files?: readonly string[];
}

/** The whole picture for the job summary, and `--format markdown`: every component, every finding, what was read and what was not. */
export function summary(report: Report, links: SummaryOptions): string {
  for (const most of [1000, 200, 50, 10]) {
    const text = build(report, links, most);
    if (new TextEncoder().encode(text).length <= longest) return text;
  }
  return `${heading(report)}\n\nThe report is too long for a summary. Ask for the JSON file.\n`;
}

function build(report: Report, links: SummaryOptions, most: number): string {
  const fresh = freshOf(report);
  const quiet = report.findings.filter((finding) => !fresh.includes(finding));
  const map = stackMap(report);
  const changes = report.changes.length === 0 ? '' : changeTable(report, links, most);
  const title = isAllNew(report) ? 'New in this change' : 'Findings';
  const freshRows = groups(fresh).map((group) => findingRow(group, links));
  const quietRows = quietGroups(quiet).map((group) => quietRow(group, report, links));
  const blocks = [
    heading(report),
    countsLine(report, links),
    ...notCompared(report),
    ...componentTable(report, most),
    ...(map === '' ? [] : [`\`\`\`mermaid\n${map}\n\`\`\``]),
    ...table(title, freshRows, most),
    ...(report.policyPreview === null ? [] : policyBlock(report.policyPreview, links, most)),
    ...(changes === '' ? [] : [`#### What changed in the stack\n\n${changes}`]),
    ...folded(quietRows, report, most),
    whatWasRead(report, most),
    ...(links.files === undefined || links.files.length === 0 ? [] : [`Files: ${links.files.map(asCode).join(' · ')}`]),
    footer(report, links),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function heading({ verdict }: Report): string {
  return `## ${verdict === 'fail' ? '❌' : verdict === 'warn' ? '⚠️' : '✅'} Stack Audit`;
}

function countsLine({ counts, findings, comparedWith }: Report, links: Links): string {
  const warnings = findings.filter(
    ({ severity, status, waiver, blocking }) =>
      severity === 'warning' && status === 'new' && waiver === null && !blocking,
  ).length;
  const parts = [
    ...(counts.blocking > 0 ? [`**${counts.blocking} blocking**`] : []),
    ...(warnings > 0 ? [`**${counted(warnings, 'warning')}**`] : []),
    comparedWith === null ? counted(counts.new, 'finding') : `${counts.new} new`,
    ...(comparedWith === null ? [] : [`${counts.existing} existing`, `${counts.fixed} fixed`]),
    `${counts.accepted} accepted`,
  ];
  if (links.pullRequest !== undefined && links.repository !== undefined)
    parts.push(`[pull request #${links.pullRequest}](${links.repository}/pull/${links.pullRequest})`);
  return parts.join(' · ');
}

function notCompared({ notCompared }: Report): string[] {
  if (notCompared === null) return [];
  return [`> [!WARNING]\n> ${prose(notCompared)} So nothing is known to be old, and everything counts as new.`];
}

const families = [
  ['Containers', 'container'],
  ['Security', 'security'],
  ['Maturity', 'maturity'],
  ['Policy', 'policy'],
] as const;

/** Every component with what it is built of and the worst of each family. A row bears its role if it is no service. */
function componentTable(report: Report, most: number): string[] {
  if (report.components.length === 0)
    return ['No component was found: there is no manifest and no Dockerfile that this version reads.'];
  const others = report.findings.some(({ rule }) => families.every(([, family]) => !rule.startsWith(`${family}/`)));
  const columns = [...families, ...(others ? ([['Other', '']] as const) : [])];
  const rows = report.components.slice(0, most).map((component) => {
    const role = component.role === 'service' ? '' : ` *${component.role}*`;
    const cells = columns.map(([, family]) => verdictOf(component, family, report));
    return `| ${asCode(component.path)}${role} | ${technologies(component, true)} | ${technologies(component, false)} | ${cells.join(' | ')} |`;
  });
  const more = report.components.length - rows.length;
  const head = [
    `| Component | Framework | Runtime | ${columns.map(([name]) => name).join(' | ')} |`,
    `|---|---|---|${columns.map(() => ':-:|').join('')}`,
  ];
  const table = [...head, ...rows].join('\n') + (more > 0 ? `\n\n… and ${counted(more, 'more component')}.` : '');
  return rows.length > mostOpen ? [details(counted(report.components.length, 'component'), table)] : [table];
}

function technologies(component: ReportedComponent, frameworks: boolean): string {
  const kinds = frameworks ? ['framework', 'server'] : ['runtime', 'language'];
  const chosen = mainTechnologies(component).filter(({ kind }) => kinds.includes(kind));
  if (chosen.length === 0) return '–';
  return chosen.map((one) => forMarkdown(shownTechnology(one)).replaceAll(' ', '&nbsp;')).join('<br>');
}

/** The worst of one family; of all rules that belong to none of them if it is empty. */
function verdictOf(component: ReportedComponent, family: string, report: Report): string {
  if (component.role === 'example' || component.role === 'test' || component.role === 'template') return '–';
  const belongs = ({ rule }: ReportedFinding): boolean =>
    family === '' ? families.every(([, one]) => !rule.startsWith(`${one}/`)) : rule.startsWith(`${family}/`);
  const found = report.findings.filter(
    (finding) => finding.component === component.path && finding.status !== 'fixed' && belongs(finding),
  );
  const live = found.filter(({ waiver }) => waiver === null);
  for (const severity of ['error', 'warning', 'note'] as const) {
    const count = live.filter((finding) => finding.severity === severity).length;
    if (count > 0) return `${icons[severity]}&nbsp;${count}`;
  }
  const [end] = found.flatMap(({ waiver }) => (waiver?.expires ? [waiver.expires] : [])).sort();
  if (found.length > 0)
    return end === undefined ? '🕐' : `🕐&nbsp;until&nbsp;${shownDay(end).replaceAll(' ', '&nbsp;')}`;
  return family === 'container' && component.images.length === 0 ? '–' : '✅';
}

function table(title: string, rows: readonly string[], most: number): string[] {
  return rows.length === 0 ? [] : [`#### ${title}\n\n${rowsOf(rows, most)}`];
}

function rowsOf(rows: readonly string[], most: number): string {
  const more = rows.length > most ? `\n\n… and ${rows.length - most} more.` : '';
  return `${['| | Finding | Where |', '|:-:|---|---|', ...rows.slice(0, most)].join('\n')}${more}`;
}

function folded(rows: readonly string[], { counts }: Report, most: number): string[] {
  if (rows.length === 0) return [];
  const title = `Already there: ${counts.existing} · accepted: ${counts.accepted} · fixed: ${counts.fixed}`;
  return [details(title, rowsOf(rows, most))];
}

function whatWasRead({ counts, components, diagnostics, skipped }: Report, most: number): string {
  const lines = [
    ...diagnostics.map(({ at, message }) => `- ${asCode(placeWords(at))}: ${forMarkdown(message)}`),
    ...skipped.map(({ path, reason }) => `- ${asCode(path)}: skipped, ${forMarkdown(reason)}`),
  ];
  const read = `What was read: ${counted(counts.files, 'file')} of ${counted(components.length, 'component')}, judged by ${counted(counts.rules, 'rule')}`;
  if (lines.length === 0) return `${read}. All of it was understood.`;
  const more = lines.length > most ? [`- … and ${lines.length - most} more`] : [];
  const title = `${read}; ${counted(lines.length, 'place')} not understood`;
  return details(title, [...lines.slice(0, most), ...more].join('\n'));
}
