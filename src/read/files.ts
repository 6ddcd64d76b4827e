import picomatch from 'picomatch';
import type { Wants } from '../model/tree.ts';
import { fileNameOf } from './directory.ts';
import type { Reader } from './reader.ts';
import { vendoredRoot } from './vendored.ts';

const usualLimit = 1024 * 1024;

/** Finds the readers of a path: by exact file name first, by the ending of the name otherwise, so that a path costs no more than two look-ups. What package managers write has none. */
export function readersOf(readers: readonly Reader[]): (path: string) => readonly Reader[] {
  const byName = new Map<string, Reader[]>();
  const byEnding = new Map<string, { reader: Reader; matches: (path: string) => boolean }[]>();
  for (const reader of readers) {
    for (const glob of reader.files) {
      const name = glob.startsWith('**/') ? glob.slice(3) : undefined;
      if (name !== undefined && !/[*?{}[\]!/()]/.test(name)) push(byName, name, reader);
      else push(byEnding, endingOf(glob), { reader, matches: picomatch(glob, { dot: true }) });
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

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
