import type { Report, ReportedComponent, ReportedFinding } from '../model/report.ts';
import { shownDay } from '../model/day.ts';
import { counted } from './counts.ts';
import { forLog } from './safe.ts';
import { mainTechnologies, shownTechnology } from './stack-words.ts';

export interface TextOptions {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** Show every place and every component. */
  readonly all: boolean;
}

type Colour = 'red' | 'yellow' | 'blue' | 'green' | 'dim' | 'bold';
type Paint = (colour: Colour, text: string) => string;

const codes: Record<Colour, readonly [number, number]> = {
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
  dim: [2, 22],
  bold: [1, 22],
};
const marks = { error: ['✖', 'red'], warning: ['▲', 'yellow'], note: ['•', 'blue'] } as const;
const mostComponents = 40;
const mostPlaces = 5;

/** The report for a terminal: what the repository is built of, then what is wrong with it and what to do, then the verdict. */
export function text(report: Report, options: TextOptions): string {
  const paint: Paint = (colour, words) =>
    options.colour ? `\u001B[${codes[colour][0]}m${words}\u001B[${codes[colour][1]}m` : words;
  const parts = [
    components(report, options, paint),
    ...findings(report, options, paint),
    diagnostics(report, options, paint),
    verdict(report, paint),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function components(report: Report, options: TextOptions, paint: Paint): string {
  if (report.components.length === 0) {
    return paint('dim', 'No component found: there is no manifest and no Dockerfile that this version reads.');
  }
  const main = report.components.filter(({ role }) => role === 'service' || role === 'frontend');
  const rows = options.all ? report.components : (main.length > 0 ? main : report.components).slice(0, mostComponents);
  const pathWidth = Math.min(40, Math.max(...rows.map(({ path }) => path.length)));
  const lines = rows.map((component) => {
    const path = forLog(component.path).padEnd(pathWidth);
    const role = component.role === 'service' ? '' : paint('dim', ` (${component.role})`);
    return `  ${paint('bold', path)}  ${summary(component)}${role}`;
  });
  const rest = report.components.filter((component) => !rows.includes(component));
  if (rest.length > 0) lines.push(paint('dim', `  and ${roleCounts(rest)} (--all lists them)`));
  return lines.join('\n');
}

const plurals = {
  service: 'services',
  frontend: 'front ends',
  library: 'libraries',
  example: 'examples',
  test: 'tests',
  template: 'templates',
} as const;
const singulars = {
  service: 'service',
  frontend: 'front end',
  library: 'library',
  example: 'example',
  test: 'test',
  template: 'template',
} as const;

/** `36 libraries, 1 test` */
function roleCounts(components: readonly ReportedComponent[]): string {
  const counts = new Map<ReportedComponent['role'], number>();
  for (const { role } of components) counts.set(role, (counts.get(role) ?? 0) + 1);
  return [...counts].map(([role, count]) => `${count} ${count === 1 ? singulars[role] : plurals[role]}`).join(', ');
}

function summary(component: ReportedComponent): string {
  const words = mainTechnologies(component).map(shownTechnology);
  const layers = component.technologies.filter(
    ({ layer, kind }) => layer && (kind === 'framework' || kind === 'server'),
  );
  if (layers.length > 0 && words[0] !== undefined) words[0] += ` on ${layers.map(({ name }) => name).join(', ')}`;
  if (component.images.length > 0) words.push('container');
  return forLog(words.join(' · ') || component.language || 'nothing recognised');
}

function findings(report: Report, options: TextOptions, paint: Paint): string[] {
  const shown = report.findings.filter(({ status, waiver }) => status !== 'fixed' && waiver === null);
  const groups = new Map<string, ReportedFinding[]>();
  for (const finding of shown) {
    const key = `${finding.rule}\n${finding.title}\n${finding.severity}`;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()].map((group) => groupText(group, report, options, paint));
}

function groupText(group: readonly ReportedFinding[], report: Report, options: TextOptions, paint: Paint): string {
  const [first] = group;
  if (first === undefined) return '';
  const [mark, colour] = marks[first.severity];
  const state =
    report.comparedWith === null
      ? ''
      : group.every(({ status }) => status === 'existing')
        ? paint('dim', ' (already there)')
        : '';
  const lines = [`${paint(colour, mark)} ${paint('bold', forLog(first.title))}  ${paint('dim', first.rule)}${state}`];
  const places = options.all ? group : group.slice(0, mostPlaces);
  const words = ({ message }: ReportedFinding): string[] => wrap(forLog(message), options.width, '    ');
  const advice = ({ fix }: ReportedFinding): string[] =>
    wrap(`→ ${forLog(fix)}`, options.width, '    ').map((line) => paint('green', line));
  const [sameWords, sameAdvice] = [
    group.every(({ message }) => message === first.message),
    group.every(({ fix }) => fix === first.fix),
  ];
  for (const finding of places) {
    const { path, line } = finding.at;
    lines.push(`    ${forLog(path)}${line === undefined ? '' : `:${line}`}`);
    if (!sameWords) lines.push(...words(finding));
    if (!sameAdvice) lines.push(...advice(finding));
  }
  if (group.length > places.length)
    lines.push(paint('dim', `    … and ${counted(group.length - places.length, 'more place')}`));
  if (sameWords) lines.push(...words(first));
  if (sameAdvice) lines.push(...advice(first));
  return lines.join('\n');
}

/** A word that was harmless in the middle of a line may begin one now. */
function wrap(words: string, width: number, indent: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > Math.max(40, Math.min(width, 110))) {
      lines.push(forLog(indent + line));
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(forLog(indent + line));
  return lines;
}

function diagnostics(report: Report, options: TextOptions, paint: Paint): string {
  const all = [
    ...report.diagnostics.map(
      ({ at, message }) => `${at.path}${at.line === undefined ? '' : `:${at.line}`}: ${message}`,
    ),
    ...report.skipped.map(({ path, reason }) => `${path}: skipped, ${reason}`),
  ];
  if (all.length === 0) return '';
  const shown = options.all ? all : all.slice(0, mostPlaces);
  const more = all.length > shown.length ? [`  … and ${all.length - shown.length} more (--all shows them)`] : [];
  return paint(
    'dim',
    [`Not understood or not read: ${all.length}`, ...shown.map((line) => `  ${forLog(line)}`), ...more].join('\n'),
  );
}

function verdict(report: Report, paint: Paint): string {
  const { counts } = report;
  const live = report.findings.filter(({ status, waiver }) => status !== 'fixed' && waiver === null);
  const count = (severity: string): number => live.filter((finding) => finding.severity === severity).length;
  const numbers = [
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
    counted(count('note'), 'note'),
  ];
  if (counts.fixed > 0) numbers.push(`${counts.fixed} fixed`);
  if (counts.accepted > 0) numbers.push(`${counts.accepted} accepted`);
  const against = report.comparedWith === null ? '' : `, against ${forLog(report.comparedWith.slice(0, 12))}`;
  const heading =
    report.verdict === 'fail'
      ? paint('red', `✖ ${counts.blocking > 0 ? counted(counts.blocking, 'blocking finding') : 'The check fails'}`)
      : report.verdict === 'warn'
        ? paint('yellow', '▲ would fail if the policy were enforced')
        : paint('green', '✔ nothing blocks');
  const lines = [
    `${heading} · ${numbers.join(', ')} · ${counted(report.components.length, 'component')}${against} · as of ${shownDay(report.asOf)}`,
  ];
  if (report.notCompared !== null) lines.push(paint('yellow', `▲ ${forLog(report.notCompared)}`));
  return lines.join('\n');
}
