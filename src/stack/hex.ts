import type { Dependency } from '../model/dependency.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn, relativeTo } from '../read/directory.ts';
import { schemes } from '../versions/index.ts';
import { matchesGlob } from './globs.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Mix, Rebar and Gleam share the registry of Hex; each has a lock file of its own. */
export const hex: Resolver = { ecosystems: ['hex'], resolve };

function resolve(manifest: Reading, readings: Readings): Resolved {
  const lock = readings.at(lockPath(manifest, readings) ?? '')?.lockfile;
  return {
    dependencies: manifest.dependencies.map((dependency) => ({
      ...dependency,
      resolved: resolvedOf(dependency, manifest, lock),
    })),
    runtimes: manifest.runtimes,
    lockfiles: lock ? [lock] : [],
    diagnostics: [],
    files: lock ? [lock.at.path] : [],
    signs: umbrellaOf(manifest, readings)
      ? [{ for: 'library', reason: 'is one application of an umbrella', at: { path: manifest.path } }]
      : [],
  };
}

function lockPath(manifest: Reading, readings: Readings): string | undefined {
  const directory = directoryOf(manifest.path);
  if (manifest.format === 'gleam.toml') return pathIn(directory, 'manifest.toml');
  if (manifest.format === 'rebar.config') {
    for (const above of ancestors(directory))
      if (readings.paths.has(pathIn(above, 'rebar.lock'))) return pathIn(above, 'rebar.lock');
  }
  if (manifest.format !== 'mix.exs') return undefined;
  const named = manifest.links.find((link) => link.name === 'lockfile');
  if (named) return named.path;
  const umbrella = umbrellaOf(manifest, readings);
  return pathIn(umbrella ? directoryOf(umbrella.path) : directory, 'mix.lock');
}

function umbrellaOf(manifest: Reading, readings: Readings): Reading | undefined {
  const directory = directoryOf(manifest.path);
  return readings.nearest(directory, (reading) => reading.format === 'mix.exs' && holds(reading, directory));
}

function holds(umbrella: Reading, directory: string): boolean {
  const root = directoryOf(umbrella.path);
  const relative = relativeTo(root, directory) ?? directory;
  return umbrella.project?.workspace?.members.some((glob) => matchesGlob(glob, relative)) === true;
}

function resolvedOf(dependency: Dependency, manifest: Reading, lock: Lockfile | undefined): string | undefined {
  const { name, requirement, resolved, source } = dependency;
  if (resolved !== undefined || source === 'path' || source === 'workspace') return resolved;
  const query = { name, requirement, importer: directoryOf(manifest.path) };
  return (
    lock?.find(query) ?? (lock || source || requirement === undefined ? undefined : schemes.hex.exact(requirement))
  );
}
