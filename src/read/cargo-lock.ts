// Cargo's lock file, formats 1 to 4.
import type { LockQuery } from '../model/lockfile.ts';
import { type Reading, reading } from '../model/reading.ts';
import { cargo } from '../versions/cargo.ts';
import type { Reader } from './reader.ts';

const name = 'Cargo.lock';

/** No lock holds more versions of one crate than a few: the rest of a made-up one is not looked at. */
const mostVersions = 100;

/** The versions of every crate that any member, platform, feature or test of a workspace needs; one crate may have several. */
export const cargoLock: Reader = {
  name,
  specifications: ['https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html'],
  takes: ['lockfile'],
  files: ['**/Cargo.lock'],
  maxBytes: 32 * 1024 * 1024,
  read,
};

function read(path: string, text: string): Reading {
  let content: Content | undefined;
  const known = (): Content => (content ??= scan(text));
  return reading(path, name, {
    lockfile: {
      at: { path },
      manager: 'cargo',
      ecosystem: 'cargo',
      format: /^version = (\d+)/m.exec(text.slice(0, 400))?.[1] ?? '1',
      find: (query) => find(known(), query),
      versions: (crate) => [...(known().versions.get(crate) ?? [])],
    },
    diagnostics: /^(?:<<<<<<<|>>>>>>>)/m.test(text)
      ? [{ message: 'has conflict markers of a merge', at: { path, line: 1 } }]
      : [],
  });
}

interface Content {
  readonly versions: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the crates without a source, which are the members and path dependencies, depend on: `axum` or `axum 0.8.4`. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/** Of several versions, the one that the member lists and the requirement admits; the newest of those if that leaves a choice. */
function find({ versions, needs }: Content, { name, requirement, member }: LockQuery): string | undefined {
  const all = [...(versions.get(name) ?? [])].slice(0, mostVersions);
  const listed = (member === undefined ? undefined : needs.get(member))?.flatMap((need) => {
    const [crate, version] = need.split(' ', 2);
    return crate !== name ? [] : version === undefined ? all : [version];
  });
  const candidates = listed !== undefined && listed.length > 0 ? listed : all;
  const admitted =
    requirement === undefined
      ? candidates
      : candidates.filter((version) => cargo.admits(requirement, version) !== false);
  return admitted.reduce<string | undefined>(
    (best, version) => (best === undefined || (cargo.compare(version, best) ?? 0) > 0 ? version : best),
    undefined,
  );
}

const block = '[[package]]';

/** Goes from package to package. Of those from a registry only the first three lines are looked at, which are most of a large lock. */
function scan(text: string): Content {
  const versions = new Map<string, Set<string>>();
  const needs = new Map<string, string[]>();
  const root = text.indexOf('[root]');
  let at = root >= 0 ? root : text.indexOf(block);
  while (at >= 0) {
    const { name: crate, version, external, list } = packageAt(text, at);
    if (crate !== undefined && version !== undefined) {
      const known = versions.get(crate);
      if (known === undefined) versions.set(crate, new Set([version]));
      else known.add(version);
      if (!external) needs.set(crate, list);
    }
    at = text.indexOf(block, at + 1);
  }
  return { versions, needs };
}

interface Package {
  readonly name: string | undefined;
  readonly version: string | undefined;
  readonly external: boolean;
  readonly list: string[];
}

function packageAt(text: string, at: number): Package {
  let crate: string | undefined;
  let version: string | undefined;
  let external = false;
  let line = text.indexOf('\n', at) + 1;
  while (line > 0 && line < text.length) {
    if (text.startsWith('name = ', line)) crate = quotedAt(text, line);
    else if (text.startsWith('version = ', line)) version = quotedAt(text, line);
    else if (text.startsWith('source = ', line)) external = true;
    else if (text.startsWith('dependencies = [', line)) {
      return { name: crate, version, external, list: external ? [] : quoted(text.slice(line, endOfList(text, line))) };
    } else if ('[\r\n'.includes(text.charAt(line))) break;
    if (external && crate !== undefined && version !== undefined) break;
    line = text.indexOf('\n', line) + 1;
  }
  return { name: crate, version, external, list: [] };
}

function quotedAt(text: string, line: number): string | undefined {
  const end = text.indexOf('\n', line);
  return quoted(text.slice(line, end < 0 ? undefined : end))[0];
}

function endOfList(text: string, line: number): number {
  const end = text.indexOf(']', line + 'dependencies = ['.length);
  return end < 0 ? text.length : end;
}

function quoted(list: string): string[] {
  return list.split('"').filter((_, index) => index % 2 === 1);
}
