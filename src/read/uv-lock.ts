// uv's lock file.
import type { LockQuery, Lockfile } from '../model/lockfile.ts';
import { type Reading, reading } from '../model/reading.ts';
import { poetry } from '../versions/poetry.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { lazily, addTo } from './lazily.ts';
import { pythonName } from './pep508.ts';
import type { Reader } from './reader.ts';
import { linesFrom, quoted } from './toml-packages.ts';

/** One lock for all members of a workspace; a package may stand in it in several versions, by marker. */
export const uvLock: Reader = {
  name: 'uv.lock',
  specifications: ['https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile'],
  takes: ['lockfile'],
  files: ['**/uv.lock'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'uv.lock', { lockfile: lockfileOf(path, text) }) satisfies Reading,
};

interface Locked {
  readonly versions: Map<string, string[]>;
  /** What each member depends on by its directory: the versions by package name, where the lock says which of several. */
  readonly members: Map<string, Map<string, string[]>>;
}

function lockfileOf(path: string, text: string): Lockfile {
  const root = directoryOf(path);
  const locked = lazily(() => scan(root, text));
  const at = { path, line: 1 };
  return {
    at,
    manager: 'uv',
    ecosystem: 'pypi',
    format: /^version\s*=\s*(\d{1,3})/m.exec(text.slice(0, 1000))?.[1],
    versions: (name) => locked().versions.get(name) ?? [],
    covers: (directory) => locked().members.has(directory),
    find({ name, requirement, importer }: LockQuery) {
      const own = locked().members.get(importer)?.get(name) ?? [];
      const candidates = own.length > 0 ? own : (locked().versions.get(name) ?? []);
      return candidates.find((version) => requirement === undefined || poetry.admits(requirement, version) !== false);
    },
    problem: () =>
      text.includes('[[package]]') || /^version\s*=/m.test(text.slice(0, 1000))
        ? undefined
        : { message: 'not understood: no packages in it', at },
  };
}

const member = /^source\s*=\s*\{\s*(?:editable|virtual|directory)\s*=\s*"([^"]*)"/;
/** One line of a list of dependencies; a list of one may stand on the line of its key. */
const edge = /^\s*(?:[\w-]+\s*=\s*\[\s*)?\{\s*name\s*=\s*"([^"]+)"(.*)$/;
const version = /^[^{]*?,\s*version\s*=\s*"([^"]+)"/;

function scan(root: string, text: string): Locked {
  const versions = new Map<string, string[]>();
  const members = new Map<string, Map<string, string[]>>();
  let inPackage = false;
  let listing = false;
  let name: string | undefined;
  let own: Map<string, string[]> | undefined;
  for (const line of linesFrom(text)) {
    if (line.startsWith('[')) {
      if (line.startsWith('[[')) own = undefined;
      inPackage = line.startsWith('[[package]]');
      listing = line.startsWith('[package.optional-dependencies') || line.startsWith('[package.dev-dependencies');
      if (inPackage) name = undefined;
    } else if (inPackage) {
      const named = quoted(line, 'name');
      const locked = quoted(line, 'version');
      const directory = member.exec(line.slice(0, 1000))?.[1];
      if (named !== undefined) name = pythonName(named);
      if (locked !== undefined && name !== undefined) addTo(versions, name, locked);
      if (directory !== undefined) {
        const place = resolvePath(root, directory);
        own = new Map();
        if (place !== undefined) members.set(place, own);
      }
    }
    if (own === undefined || !(inPackage || listing)) continue;
    const [, needed, rest = ''] = edge.exec(line.slice(0, 1000)) ?? [];
    if (needed === undefined) continue;
    const chosen = version.exec(rest)?.[1];
    const list = own.get(needed) ?? [];
    if (chosen !== undefined) list.push(chosen);
    own.set(needed, list);
  }
  for (const list of versions.values()) list.sort(newest);
  for (const needs of members.values()) for (const list of needs.values()) list.sort(newest);
  return { versions, members };
}

function newest(a: string, b: string): number {
  return poetry.compare(b, a) ?? 0;
}
