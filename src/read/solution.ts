import type { Link } from '../model/link.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { type Element, parseXml } from './xml.ts';

const project = /\.(?:cs|fs|vb)proj$/i;

/** The projects that a solution holds together. */
export const solution: Reader = {
  name: 'solution',
  specifications: ['https://learn.microsoft.com/visualstudio/extensibility/internals/solution-dot-sln-file'],
  takes: ['links'],
  files: ['**/*.sln', '**/*.slnx'],
  read(path, text) {
    return path.toLowerCase().endsWith('.slnx') ? readXml(path, text) : readText(path, text);
  },
};

/** `Project("{kind}") = "name", "src\name\name.csproj", "{id}"` */
function readText(path: string, text: string): Reading {
  const links: Link[] = [];
  for (const [at, line] of linesOf(text).entries()) {
    if (!line.startsWith('Project(')) continue;
    const written = line.slice(0, 2000).split('"')[5] ?? '';
    links.push(...linkTo(path, written, at + 1));
  }
  return solutionOf(path, links);
}

/** https://github.com/microsoft/vs-solutionpersistence */
function readXml(path: string, text: string): Reading {
  const { root, diagnostics } = parseXml(path, text);
  const links: Link[] = [];
  const open: Element[] = root ? [root] : [];
  for (let element = open.pop(); element !== undefined; element = open.pop()) {
    if (element.name === 'Project') links.push(...linkTo(path, element.attributes['Path'] ?? '', element.line));
    open.push(...element.children.toReversed());
  }
  return { ...solutionOf(path, links), diagnostics };
}

function linkTo(path: string, written: string, line: number): Link[] {
  const target = project.test(written) ? resolvePath(directoryOf(path), written) : undefined;
  return target === undefined ? [] : [{ kind: 'module', path: target, at: { path, line } }];
}

function solutionOf(path: string, links: readonly Link[]): Reading {
  return reading(path, solution.name, { links });
}
