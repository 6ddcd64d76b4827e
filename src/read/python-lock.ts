import type { Location } from '../model/location.ts';
import type { Lockfile } from '../model/lockfile.ts';
import { poetry } from '../versions/poetry.ts';
import { directoryOf } from './directory.ts';
import { lockOf, type LockedPackage } from './locked-packages.ts';

/**
 * A lock of Python packages for the project beside it. Of several versions of a package (one a Python version or platform) the newest
 * that the requirement admits is found.
 */
export function pythonLock(
  at: Location,
  parts: { manager: string; format?: string | undefined },
  packages: () => Iterable<LockedPackage>,
): Lockfile {
  const sorted = (): LockedPackage[] => [...packages()].sort(newestFirst);
  const { manager, format } = parts;
  const lock = lockOf(at, { manager, ecosystem: 'pypi', ...(format !== undefined && { format }) }, sorted, poetry);
  return { ...lock, covers: (directory) => directory === directoryOf(at.path) };
}

/** Orders locked packages so that of two versions the newer stands first. */
export function newestFirst(a: LockedPackage, b: LockedPackage): number {
  return poetry.compare(b.version, a.version) ?? 0;
}
