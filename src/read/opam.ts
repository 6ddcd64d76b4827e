import type { Dependency, Scope } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { fileNameOf } from './directory.ts';
import { ocamlRuntime } from './dune-project.ts';
import type { Reader } from './reader.ts';

/** A package of OCaml. */
export const opam: Reader = {
  name: 'opam',
  specifications: ['https://opam.ocaml.org/doc/Manual.html#opam'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/*.opam', '**/opam'],
  read(path, text) {
    const dependencies = [...listOf(path, text, 'depends', 'runtime'), ...listOf(path, text, 'depopts', 'optional')];
    if (!/^opam-version\s*:/m.test(text.slice(0, 20_000))) return reading(path, this.name, {});
    return reading(path, this.name, {
      project: {
        ecosystem: 'opam',
        name: /^name\s*:\s*"([^"\n]{1,200})"/m.exec(text)?.[1] ?? fileNameOf(path).replace(/\.opam$/, ''),
        at: { path, line: 1 },
        languages: ['ocaml'],
        signs: [],
      },
      dependencies: dependencies.filter(({ name }) => name !== 'ocaml'),
      runtimes: dependencies.filter(({ name }) => name === 'ocaml').flatMap(ocamlRuntime),
    });
  },
};

const word = /"((?:[^"\\]|\\.)*)"|\{([^}]*)\}|([[\]])|#[^\n]*|\n|[^"{}[\]#\n]+/y;
const filters: readonly (readonly [RegExp, Scope])[] = [
  [/\bwith-test\b/, 'test'],
  [/\bwith-(?:doc|dev-setup)\b|\bdev\b/, 'development'],
  [/\bbuild\b/, 'build'],
];

/** `depends: [ "dream" {>= "1.0"} ]` */
function listOf(path: string, text: string, field: string, usual: Scope): Dependency[] {
  const start = new RegExp(`^${field}\\s*:\\s*`, 'm').exec(text);
  if (start === null) return [];
  const found: Dependency[] = [];
  let line = text.slice(0, start.index).split('\n').length;
  let depth = 0;
  word.lastIndex = start.index + start[0].length;
  for (let match = word.exec(text); match !== null; match = word.exec(text)) {
    const [whole, name, filter, bracket] = match;
    if (bracket === '[') depth++;
    if (bracket === ']') depth--;
    if (depth <= 0) break;
    if (name !== undefined && depth === 1) found.push({ ecosystem: 'opam', name, scope: usual, at: { path, line } });
    const last = found.at(-1);
    if (filter !== undefined && last) found[found.length - 1] = { ...last, ...filtered(filter, usual) };
    line += whole.split('\n').length - 1;
  }
  return found;
}

function filtered(filter: string, usual: Scope): { requirement?: string; scope: Scope } {
  const scope = filters.find(([pattern]) => pattern.test(filter))?.[1] ?? usual;
  const parts = filter.split(/([&|])/).map((part) => part.trim());
  const versions = parts.filter((part) => /^\(?\s*[<>=!]+\s*"/.test(part)).map((part) => part.replaceAll(/["()]/g, ''));
  const joined = versions.join(parts.includes('|') ? ' | ' : ' & ');
  return joined === '' ? { scope } : { requirement: joined, scope };
}
