import type { Technology } from '../model/technology.ts';
import { directoryOf, fileNameOf, pathIn, relativeTo } from '../read/directory.ts';
import { globMatcher } from './globs.ts';
import type { Readings } from './readings.ts';
import type { Claim } from './technologies.ts';

interface Mark {
  readonly technology: Technology;
  /** From the component's directory: `wrangler.toml`, `.meteor/release`, `*.aspx`. */
  readonly pattern: string;
  readonly strength: 'strong' | 'weak';
}

interface Marks {
  /** Those without wildcards, in their order. */
  readonly plain: readonly Mark[];
  /** By the last part of the pattern. */
  readonly exact: ReadonlyMap<string, readonly Mark[]>;
  readonly globs: readonly { readonly mark: Mark; readonly matches: (name: string) => boolean }[];
}

const marksOf = new WeakMap<readonly Technology[], Marks>();
const childrenOf = new WeakMap<Readings, Map<string, Set<string>>>();

/** What the mere names of files in a directory say: identities `file:…` prove a technology, `files` support it. */
export function fileClaims(directory: string, readings: Readings, technologies: readonly Technology[]): Claim[] {
  const { plain, globs } = marks(technologies);
  const claims: Claim[] = [];
  const claim = ({ technology, strength }: Mark, path: string): void => {
    claims.push({
      technology,
      strength,
      at: { path },
      reason: `has ${relativeTo(directory, path) ?? path}`,
    });
  };
  const inside = (name: string): string => pathIn(directory, name);
  const names = children(readings).get(directory) ?? new Set<string>();
  for (const mark of plain) {
    if (!mark.pattern.includes('/') && !names.has(mark.pattern)) continue;
    if (isProof(mark, inside(mark.pattern), readings)) claim(mark, inside(mark.pattern));
  }
  const listed = [...names];
  for (const { mark, matches } of globs) {
    const name = listed.find(matches);
    if (name !== undefined) claim(mark, inside(name));
  }
  return claims;
}

/** A file that was read and describes nothing that runs proves nothing, whatever its name. */
function isProof({ strength }: Mark, path: string, readings: Readings): boolean {
  if (!readings.paths.has(path)) return false;
  const read = readings.at(path);
  return strength === 'weak' || read === undefined || read.project !== undefined;
}

/** The directories with a file whose name alone proves a framework: they are components even without a manifest. Patterns do not count. */
export function directoriesProvenByFiles(readings: Readings, technologies: readonly Technology[]): string[] {
  const { exact } = marks(technologies);
  const found = new Set<string>();
  for (const path of readings.paths) {
    for (const mark of exact.get(fileNameOf(path)) ?? []) {
      const { pattern, strength, technology } = mark;
      if (strength !== 'strong' || technology.kind !== 'framework' || !isProof(mark, path, readings)) continue;
      if (path === pattern) found.add('');
      else if (path.endsWith(`/${pattern}`)) found.add(path.slice(0, -pattern.length - 1));
    }
  }
  return [...found];
}

function marks(technologies: readonly Technology[]): Marks {
  let known = marksOf.get(technologies);
  if (known === undefined) {
    const exact = new Map<string, Mark[]>();
    const globs: Mark[] = [];
    const add = (mark: Mark): void => {
      if (/[*?{]/.test(mark.pattern)) globs.push(mark);
      else exact.set(fileNameOf(mark.pattern), [...(exact.get(fileNameOf(mark.pattern)) ?? []), mark]);
    };
    for (const technology of technologies) {
      for (const identity of technology.packages)
        if (identity.startsWith('file:'))
          add({ technology, pattern: identity.slice('file:'.length), strength: 'strong' });
      // What language a file is written in is told by the manifests.
      if (technology.kind !== 'language')
        for (const pattern of technology.files) add({ technology, pattern, strength: 'weak' });
    }
    const wild = globs.map((mark) => ({ mark, matches: globMatcher(mark.pattern) }));
    known = { exact, plain: [...exact.values()].flat(), globs: wild };
    marksOf.set(technologies, known);
  }
  return known;
}

function children(readings: Readings): Map<string, Set<string>> {
  let known = childrenOf.get(readings);
  if (known === undefined) {
    known = new Map();
    for (const path of readings.paths) {
      const directory = directoryOf(path);
      const list = known.get(directory);
      if (list === undefined) known.set(directory, new Set([fileNameOf(path)]));
      else list.add(fileNameOf(path));
    }
    childrenOf.set(readings, known);
  }
  return known;
}
