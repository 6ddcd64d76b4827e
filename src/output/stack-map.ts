import type { Report, ReportedComponent } from '../model/report.ts';
import { mainTechnologies, shownTechnology } from './stack-words.ts';

/** A larger picture helps nobody. */
const mostComponents = 24;

const shapes: Readonly<Record<string, readonly [string, string]>> = {
  database: ['[(', ')]'],
  search: ['[(', ')]'],
  cache: ['[(', ')]'],
  storage: ['[(', ')]'],
  broker: ['[[', ']]'],
};

/**
 * The services and what they keep their data in, as a diagram in Mermaid's `flowchart`: every id is ours and every label quoted ASCII, since GitHub
 * shows an error in place of a diagram that it cannot read. https://mermaid.js.org/syntax/flowchart.html. Empty where a picture would say nothing.
 */
export function stackMap(report: Report): string {
  const drawn = report.components.filter(({ role }) => role === 'service' || role === 'frontend');
  if (drawn.length > mostComponents || (drawn.length < 2 && report.verdict !== 'fail') || drawn.length === 0) return '';
  const ids = new Map(drawn.map((component, index) => [component.path, `c${index}`]));
  const stores = storesOf(drawn);
  const lines = ['flowchart LR'];
  for (const [folder, members] of foldersOf(drawn)) {
    const indent = folder === '' ? '  ' : '    ';
    if (folder !== '') lines.push(`  subgraph ${`g${lines.length}`}["${label(folder)}"]`);
    for (const member of members) lines.push(`${indent}${ids.get(member.path)}["${componentLabel(member, folder)}"]`);
    if (folder !== '') lines.push('  end');
  }
  for (const { id, words, kind } of stores.values()) {
    const [open, close] = shapes[kind] ?? ['[', ']'];
    lines.push(`  ${id}${open}"${words}"${close}`);
  }
  for (const component of drawn)
    for (const { key } of storedIn(component)) lines.push(`  ${ids.get(component.path)} --> ${stores.get(key)?.id}`);
  return [...lines, ...colours(report, ids)].join('\n');
}

interface Store {
  readonly id: string;
  readonly words: string;
  readonly kind: string;
}

function storesOf(components: readonly ReportedComponent[]): Map<string, Store> {
  const stores = new Map<string, Store>();
  for (const { key, kind, name } of components.flatMap(storedIn))
    if (!stores.has(key)) stores.set(key, { id: `s${stores.size}`, words: label(name), kind });
  return stores;
}

function storedIn({ technologies }: ReportedComponent): { key: string; kind: string; name: string }[] {
  const found = technologies.filter(({ kind }) => kind in shapes);
  return [...new Map(found.map(({ id, kind, name }) => [id, { key: id, kind, name }])).values()];
}

/** Components under the folder that they share with others; the rest stands free. */
function foldersOf(components: readonly ReportedComponent[]): Map<string, ReportedComponent[]> {
  const parent = ({ path }: ReportedComponent): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const folders = new Map<string, ReportedComponent[]>();
  for (const component of components) {
    const shared = components.filter((other) => parent(other) === parent(component)).length > 1;
    const folder = shared ? parent(component) : '';
    folders.set(folder, [...(folders.get(folder) ?? []), component]);
  }
  return folders;
}

function componentLabel(component: ReportedComponent, folder: string): string {
  const path = folder === '' ? component.path : component.path.slice(folder.length + 1);
  const name = label(path === '.' ? component.name : path);
  const stack = mainTechnologies(component).slice(0, 3).map(shownTechnology).map(label);
  return stack.length === 0 ? name : `${name}: ${stack.join(' / ')}`;
}

/** What Mermaid takes in quotes without a second thought, and nobody for a link or a mention. */
function label(text: string): string {
  const plain = text
    .replace(/[^\w .,/+-]+/g, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return plain.length > 40 ? `${plain.slice(0, 39)}...` : plain || 'unnamed';
}

function colours(report: Report, ids: ReadonlyMap<string, string>): string[] {
  const live = report.findings.filter(({ status, waiver }) => status !== 'fixed' && waiver === null);
  const having = (severity: string): string[] => {
    const paths = new Set(live.filter((one) => one.severity === severity).map(({ component }) => component));
    return [...ids].filter(([path]) => paths.has(path)).map(([, id]) => id);
  };
  const red = having('error');
  const amber = having('warning').filter((id) => !red.includes(id));
  const lines: string[] = [];
  if (red.length > 0) lines.push('  classDef red stroke:#cf222e,stroke-width:3px', `  class ${red.join(',')} red`);
  if (amber.length > 0)
    lines.push('  classDef amber stroke:#9a6700,stroke-width:3px', `  class ${amber.join(',')} amber`);
  return lines;
}
