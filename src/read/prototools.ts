// proto's configuration.
import { type Reading, reading } from '../model/reading.ts';
import { entriesOf, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';
import { collected, toolNamed, toolVersion } from './tool-version.ts';

const name = '.prototools';

/** Tools stand at the top level, their own settings in tables that are none of ours. */
export const prototools: Reader = {
  name,
  specifications: ['https://moonrepo.dev/docs/proto/config'],
  takes: ['runtimes'],
  files: ['**/.prototools'],
  maxBytes: 64 * 1024,
  read(path, text): Reading {
    const { value, lineOf, diagnostics } = parseToml(path, text);
    const results = entriesOf(value).map(([key, entry]) => {
      const technology = toolNamed(key);
      const version = textOf(entry);
      return technology === undefined || version === undefined
        ? undefined
        : toolVersion(technology, version, { path, line: lineOf(key) });
    });
    const read = collected(results);
    return reading(path, name, { ...read, diagnostics: [...diagnostics, ...read.diagnostics] });
  },
};
