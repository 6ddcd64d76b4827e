import { reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import { lazily } from './lazily.ts';
import type { LockedPackage } from './locked-packages.ts';
import { pythonName } from './pep508.ts';
import { pythonLock } from './python-lock.ts';
import type { Reader } from './reader.ts';

export const pipfileLock: Reader = {
  name: 'Pipfile.lock',
  specifications: ['https://github.com/pypa/pipfile#pipfilelock'],
  takes: ['lockfile'],
  files: ['**/Pipfile.lock'],
  maxBytes: 64 * 1024 * 1024,
  read(path, text) {
    const document = lazily(() => parseJson(path, text));
    const format = /"pipfile-spec"\s?:\s?(\d{1,3})/.exec(text.slice(0, 2000))?.[1];
    const lockfile = pythonLock({ path, line: 1 }, { manager: 'pipenv', format }, () => packages(document()));
    return reading(path, 'Pipfile.lock', { lockfile: { ...lockfile, problem: () => document().diagnostics[0] } });
  },
};

function* packages({ value }: Document): Generator<LockedPackage> {
  for (const section of ['default', 'develop']) {
    for (const [name, entry] of entriesOf(fieldOf(value, section))) {
      const version = textOf(fieldOf(entry, 'version'));
      if (version?.startsWith('==') === true) yield { name: pythonName(name), version: version.replace(/^=+\s*/, '') };
    }
  }
}
