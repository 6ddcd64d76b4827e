import type { Reading } from '../model/reading.ts';
import { reading } from '../model/reading.ts';
import type { Tree } from '../model/tree.ts';
import { readersOf } from './files.ts';
import type { Reader } from './reader.ts';

/** Readings already made, by format and text: a second tree that shares files with a first one does not read them again. */
export type ReadingCache = Map<string, { text: string; reading: Reading }>;

/** Reads every file of the tree that a reader knows. A reader that fails on a file yields a diagnostic, never an exception. */
export function readTree(tree: Tree, readers: readonly Reader[], cache: ReadingCache = new Map()): Reading[] {
  const find = readersOf(readers);
  const readings: Reading[] = [];
  for (const path of tree.paths) {
    for (const reader of find(path)) {
      const text = tree.text(path);
      if (text === undefined || reader.recognises?.(text) === false) continue;
      const key = `${reader.name}\0${path}`;
      const known = cache.get(key);
      const result = known?.text === text ? known.reading : readOne(reader, path, text);
      if (result !== known?.reading) cache.set(key, { text, reading: result });
      readings.push(result);
    }
  }
  return readings;
}

function readOne(reader: Reader, path: string, text: string): Reading {
  try {
    return reader.read(path, text);
  } catch (error) {
    const message = `could not be read as ${reader.name}: ${error instanceof Error ? error.message : String(error)}`;
    return reading(path, reader.name, { diagnostics: [{ message, at: { path, line: 1 } }] });
  }
}
