import type { Lockfile } from '../model/lockfile.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, relativeTo } from './directory.ts';
import { entriesOf, fieldOf, isRecord } from './document.ts';
import { lazily } from './lazily.ts';
import { parseLockJson } from './lock-json.ts';
import { addVersion, type LockedVersions, onlyVersion } from './locked-versions.ts';
import { splitPackage } from './npm-spec.ts';
import type { Reader } from './reader.ts';
import { withoutTrailingCommas } from './trailing-commas.ts';

/** https://bun.com/docs/pm/lockfile: JSON with trailing commas. The older bun.lockb is binary and only its presence is known. */
export const bunLock: Reader = {
  name: 'bun.lock',
  specifications: ['https://bun.com/docs/pm/lockfile'],
  takes: ['lockfile'],
  files: ['**/bun.lock'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'bun.lock', { lockfile: lockOf(path, text) }),
};

function lockOf(path: string, text: string): Lockfile {
  const at = { path, line: 1 };
  const root = directoryOf(path);
  const parsed = lazily(() => {
    const { value, problem } = parseLockJson(path, withoutTrailingCommas(text), { comments: true });
    const packages = fieldOf(value, 'packages');
    const strange = isRecord(packages) ? undefined : { message: 'not understood: no packages in it', at };
    return { packages, members: fieldOf(value, 'workspaces'), problem: problem ?? strange };
  });
  const versions = lazily(() => {
    const found: LockedVersions = new Map();
    for (const [, entry] of entriesOf(parsed().packages)) {
      const { name, requirement } = packageOf(entry);
      if (/^\d/.test(requirement ?? '')) addVersion(found, name, requirement);
    }
    return found;
  });
  return {
    at,
    manager: 'bun',
    ecosystem: 'npm',
    format: /"lockfileVersion"\s?:\s?(\d{1,3})/.exec(text.slice(0, 2000))?.[1],
    problem: () => parsed().problem,
    covers: (directory) => fieldOf(parsed().members, relativeTo(root, directory) ?? '..') !== undefined,
    find({ name, alias, requirement, importer }) {
      const { packages, members } = parsed();
      const filedAs = alias ?? name;
      const directory = relativeTo(root, importer);
      // The root's own packages have no parent in front; a package of the same name as the root might.
      const member = directory === '' || directory === undefined ? undefined : fieldOf(members, directory, 'name');
      const nested = typeof member === 'string' ? fieldOf(packages, `${member}/${filedAs}`) : undefined;
      const entry = nested ?? fieldOf(packages, filedAs);
      const version = packageOf(entry).requirement;
      if (version !== undefined && /^\d/.test(version)) return version;
      return requirement === undefined ? onlyVersion(versions(), name) : undefined;
    },
    versions: (name) => [...(versions().get(name) ?? [])],
  };
}

/** Every entry is a list that begins with `name@version`. */
function packageOf(entry: unknown): { name: string; requirement?: string } {
  const first: unknown = Array.isArray(entry) ? entry[0] : undefined;
  return splitPackage(typeof first === 'string' ? first : '');
}
