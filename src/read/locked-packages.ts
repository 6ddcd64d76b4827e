import type { Location } from '../model/location.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Scheme } from '../versions/scheme.ts';

export interface LockedPackage {
  readonly name: string;
  readonly version: string;
}

/**
 * A lock file that holds one version of each package for all that it covers. Its text is scanned when it is first asked.
 * Where a requirement is understood and does not admit the locked version, the lock is out of date and says nothing.
 */
export function lockOf(
  at: Location,
  parts: Pick<Lockfile, 'manager' | 'ecosystem' | 'format'>,
  packages: () => Iterable<LockedPackage>,
  scheme?: Scheme,
): Lockfile {
  let known: Map<string, Set<string>> | undefined;
  const versions = (name: string): readonly string[] => {
    known ??= grouped(packages());
    return [...(known.get(name) ?? [])];
  };
  return {
    ...parts,
    at,
    versions,
    find: ({ name, requirement }) =>
      versions(name).find((version) => requirement === undefined || scheme?.admits(requirement, version) !== false),
  };
}

function grouped(packages: Iterable<LockedPackage>): Map<string, Set<string>> {
  const map = new Map<string, Set<string>>();
  for (const { name, version } of packages) {
    const list = map.get(name);
    if (list === undefined) map.set(name, new Set([version]));
    else list.add(version);
  }
  return map;
}
