// What Heroku's and Paketo's build packs read: runtime.txt (https://devcenter.heroku.com/articles/python-runtimes)
// and system.properties (https://devcenter.heroku.com/articles/customizing-the-jdk).
import { type Reading, reading } from '../model/reading.ts';
import { fileNameOf } from './directory.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { collected, toolNamed, toolVersion } from './tool-version.ts';

const name = 'runtime.txt';

/** `python-3.12.1` alone in runtime.txt, `java.runtime.version=21` in system.properties. Other files of these names say nothing. */
export const herokuRuntime: Reader = {
  name,
  specifications: [
    'https://devcenter.heroku.com/articles/python-runtimes',
    'https://devcenter.heroku.com/articles/customizing-the-jdk',
  ],
  takes: ['runtimes'],
  files: ['**/runtime.txt', '**/system.properties'],
  maxBytes: 64 * 1024,
  read(path, text): Reading {
    const isProperties = fileNameOf(path) === 'system.properties';
    const results = linesOf(text).map((line, index) => {
      const written = isProperties
        ? /^\s*(java|maven)(?:\.runtime)?\.version\s*[=:]\s*(\S+)/.exec(line.slice(0, 300))
        : /^\s*(python|ruby|node|go)-(\S+)\s*$/.exec(line.slice(0, 300));
      const technology = toolNamed(written?.[1] ?? '');
      return technology === undefined
        ? undefined
        : toolVersion(technology, written?.[2] ?? '', { path, line: index + 1 });
    });
    return reading(path, name, collected(results));
  },
};
