import type { Dependency } from '../model/dependency.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';
import type { Readings } from './readings.ts';

/** The packages of a project that `paket.references` beside it names, with the versions of the nearest paket.dependencies and its lock. */
export function paketDependencies(
  project: Reading,
  readings: Readings,
): { dependencies: Dependency[]; lockfiles: Lockfile[]; files: string[] } {
  const directory = directoryOf(project.path);
  const own = `${fileNameOf(project.path)}.paket.references`;
  const beside = readings.in(directory).filter(({ format }) => format === 'paket.references');
  const references =
    beside.find(({ path }) => fileNameOf(path) === own) ??
    beside.find(({ path }) => fileNameOf(path) === 'paket.references');
  if (references === undefined) return { dependencies: [], lockfiles: [], files: [] };
  const root = readings.nearest(directory, ({ format }) => format === 'paket.dependencies');
  const lock = root && readings.in(directoryOf(root.path)).find(({ format }) => format === 'paket.lock')?.lockfile;
  const declared = new Map((root?.constraints ?? []).map((one) => [one.name.toLowerCase(), one]));
  const dependencies = references.dependencies.map((dependency): Dependency => {
    const { inherits: _, ...rest } = dependency;
    const key = dependency.name.toLowerCase();
    const constraint = declared.get(key);
    const resolved = lock?.find({ name: key, importer: directory });
    return {
      ...rest,
      ...(constraint && { requirement: constraint.requirement, at: constraint.at, namedAt: dependency.at }),
      ...(resolved !== undefined && { resolved }),
    };
  });
  const files = [references.path, ...(root ? [root.path] : []), ...(lock ? [lock.at.path] : [])];
  return { dependencies, lockfiles: lock ? [lock] : [], files };
}
