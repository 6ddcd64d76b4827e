import type { Dependency } from '../model/dependency.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf, pathIn } from '../read/directory.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Joins a composer.json with the lock beside it. */
export const composer: Resolver = { ecosystems: ['composer'], resolve };

function resolve(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const lock = readings.at(pathIn(directory, 'composer.lock'))?.lockfile;
  const problem = lock?.problem?.();
  const { settings } = manifest;
  const local = settings.some(({ key, value }) => key === 'repositories.type' && value === 'path')
    ? localNames(readings)
    : undefined;
  return {
    dependencies: manifest.dependencies.map((one) =>
      locked(local?.has(one.name) === true ? { ...one, source: 'workspace' } : one, lock, directory),
    ),
    runtimes: manifest.runtimes,
    lockfiles: lock ? [lock] : [],
    diagnostics: problem ? [problem] : [],
    files: lock ? [lock.at.path] : [],
    signs: signsOf(directory, readings),
  };
}

function locked(dependency: Dependency, lock: Lockfile | undefined, importer: string): Dependency {
  const { name, requirement } = dependency;
  const resolved = lock?.find({ name, importer, ...(requirement !== undefined && { requirement }) });
  return resolved === undefined ? dependency : { ...dependency, resolved };
}

const names = new WeakMap<Readings, ReadonlySet<string>>();

/** The names of all packages of this repository. */
function localNames(readings: Readings): ReadonlySet<string> {
  const known = names.get(readings);
  if (known) return known;
  const found = new Set(
    readings.all.flatMap(({ format, project }) =>
      format === 'composer.json' && project?.name !== undefined ? [project.name.toLowerCase()] : [],
    ),
  );
  names.set(readings, found);
  return found;
}

const startFiles = [
  'artisan',
  'public/index.php',
  'bin/console',
  'index.php',
  'server.php',
  'web/index.php',
  'public/app.php',
];

function signsOf(directory: string, readings: Readings): Sign[] {
  const name = startFiles.find((file) => readings.paths.has(pathIn(directory, file)));
  return name === undefined ? [] : [{ for: 'service', reason: `has ${name}`, at: { path: pathIn(directory, name) } }];
}
