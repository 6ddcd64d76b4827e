import type { Lockfile } from '../model/lockfile.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, relativeTo } from './directory.ts';
import { lazily } from './lazily.ts';
import { addVersion, conflictIn, type LockedVersions, onlyVersion } from './locked-versions.ts';
import { splitPackage } from './npm-spec.ts';
import type { Reader } from './reader.ts';

/** https://classic.yarnpkg.com/en/docs/yarn-lock and the YAML that yarn 2 and later write in its place: descriptors, each with its version. */
export const yarnLock: Reader = {
  name: 'yarn.lock',
  files: ['**/yarn.lock'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'yarn.lock', { lockfile: lockOf(path, text) }),
};

function lockOf(path: string, text: string): Lockfile {
  const at = { path, line: 1 };
  const root = directoryOf(path);
  const berry = /(?:^|\n)__metadata:\r?\n {2}version: ['"]?(\d{1,3})/.exec(text.slice(0, 4000))?.[1];
  const lock = lazily(() => scan(text));
  return {
    at,
    manager: 'yarn',
    ecosystem: 'npm',
    format: berry ?? '1',
    problem() {
      const conflict = conflictIn(path, text);
      if (conflict) return conflict;
      const known = berry !== undefined || lock().versions.size > 0 || !/^[^#\s]/m.test(text);
      return known ? undefined : { message: 'not understood: no packages in it', at };
    },
    covers(directory) {
      const member = relativeTo(root, directory);
      if (member === undefined) return false;
      return berry === undefined ? member === '' || undefined : member === '' || lock().members.has(member);
    },
    find({ name, alias, requirement, ecosystem }) {
      const { descriptors, versions } = lock();
      if (requirement === undefined) return onlyVersion(versions, name);
      const filedAs = alias ?? name;
      const real = ecosystem === 'jsr' ? name.replace(/^@([^/]*)\//, '@jsr/$1__') : name;
      const texts = requirement === '*' ? ['*', ''] : [requirement];
      for (const one of texts) {
        for (const range of [one, `npm:${one}`, `npm:${real}@${one}`, ...(ecosystem === 'jsr' ? [`jsr:${one}`] : [])]) {
          const found = descriptors.get(`${filedAs}@${range}`);
          if (found !== undefined) return found;
        }
      }
      return undefined;
    },
    versions: (name) => [...(lock().versions.get(name) ?? [])],
  };
}

interface Scanned {
  readonly descriptors: Map<string, string>;
  readonly versions: LockedVersions;
  /** Directories of the workspace's members. */
  readonly members: Set<string>;
}

/** What yarn writes as the version of a member of the workspace. */
const memberVersion = '0.0.0-use.local';

function scan(text: string): Scanned {
  const found: Scanned = { descriptors: new Map(), versions: new Map(), members: new Set() };
  let keys: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    const first = text.charCodeAt(start);
    if (first === 0x20) {
      if (text.startsWith('  version', start)) addEntry(found, keys, unquoted(text.slice(start + 9, end)));
    } else if (first !== 0x23 && first !== 0x0a && first !== 0x0d && first !== 0x3a)
      keys = keysOf(text.slice(start, end));
    start = end + 1;
  }
  return found;
}

function addEntry(found: Scanned, keys: readonly string[], version: string): void {
  for (const key of keys) {
    const { name, requirement = '' } = splitPackage(key);
    if (requirement.startsWith('workspace:')) found.members.add(requirement.slice('workspace:'.length));
    else if (/^\d/.test(version) && version !== memberVersion) {
      found.descriptors.set(key, version);
      const aliased = /^npm:(@?[^@]+)@/.exec(requirement.slice(0, 300))?.[1];
      addVersion(found.versions, aliased ?? name, version);
    }
  }
}

/** `a@^1, "b@>=1, <2":` in its descriptors; a line that begins with `? ` is a key too long for its own line. */
function keysOf(line: string): string[] {
  const keys: string[] = [];
  const text = line.startsWith('? ') ? line.slice(2) : line;
  for (const piece of text.trimEnd().replace(/:$/, '').split(', ')) {
    const key = piece.trim().replaceAll('"', '');
    // What has no name of its own continues the range before it.
    if (key.indexOf('@', 1) < 0 && keys.length > 0) keys.push(`${keys.pop()}, ${key}`);
    else keys.push(key);
  }
  return keys;
}

/** Classic writes `version "1.2.3"`, later ones `version: 1.2.3`. */
function unquoted(text: string): string {
  return text.replace(/^:/, '').trim().replaceAll('"', '');
}
