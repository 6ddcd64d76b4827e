import type { Lockfile } from '../model/lockfile.ts';
import { reading } from '../model/reading.ts';
import { semver } from '../versions/semver.ts';
import { parseDenoSpecifier } from './deno-specifier.ts';
import { directoryOf, relativeTo } from './directory.ts';
import { entriesOf, fieldOf, isRecord } from './document.ts';
import { addTo, lazily } from './lazily.ts';
import { parseLockJson } from './lock-json.ts';
import { addVersion, type LockedVersions, onlyVersion } from './locked-versions.ts';
import { splitPackage } from './npm-spec.ts';
import type { Reader } from './reader.ts';

/** https://github.com/denoland/deno_lockfile: versions 2 to 5, packages of npm and JSR and modules by address. */
export const denoLock: Reader = {
  name: 'deno.lock',
  specifications: ['https://github.com/denoland/deno_lockfile'],
  takes: ['lockfile'],
  files: ['**/deno.lock'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'deno.lock', { lockfile: lockOf(path, text) }),
};

function lockOf(path: string, text: string): Lockfile {
  const root = directoryOf(path);
  const at = { path, line: 1 };
  const parsed = lazily(() => {
    const { value, problem } = parseLockJson(path, text);
    const known = fieldOf(value, 'version') !== undefined;
    return { value, problem: problem ?? (known ? undefined : { message: 'not understood: no version in it', at }) };
  });
  const specifiers = lazily(() => specifiersOf(parsed().value));
  const versions = lazily(() => versionsOf(parsed().value));
  return {
    at,
    manager: 'deno',
    ecosystem: 'deno',
    format: /"version"\s?:\s?"(\d{1,3})"/.exec(text.slice(0, 2000))?.[1],
    problem: () => parsed().problem,
    covers(directory) {
      const member = relativeTo(root, directory);
      if (member === undefined || member === '') return member === '';
      const members = fieldOf(parsed().value, 'workspace', 'members');
      return isRecord(members) ? Object.hasOwn(members, member) : undefined;
    },
    find({ name, requirement, ecosystem = 'npm' }) {
      if (requirement === undefined) return onlyVersion(versions(), `${ecosystem}:${name}`);
      const asked = specifiers().get(`${ecosystem}:${name}`) ?? [];
      return (
        asked.find((one) => one.requirement === requirement) ??
        asked.find((one) => sameRange(one.requirement, requirement))
      )?.version;
    },
    versions: (name) => [
      ...new Set(['npm', 'jsr', 'deno'].flatMap((one) => [...(versions().get(`${one}:${name}`) ?? [])])),
    ],
  };
}

interface Locked {
  readonly requirement: string;
  readonly version: string;
}

/** What the specifiers of each package are locked to: `npm:express@^5` → `5.1.0`. Older locks write the package once more before its version. */
function specifiersOf(lock: unknown): Map<string, Locked[]> {
  const found = new Map<string, Locked[]>();
  const add = (specifier: string, target: unknown): void => {
    if (typeof target !== 'string') return;
    const plain = target.replace(/^(?:npm|jsr):/, '');
    const locked = /^\d/.test(plain) ? plain : splitPackage(plain).requirement;
    const { name, requirement = '*' } = splitPackage(specifier.slice(4));
    if (locked !== undefined)
      addTo(found, specifier.slice(0, 4) + name, { requirement, version: withoutPeers(locked) });
  };
  for (const [specifier, target] of entriesOf(fieldOf(lock, 'specifiers') ?? fieldOf(lock, 'packages', 'specifiers')))
    add(specifier, target);
  for (const [specifier, target] of entriesOf(fieldOf(lock, 'npm', 'specifiers'))) add(`npm:${specifier}`, target);
  for (const [from, to] of entriesOf(fieldOf(lock, 'redirects'))) {
    const source = parseDenoSpecifier(from);
    const target = typeof to === 'string' ? parseDenoSpecifier(to) : undefined;
    if (source?.requirement !== '*' || target?.name !== source.name || target.requirement === '*') continue;
    addTo(found, `${source.ecosystem}:${source.name}`, {
      requirement: '*',
      version: target.requirement?.replace(/^v/, '') ?? '',
    });
  }
  return found;
}

/** Deno writes requirements in their shortest form: `^0.172.0` as `0.172`, `^0.3.1` as `~0.3.1`. */
function sameRange(a: string, b: string): boolean {
  const highest = semver.highest(a);
  const other = semver.highest(b);
  return (
    semver.lowest(a) !== undefined &&
    semver.lowest(a) === semver.lowest(b) &&
    highest?.version === other?.version &&
    highest?.inclusive === other?.inclusive
  );
}

function versionsOf(lock: unknown): LockedVersions {
  const found: LockedVersions = new Map();
  const add = (ecosystem: string, table: unknown): void => {
    for (const [id] of entriesOf(table)) {
      const { name, requirement } = splitPackage(id);
      if (requirement !== undefined) addVersion(found, `${ecosystem}:${name}`, withoutPeers(requirement));
    }
  };
  for (const ecosystem of ['npm', 'jsr']) {
    add(ecosystem, fieldOf(lock, ecosystem));
    add(ecosystem, fieldOf(lock, 'packages', ecosystem));
  }
  add('npm', fieldOf(lock, 'npm', 'packages'));
  for (const [address] of entriesOf(fieldOf(lock, 'remote'))) {
    const spec = parseDenoSpecifier(address);
    if (spec?.requirement !== undefined && /^v?\d/.test(spec.requirement))
      addVersion(found, `${spec.ecosystem}:${spec.name}`, spec.requirement.replace(/^v/, ''));
  }
  return found;
}

/** `18.2.0_react@18.2.0` names the peers that it was resolved with. */
function withoutPeers(version: string): string {
  return version.split('_', 1)[0] ?? '';
}
