import type { Lockfile } from '../model/lockfile.ts';
import { type Reading, reading } from '../model/reading.ts';
import { composer } from '../versions/composer.ts';
import { directoryOf } from './directory.ts';
import { type Document, fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import { lazily } from './lazily.ts';
import { lockOf, type LockedPackage } from './locked-packages.ts';
import type { Reader } from './reader.ts';

/** Composer's lock: `packages` and `packages-dev`. A `v` in front of a version is left off. */
export const composerLock: Reader = {
  name: 'composer.lock',
  specifications: ['https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control'],
  takes: ['lockfile'],
  files: ['**/composer.lock'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'composer.lock', { lockfile: lockfileOf(path, text) }) satisfies Reading,
};

function lockfileOf(path: string, text: string): Lockfile {
  const document = lazily(() => parseJson(path, text));
  const lock = lockOf({ path, line: 1 }, { manager: 'composer', ecosystem: 'composer' }, () => packages(document()));
  return {
    ...lock,
    // Branches and aliases are not ordered: only a version that is understood can be out of date.
    find({ name, requirement }) {
      const versions = lock.versions(name.toLowerCase());
      return versions.find(
        (version) =>
          requirement === undefined ||
          /@|\sas\s|dev-/.test(requirement) ||
          composer.admits(requirement, version) !== false,
      );
    },
    covers: (directory) => directory === directoryOf(path),
    problem: () => document().diagnostics[0],
  };
}

function* packages({ value }: Document): Generator<LockedPackage> {
  for (const section of ['packages', 'packages-dev']) {
    const list = fieldOf(value, section);
    for (const entry of Array.isArray(list) ? list : []) {
      const name = textOf(fieldOf(entry, 'name'));
      const version = textOf(fieldOf(entry, 'version'));
      if (name !== undefined && version !== undefined)
        yield { name: name.toLowerCase(), version: version.replace(/^v(?=\d)/, '') };
    }
  }
}
