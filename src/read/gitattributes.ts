// Attributes of paths: https://git-scm.com/docs/gitattributes, those of linguist: https://github.com/github-linguist/linguist/blob/main/docs/overrides.md
import { type Reading, reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const name = '.gitattributes';
const attribute = /(?:^|\s)[-!]?linguist-(?:vendored|generated|documentation)(?:=\S*)?(?=\s|$)/;

/** The lines, in order, that say what is vendored, generated or documentation. */
export const gitattributes: Reader = {
  name,
  specifications: [
    'https://git-scm.com/docs/gitattributes',
    'https://github.com/github-linguist/linguist/blob/main/docs/overrides.md',
  ],
  takes: ['patterns'],
  files: ['**/.gitattributes'],
  read(path, text): Reading {
    const lines = linesOf(text).map((line) => line.slice(0, 2000).trim());
    return reading(path, name, { patterns: lines.filter((line) => !line.startsWith('#') && attribute.test(line)) });
  },
};
