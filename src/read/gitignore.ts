// What git does not track.
import { type Reading, reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const name = '.gitignore';
const mostPatterns = 2000;
const longestPattern = 500;

/** The patterns in order, without comments and empty lines. */
export const gitignore: Reader = {
  name,
  specifications: ['https://git-scm.com/docs/gitignore'],
  takes: ['patterns'],
  files: ['**/.gitignore'],
  read(path, text): Reading {
    const patterns = linesOf(text).filter(
      (line) => line.trim() !== '' && !line.startsWith('#') && line.length <= longestPattern,
    );
    return reading(path, name, { patterns: patterns.slice(0, mostPatterns) });
  },
};
