import type { Lockfile } from '../model/lockfile.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, relativeTo } from './directory.ts';
import { addTo, lazily } from './lazily.ts';
import { conflictIn } from './locked-versions.ts';
import { splitPackage } from './npm-spec.ts';
import type { Reader } from './reader.ts';

/** https://classic.yarnpkg.com/en/docs/yarn-lock and the YAML that yarn 2 and later write in its place: descriptors, each with its version. */
export const yarnLock: Reader = {
  name: 'yarn.lock',
  specifications: ['https://classic.yarnpkg.com/en/docs/yarn-lock'],
  takes: ['lockfile'],
  files: ['**/yarn.lock'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'yarn.lock', { lockfile: lockOf(path, text) }),
};

function lockOf(path: string, text: string): Lockfile {
  const at = { path, line: 1 };
  const root = directoryOf(path);
  const berry = /(?:^|\n)__metadata:\r?\n {2}version: ['"]?(\d{1,3})/.exec(text.slice(0, 4000))?.[1];
  const conflict = lazily(() => conflictIn(path, text));
  const lock = lazily(() => scan(conflict() ? '' : text));
  const versionsOf = (name: string): string[] => {
    const found = new Set<string>();
    for (const entry of lock().entries.get(name) ?? []) {
      const version = keysOf(entry.line).some((key) => packageOf(key) === name) ? versionOf(text, entry) : undefined;
      if (version !== undefined) found.add(version);
    }
    return [...found];
  };
  return {
    at,
    manager: 'yarn',
    ecosystem: 'npm',
    format: berry ?? '1',
    problem() {
      if (conflict()) return conflict();
      const known = berry !== undefined || lock().entries.size > 0 || !/^[^#\s]/m.test(text);
      return known ? undefined : { message: 'not understood: no packages in it', at };
    },
    covers(directory) {
      const member = relativeTo(root, directory);
      if (member === undefined) return false;
      return berry === undefined ? member === '' || undefined : member === '' || lock().members.has(member);
    },
    find({ name, alias, requirement, ecosystem }) {
      if (requirement === undefined) {
        const versions = versionsOf(name);
        return versions.length === 1 ? versions[0] : undefined;
      }
      const filedAs = alias ?? name;
      const real = ecosystem === 'jsr' ? name.replace(/^@([^/]*)\//, '@jsr/$1__') : name;
      const entries = lock().entries.get(filedAs) ?? [];
      for (const one of requirement === '*' ? ['*', ''] : [requirement]) {
        const bare = one === '' ? [`npm:${real}`] : [];
        for (const range of [one, `npm:${one}`, `npm:${real}@${one}`, `jsr:${one}`, ...bare]) {
          const entry = entries.find(
            ({ line }) => line.includes(`@${range}`) && keysOf(line).includes(`${filedAs}@${range}`),
          );
          const version = entry && versionOf(text, entry);
          if (version !== undefined) return version;
        }
      }
      return undefined;
    },
    versions: versionsOf,
  };
}

/** The line with the descriptors of one entry, and where it ends. */
interface Entry {
  readonly line: string;
  readonly end: number;
}

interface Scanned {
  /** The entries of each package, by the names it is asked for under and by its own. */
  readonly entries: Map<string, Entry[]>;
  /** Directories of the workspace's members. */
  readonly members: Set<string>;
}

/** Blank, tab, line ends, `#`, `:`, `_`. */
const notDescriptors = new Set([0x20, 0x09, 0x0a, 0x0d, 0x23, 0x3a, 0x5f]);

function scan(text: string): Scanned {
  const entries = new Map<string, Entry[]>();
  const members = new Set<string>();
  for (let start = 0, end = 0; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    // Descriptors begin at the margin; what else does is a comment, `__metadata`, or the colon of a key too long for its line.
    if (start === end || notDescriptors.has(text.charCodeAt(start))) continue;
    const line = text.slice(start, end).trimEnd();
    const entry = { line, end: start + line.length };
    const names = new Set<string>();
    for (const key of keysOf(line)) {
      const { name, requirement = '' } = splitPackage(key);
      names.add(name).add(packageOf(key));
      if (requirement.startsWith('workspace:')) members.add(requirement.slice('workspace:'.length));
    }
    for (const name of names) addTo(entries, name, entry);
  }
  return { entries, members };
}

/** The package that a descriptor stands for: `a` of `a@npm:^1`, `b` of `a@npm:b@^1`. */
function packageOf(key: string): string {
  const { name, requirement = '' } = splitPackage(key);
  const aliased = requirement.startsWith('npm:') && requirement.indexOf('@', 5) > 0;
  return aliased ? splitPackage(requirement.slice(4)).name : name;
}

/** What yarn writes as the version of a member of the workspace. */
const memberVersion = '0.0.0-use.local';

/** The version stands first below its descriptors: `version "1.2.3"` in classic locks, `version: 1.2.3` in later ones. */
function versionOf(text: string, { end }: Entry): string | undefined {
  const below = /^\r?\n(?::\r?\n)? {2}version:? "?(\d[^"\s]*)/.exec(text.slice(end, end + 300));
  return below?.[1] === memberVersion ? undefined : below?.[1];
}

/** `a@^1, "b@>=1, <2":` in its descriptors; a line that begins with `? ` is a key too long for its own line. */
function keysOf(line: string): string[] {
  const text = (line.startsWith('? ') ? line.slice(2) : line).trimEnd().replaceAll('"', '');
  const list = text.endsWith(':') ? text.slice(0, -1) : text;
  if (!list.includes(', ')) return [list];
  const keys: string[] = [];
  for (const key of list.split(', ')) {
    // What has no name of its own continues the range before it.
    if (key.indexOf('@', 1) < 0 && keys.length > 0) keys.push(`${keys.pop()}, ${key}`);
    else keys.push(key);
  }
  return keys;
}
