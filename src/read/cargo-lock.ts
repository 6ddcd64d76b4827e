// Cargo's lock file, formats 1 to 4: https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html
import type { LockQuery } from '../model/lockfile.ts';
import { type Reading, reading } from '../model/reading.ts';
import { cargo } from '../versions/cargo.ts';
import type { Reader } from './reader.ts';

const name = 'Cargo.lock';

/** The versions of every crate that any member, platform, feature or test of a workspace needs; one crate may have several. */
export const cargoLock: Reader = { name, files: ['**/Cargo.lock'], maxBytes: 32 * 1024 * 1024, read };

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
      versions: (crate) => known().versions.get(crate) ?? [],
    },
    diagnostics: /^(?:<<<<<<<|>>>>>>>)/m.test(text)
      ? [{ message: 'has conflict markers of a merge', at: { path, line: 1 } }]
      : [],
  });
}

interface Content {
  readonly versions: ReadonlyMap<string, readonly string[]>;
  /** What the crates without a source, which are the members and path dependencies, depend on: `axum` or `axum 0.8.4`. */
  readonly needs: ReadonlyMap<string, readonly string[]>;
}

/** Of several versions, the one that the member lists and the requirement admits; the newest of those if that leaves a choice. */
function find({ versions, needs }: Content, { name, requirement, member }: LockQuery): string | undefined {
  const all = versions.get(name) ?? [];
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

function scan(text: string): Content {
  const versions = new Map<string, string[]>();
  const needs = new Map<string, string[]>();
  let crate = { name: '', version: '', external: false, needs: [] as string[] };
  let inList = false;
  const finish = (): void => {
    if (crate.name === '' || crate.version === '') return;
    const list = versions.get(crate.name);
    if (list === undefined) versions.set(crate.name, [crate.version]);
    else if (!list.includes(crate.version)) list.push(crate.version);
    if (!crate.external) needs.set(crate.name, crate.needs);
  };
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? text.length : end).trimEnd();
    at = end < 0 ? text.length : end + 1;
    if (line.startsWith('[')) {
      finish();
      crate = { name: '', version: '', external: false, needs: [] };
      inList = false;
    } else if (inList && line.startsWith(']')) inList = false;
    else if (inList) crate.needs.push(...quoted(line));
    else if (line.startsWith('name = ')) crate.name = quoted(line)[0] ?? '';
    else if (line.startsWith('version = ')) crate.version = quoted(line)[0] ?? '';
    else if (line.startsWith('source = ')) crate.external = true;
    else if (line.startsWith('dependencies = [')) {
      crate.needs.push(...quoted(line));
      inList = !line.endsWith(']');
    }
  }
  finish();
  return { versions, needs };
}

function quoted(line: string): string[] {
  return line.split('"').filter((_, index) => index % 2 === 1);
}
