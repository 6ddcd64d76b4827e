import picomatch from 'picomatch';
import type { Wants } from '../model/tree.ts';
import { fileNameOf } from './directory.ts';
import { addTo, lazily } from './lazily.ts';
import type { Reader } from './reader.ts';
import { vendoredRoot } from './vendored.ts';

const usualLimit = 1024 * 1024;

const tables = new WeakMap<readonly Reader[], (path: string) => readonly Reader[]>();

/** Finds the readers of a path: by exact file name first, by the ending of the name otherwise, so that a path costs no more than two look-ups. What package managers write has none. */
export function readersOf(readers: readonly Reader[]): (path: string) => readonly Reader[] {
  const known = tables.get(readers) ?? makeTable(readers);
  tables.set(readers, known);
  return known;
}

function makeTable(readers: readonly Reader[]): (path: string) => readonly Reader[] {
  const byName = new Map<string, Reader[]>();
  const byEnding = new Map<string, { reader: Reader; matches: (path: string, lower: string) => boolean }[]>();
  for (const reader of readers) {
    for (const glob of reader.files) {
      const name = glob.startsWith('**/') ? glob.slice(3) : undefined;
      if (name !== undefined && !/[*?{}[\]!/()]/.test(name)) addTo(byName, name, reader);
      else addTo(byEnding, endingOf(glob), { reader, matches: matcherOf(glob) });
    }
  }
  return (path) => {
    if (vendoredRoot(path) !== undefined) return [];
    const name = fileNameOf(path);
    const found = byName.get(name) ?? [];
    const lower = path.toLowerCase();
    const others: Reader[] = [];
    const ending = lower.slice(lower.lastIndexOf('.') + 1);
    for (const candidates of [ending === '*' ? [] : byEnding.get(ending), byEnding.get('*')])
      for (const { reader, matches } of candidates ?? []) if (matches(path, lower)) others.push(reader);
    return others.length === 0 ? found : [...new Set([...found, ...others])];
  };
}

/** The size limit of a path, over all readers that take it. */
export function wantsOf(readers: readonly Reader[]): Wants {
  const find = readersOf(readers);
  return (path) => {
    const found = find(path);
    return found.length === 0 ? undefined : Math.max(...found.map((reader) => reader.maxBytes ?? usualLimit));
  };
}

/** The literal ending after the last dot; `*` if it is not literal. */
function endingOf(glob: string): string {
  const ending = fileNameOf(glob).split('.').at(-1) ?? '';
  return /^[\w-]+$/.test(ending) && fileNameOf(glob).includes('.') ? ending.toLowerCase() : '*';
}

/** A glob is compiled when a path first holds, in either case, all that is literal in it; one of an ending alone never is. */
function matcherOf(glob: string): (path: string, lower: string) => boolean {
  const ending = /^\*\*\/\*([^*?{}[\]!/()]+)$/.exec(glob)?.[1];
  if (ending !== undefined) return (path) => path.endsWith(ending);
  const holdsLiterals = literalsOf(glob);
  const compiled = lazily(() => picomatch(glob, { dot: true }));
  return (path, lower) => holdsLiterals(lower) && compiled()(path);
}

/** Whether a path in lower case holds what is literal in a glob, and of each pair of braces what is in one of its choices. */
function literalsOf(glob: string): (lower: string) => boolean {
  if (/[!()]/.test(glob)) return () => true;
  const groups = glob
    .toLowerCase()
    .replace(/\[(\w)\1\]/g, '$1')
    .split(/[{}]/)
    .map((part, position) => (position % 2 === 0 ? [part] : part.split(',')))
    .map((choices) => choices.map((choice) => choice.split(/[*?/]|\[[^\]]*\]/).filter((piece) => piece !== '')));
  return (lower) => groups.every((choices) => choices.some((pieces) => pieces.every((piece) => lower.includes(piece))));
}
