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
  const byEnding = new Map<string, { reader: Reader; matches: (path: string) => boolean }[]>();
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
    const candidates = [...(byEnding.get(endingOf(name)) ?? []), ...(byEnding.get('*') ?? [])];
    if (candidates.length === 0) return found;
    const others = candidates.filter(({ matches }) => matches(path)).map(({ reader }) => reader);
    return [...new Set([...found, ...others])];
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

/** A glob is compiled when a path first holds all that is literal in it; one of an ending alone never is. */
function matcherOf(glob: string): (path: string) => boolean {
  const ending = /^\*\*\/\*([^*?{}[\]!/()]+)$/.exec(glob)?.[1];
  if (ending !== undefined) return (path) => path.endsWith(ending);
  const names = glob.match(/[^/]+\/?/g) ?? [];
  const literal = names.filter((name) => !/[?{}[\]!()]/.test(name)).flatMap((name) => name.split('*'));
  const compiled = lazily(() => picomatch(glob, { dot: true }));
  return (path) => literal.every((piece) => piece === '/' || path.includes(piece)) && compiled()(path);
}
