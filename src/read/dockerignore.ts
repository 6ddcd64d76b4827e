// What stays out of a build context.
import { type Reading, reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const name = '.dockerignore';
/** Patterns beyond these are dropped and said: they cost time on every path. */
const mostPatterns = 2000;
const longestPattern = 500;

/** The patterns in order, without comments and empty lines: a later one overrides those before it. */
export const dockerignore: Reader = {
  name,
  specifications: ['https://docs.docker.com/build/concepts/context/#dockerignore-files'],
  takes: ['patterns'],
  files: ['**/.dockerignore', '**/*.dockerignore', '**/.containerignore'],
  read(path, text): Reading {
    const lines = linesOf(text).map((line) => line.trim());
    const patterns = lines.filter((line) => line !== '' && !line.startsWith('#') && line !== '!');
    const kept = patterns.filter((pattern) => pattern.length <= longestPattern).slice(0, mostPatterns);
    const dropped = patterns.length - kept.length;
    const diagnostics = dropped === 0 ? [] : [{ message: `${dropped} patterns were not read`, at: { path, line: 1 } }];
    return reading(path, name, { patterns: kept, diagnostics });
  },
};
