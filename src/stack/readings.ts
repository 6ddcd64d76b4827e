import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn } from '../read/directory.ts';
import { addTo } from '../read/lazily.ts';
import { type SetAside, setAside } from './set-aside.ts';

/** All readings of a tree, found by path and by directory: what a resolver may look into. */
export interface Readings {
  /** Those of the repository's own files; and generated locks. */
  readonly all: readonly Reading[];
  /** The paths of every file in the tree, read or not, vendored or not. */
  readonly paths: ReadonlySet<string>;
  /** What is not the repository's own. */
  readonly aside: SetAside;
  at(path: string): Reading | undefined;
  in(directory: string): readonly Reading[];
  /** The paths of all files in the directory and below it, read or not. */
  under(directory: string): readonly string[];
  /** The first reading that fits, looking in the directory itself and then in each one above it. */
  nearest(directory: string, fits: (reading: Reading) => boolean): Reading | undefined;
}

/** Sets aside what is not the repository's own, and makes the rest easy to find. */
export function indexReadings(found: readonly Reading[], paths: readonly string[]): Readings {
  const aside = setAside(found, paths);
  const all = found.filter(({ path, lockfile, project }) => {
    const reason = aside.reasonFor(path);
    return reason === undefined || (reason === 'generated' && lockfile !== undefined && project === undefined);
  });
  const byPath = new Map(all.map((reading) => [reading.path, reading]));
  const byDirectory = new Map<string, Reading[]>();
  for (const reading of all) addTo(byDirectory, directoryOf(reading.path), reading);
  const inside = (directory: string): readonly Reading[] => byDirectory.get(directory) ?? [];
  return {
    all,
    paths: new Set(paths),
    aside,
    at: (path) => byPath.get(path),
    in: inside,
    under: (directory) => pathsUnder(paths, directory),
    nearest(directory, fits) {
      for (const above of ancestors(directory)) {
        const found = inside(above).find(fits);
        if (found) return found;
      }
      return undefined;
    },
  };
}

/** The paths in a directory and below it. They come sorted, so that those with a common beginning stand together. */
export function pathsUnder(paths: readonly string[], directory: string): readonly string[] {
  const prefix = pathIn(directory, '');
  let low = 0;
  for (let high = paths.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  let end = low;
  for (const last = paths.length; end < last && (paths[end] ?? '').startsWith(prefix);) end++;
  return paths.slice(low, end);
}
