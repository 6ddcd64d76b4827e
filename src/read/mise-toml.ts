// mise's configuration.
import { type Reading, reading } from '../model/reading.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';
import { collected, toolNamed, toolVersion } from './tool-version.ts';

const name = 'mise.toml';

/** `[tools]`: a version, a list of which the first one counts, or a table with a version. Tools of other backends (`npm:x`) are passed over. */
export const miseToml: Reader = {
  name,
  specifications: ['https://mise.jdx.dev/configuration.html#mise-toml'],
  takes: ['runtimes'],
  files: [
    '**/mise.toml',
    '**/.mise.toml',
    '**/mise.*.toml',
    '**/.mise.*.toml',
    '**/mise/config.toml',
    '**/.mise/config.toml',
    '**/mise/conf.d/*.toml',
  ],
  read(path, text): Reading {
    const { value, lineOf, diagnostics } = parseToml(path, text);
    const results = entriesOf(fieldOf(value, 'tools')).map(([key, entry]) => {
      const technology = toolNamed(key.replace(/^core:/, ''));
      const isList = Array.isArray(entry);
      const first: unknown = isList ? entry[0] : entry;
      const version = textOf(first) ?? textOf(fieldOf(first, 'version'));
      const keys = isList ? ['tools', key, 0] : ['tools', key];
      const at = { path, line: lineOf(...keys, ...(textOf(first) === undefined ? ['version'] : [])) };
      return technology === undefined ? undefined : toolVersion(technology, version ?? '?', at);
    });
    const read = collected(results);
    return reading(path, name, { ...read, diagnostics: [...diagnostics, ...read.diagnostics] });
  },
};
