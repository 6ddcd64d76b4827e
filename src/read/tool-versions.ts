// asdf's and mise's list of tools.
import { type Reading, reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { collected, toolNamed, toolVersion } from './tool-version.ts';

const name = '.tool-versions';

/** One tool a line; of several versions the first one counts. */
export const toolVersions: Reader = {
  name,
  specifications: ['https://asdf-vm.com/manage/configuration.html#tool-versions'],
  takes: ['runtimes'],
  files: ['**/.tool-versions'],
  maxBytes: 64 * 1024,
  read(path, text): Reading {
    const results = linesOf(text).map((line, index) => {
      const [tool = '', version] = line.replace(/#.*$/, '').trim().split(/\s+/);
      const technology = toolNamed(tool);
      return technology === undefined ? undefined : toolVersion(technology, version ?? '?', { path, line: index + 1 });
    });
    return reading(path, name, collected(results));
  },
};
