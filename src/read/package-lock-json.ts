import type { LockQuery, Lockfile } from '../model/lockfile.ts';
import { reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn, relativeTo } from './directory.ts';
import { entriesOf, fieldOf, isRecord } from './document.ts';
import { lazily } from './lazily.ts';
import { parseLockJson } from './lock-json.ts';
import { addVersion, type LockedVersions } from './locked-versions.ts';
import { splitPackage } from './npm-spec.ts';
import type { Reader } from './reader.ts';

/** https://docs.npmjs.com/cli/configuring-npm/package-lock-json: versions 1 (nested dependencies), 2 (both) and 3 (packages by path). */
export const packageLockJson: Reader = {
  name: 'package-lock.json',
  specifications: ['https://docs.npmjs.com/cli/configuring-npm/package-lock-json'],
  takes: ['lockfile'],
  files: ['**/package-lock.json', '**/npm-shrinkwrap.json'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'package-lock.json', { lockfile: packageLock(path, text) }),
};

function packageLock(path: string, text: string): Lockfile {
  const at = { path, line: 1 };
  const root = directoryOf(path);
  const parsed = lazily(() => {
    const { value, problem } = parseLockJson(path, text);
    const known = isRecord(fieldOf(value, 'packages')) || isRecord(fieldOf(value, 'dependencies'));
    const empty = isRecord(value) && fieldOf(value, 'lockfileVersion') !== undefined;
    const strange = known || empty ? undefined : { message: 'not understood: no packages in it', at };
    return {
      packages: fieldOf(value, 'packages'),
      dependencies: fieldOf(value, 'dependencies'),
      problem: problem ?? strange,
    };
  });
  const versions = lazily(() => allVersions(parsed().packages, parsed().dependencies));

  return {
    at,
    manager: 'npm',
    ecosystem: 'npm',
    format: /"lockfileVersion"\s?:\s?(\d{1,3})/.exec(text.slice(0, 2000))?.[1],
    problem: () => parsed().problem,
    covers(directory) {
      const member = relativeTo(root, directory);
      if (member === undefined) return false;
      const { packages } = parsed();
      return isRecord(packages) ? isRecord(fieldOf(packages, member)) : member === '';
    },
    find({ name, alias, importer }: LockQuery) {
      const { packages, dependencies } = parsed();
      const filedAs = alias ?? name;
      const member = relativeTo(root, importer);
      if (member === undefined) return undefined;
      if (!isRecord(packages)) return member === '' ? oldVersion(fieldOf(dependencies, filedAs)) : undefined;
      for (const above of ancestors(member)) {
        const entry = fieldOf(packages, `${pathIn(above, '')}node_modules/${filedAs}`);
        if (isRecord(entry))
          return versionOf(entry['link'] === true ? fieldOf(packages, String(entry['resolved'])) : entry);
      }
      return undefined;
    },
    versions: (name) => [...(versions().get(name) ?? [])],
  };
}

function versionOf(entry: unknown): string | undefined {
  const version = fieldOf(entry, 'version');
  return typeof version === 'string' && version !== '' ? version : undefined;
}

/** Version 1 writes `npm:name@1.2.3` for an alias, and the address for what does not come from the registry. */
function oldVersion(entry: unknown): string | undefined {
  const version = versionOf(entry);
  const plain = version?.startsWith('npm:') === true ? splitPackage(version.slice(4)).requirement : version;
  return plain !== undefined && /^\d/.test(plain) ? plain : undefined;
}

function allVersions(packages: unknown, dependencies: unknown): LockedVersions {
  const found: LockedVersions = new Map();
  const add = (name: string, version: string | undefined): void => addVersion(found, name, version);
  if (isRecord(packages)) {
    for (const [path, entry] of Object.entries(packages)) {
      const start = path.lastIndexOf('node_modules/');
      const own = fieldOf(entry, 'name');
      if (start >= 0) add(typeof own === 'string' ? own : path.slice(start + 'node_modules/'.length), versionOf(entry));
    }
    return found;
  }
  const open = [dependencies];
  for (let table = open.pop(); table !== undefined; table = open.pop()) {
    for (const [name, entry] of entriesOf(table)) {
      const version = versionOf(entry);
      add(version?.startsWith('npm:') === true ? splitPackage(version.slice(4)).name : name, oldVersion(entry));
      const inner = fieldOf(entry, 'dependencies');
      if (isRecord(inner)) open.push(inner);
    }
  }
  return found;
}
