// Nimble's lock file.
import { type Reading, reading } from '../model/reading.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';

const name = 'nimble.lock';

/** The versions that `nimble install` takes; packages are known by their names and by their repositories. */
export const nimbleLock: Reader = {
  name,
  specifications: ['https://nim-lang.github.io/nimble/nimble-reference.html'],
  takes: ['lockfile'],
  files: ['**/nimble.lock'],
  maxBytes: 4 * 1024 * 1024,
  read(path, text): Reading {
    const { value, diagnostics } = parseJson(path, text);
    const format = textOf(fieldOf(value, 'version'));
    return reading(path, name, {
      lockfile: lockOf({ path }, { manager: 'nimble', ecosystem: 'nimble', format }, () =>
        packages(fieldOf(value, 'packages')),
      ),
      diagnostics,
    });
  },
};

function* packages(entries: unknown): Generator<LockedPackage> {
  for (const [key, entry] of entriesOf(entries)) {
    const version = textOf(fieldOf(entry, 'version'));
    if (version === undefined || version.startsWith('#')) continue;
    yield { name: key.toLowerCase(), version };
    const url = textOf(fieldOf(entry, 'url'));
    if (url !== undefined) yield { name: url.replace(/\.git$/, ''), version };
  }
}
