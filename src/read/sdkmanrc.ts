// SDKMAN's environment file.
import { type Reading, reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { collected, toolNamed, toolVersion } from './tool-version.ts';

const name = '.sdkmanrc';

/** `java=21.0.2-tem`: the vendor behind the version is no part of it. */
export const sdkmanrc: Reader = {
  name,
  specifications: ['https://sdkman.io/usage#env-command'],
  takes: ['runtimes'],
  files: ['**/.sdkmanrc'],
  maxBytes: 64 * 1024,
  read(path, text): Reading {
    const results = linesOf(text).map((line, index) => {
      const [tool = '', version] = line.replace(/#.*$/, '').split('=', 2);
      const technology = toolNamed(tool.trim());
      return technology === undefined ? undefined : toolVersion(technology, version ?? '?', { path, line: index + 1 });
    });
    return reading(path, name, collected(results));
  },
};
