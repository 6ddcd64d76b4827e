import type { Report, ReportedComponent, ReportedFinding } from '../model/report.ts';
import { counted } from './counts.ts';
import { type Links, changeTable, findingRow, footer, icons, quietRow } from './markdown-rows.ts';
import { asCode, forMarkdown } from './safe.ts';
import { mainTechnologies, shownTechnology } from './stack-words.ts';

/** GitHub drops a step's summary above 1 MiB: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
const longest = 900 * 1024;

/** The whole picture for the job summary, and `--format markdown`: every component, every finding, what was read and what was not. */
export function summary(report: Report, links: Links): string {
  for (const most of [1000, 200, 50, 10]) {
    const text = build(report, links, most);
    if (new TextEncoder().encode(text).length <= longest) return text;
  }
  return `${heading(report)}\n\nThe report is too long for a summary. Ask for the JSON file.\n`;
}

function build(report: Report, links: Links, most: number): string {
  const fresh = report.findings.filter(({ status, waiver }) => status === 'new' && waiver === null);
  const quiet = report.findings.filter((finding) => !fresh.includes(finding));
  const blocks = [
    heading(report),
    countsLine(report, links),
    ...(report.notCompared === null
      ? []
      : [`> [!WARNING]\n> ${forMarkdown(report.notCompared)} Everything counts as new.`]),
    ...componentTable(report, most),
    ...table(report.comparedWith === null ? 'Findings' : 'New in this pull request', fresh, most, (finding) =>
      findingRow(finding, report, links),
    ),
    ...(report.changes.length === 0
      ? []
      : [`#### What changed in the stack\n\n${changeTable(report.changes.slice(0, most), report, links).join('\n')}`]),
    ...table('Already there, accepted, fixed', quiet, most, (finding) => quietRow(finding, report, links)),
    ...unknown(report, most),
    footer(report, links),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function heading({ verdict }: Report): string {
  return `## ${verdict === 'fail' ? '❌' : verdict === 'warn' ? '⚠️' : '✅'} Stack Audit`;
}

function countsLine({ counts }: Report, links: Links): string {
  const parts = [
    `**${counts.blocking} blocking**`,
    `${counts.new} new`,
    `${counts.existing} existing`,
    `${counts.fixed} fixed`,
    `${counts.accepted} accepted`,
  ];
  if (links.pullRequest !== undefined && links.repository !== undefined)
    parts.push(`[pull request #${links.pullRequest}](${links.repository}/pull/${links.pullRequest})`);
  return parts.join(' · ');
}

const families = ['container', 'security', 'maturity', 'policy'] as const;

function componentTable(report: Report, most: number): string[] {
  if (report.components.length === 0)
    return ['No component was found: there is no manifest and no Dockerfile that this version reads.'];
  const shown = report.components.slice(0, most);
  const rows = shown.map((component) => {
    const cells = families.map((family) => verdictOf(component, family, report));
    return `| ${asCode(component.path)} | ${technologies(component, true)} | ${technologies(component, false)} | ${component.role} | ${cells.join(' | ')} |`;
  });
  const more = report.components.length - shown.length;
  const head = [
    '| Component | Framework | Runtime | Role | Containers | Security | Maturity | Policy |',
    '|---|---|---|---|:-:|:-:|:-:|:-:|',
  ];
  return [[...head, ...rows].join('\n'), ...(more > 0 ? [`… and ${counted(more, 'more component')}.`] : [])];
}

function technologies(component: ReportedComponent, frameworks: boolean): string {
  const kinds = frameworks ? ['framework', 'server'] : ['runtime', 'language'];
  const chosen = mainTechnologies(component).filter(({ kind }) => kinds.includes(kind));
  return chosen.length === 0
    ? '–'
    : chosen.map((one) => forMarkdown(shownTechnology(one)).replaceAll(' ', '&nbsp;')).join('<br>');
}

function verdictOf(component: ReportedComponent, family: string, report: Report): string {
  if (component.role === 'example' || component.role === 'test' || component.role === 'template') return '–';
  const found = report.findings.filter(
    (finding) =>
      finding.component === component.path && finding.rule.startsWith(`${family}/`) && finding.status !== 'fixed',
  );
  const live = found.filter(({ waiver }) => waiver === null);
  for (const severity of ['error', 'warning', 'note'] as const) {
    const count = live.filter((finding) => finding.severity === severity).length;
    if (count > 0) return `${icons[severity]}&nbsp;${count}`;
  }
  if (found.length > 0) return '🕐';
  return family === 'container' && component.images.length === 0 ? '–' : '✅';
}

function table(
  title: string,
  findings: readonly ReportedFinding[],
  most: number,
  row: (finding: ReportedFinding) => string,
): string[] {
  if (findings.length === 0) return [];
  const rows = ['| | Finding | Where |', '|:-:|---|---|', ...findings.slice(0, most).map(row)].join('\n');
  const more = findings.length > most ? [`… and ${counted(findings.length - most, 'more finding')}.`] : [];
  return [`#### ${title}\n\n${rows}`, ...more];
}

function unknown(report: Report, most: number): string[] {
  const lines = [
    ...report.diagnostics.map(
      ({ at, message }) =>
        `- ${asCode(`${at.path}${at.line === undefined ? '' : `:${at.line}`}`)}: ${forMarkdown(message)}`,
    ),
    ...report.skipped.map(({ path, reason }) => `- ${asCode(path)}: skipped, ${forMarkdown(reason)}`),
  ];
  const read = `<details><summary>What was read: ${counted(report.counts.files, 'file')} of ${counted(report.components.length, 'component')}, ${counted(report.counts.rules, 'rule')}; not understood: ${lines.length}</summary>`;
  const more = lines.length > most ? [`- … and ${lines.length - most} more`] : [];
  return [`${read}\n\n${[...lines.slice(0, most), ...more].join('\n')}\n</details>`];
}
