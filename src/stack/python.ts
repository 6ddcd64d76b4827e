import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors } from '../read/directory.ts';
import { includedRequirements, requirementsClosure } from './python-requirements.ts';
import { directoryOfProject, type PythonTree, pythonTree, starterSigns } from './python-project.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Joins Python's manifests with what they include and with the lock that covers them: uv's of the workspace, else one beside the manifest. */
export const python: Resolver = { ecosystems: ['pypi'], resolve };

const requirements = 'requirements.txt';
const besides: Readonly<Record<string, readonly string[]>> = {
  'pyproject.toml': ['poetry.lock', 'pdm.lock', 'pylock.toml'],
  'setup.py': ['poetry.lock', 'pdm.lock', 'pylock.toml'],
  'setup.cfg': ['poetry.lock', 'pdm.lock', 'pylock.toml'],
  Pipfile: ['Pipfile.lock'],
};

function resolve(manifest: Reading, readings: Readings): Resolved {
  const tree = pythonTree(readings);
  const joined =
    manifest.format === requirements ? requirementsFile(manifest, readings, tree) : project(manifest, readings, tree);
  return { ...joined, runtimes: manifest.runtimes, signs: starterSigns(manifest, tree) };
}

type Joined = Omit<Resolved, 'runtimes' | 'signs'>;

function project(manifest: Reading, readings: Readings, tree: PythonTree): Joined {
  const directory = directoryOfProject(manifest);
  const siblings = tree.manifestsOf(directory);
  if (manifest.format.startsWith('setup.') && siblings.some(isStatic))
    return { dependencies: [], lockfiles: [], diagnostics: [], files: [] };
  const included = includedRequirements(manifest, readings);
  const diagnostics: Diagnostic[] = [...included.diagnostics, ...unsaid(manifest, siblings)];
  const lockfiles = locksFor(manifest, directory, readings);
  const compiled = siblings
    .filter((one) => isCompiled(one) && isLockOf(one, manifest.dependencies, readings))
    .flatMap((one) => one.lockfile ?? []);
  const used = lockfiles.length > 0 ? lockfiles : compiled;
  for (const lock of used) {
    const problem = lock.problem?.();
    if (problem) diagnostics.push(problem);
  }
  const pins = used.length > 0 ? used : pinnedLocks(directory, readings, tree).flatMap((one) => one.lockfile ?? []);
  const dependencies = manifest.dependencies.map((one) => locked(one, pins, directory));
  return {
    dependencies: [...dependencies, ...included.dependencies],
    lockfiles: used,
    diagnostics,
    files: [...included.files, ...used.map(({ at }) => at.path)],
  };
}

/** A pyproject.toml that states its own dependencies: setuptools then takes none from setup.py and setup.cfg. */
function isStatic({ format, links, dependencies }: Reading): boolean {
  return format === 'pyproject.toml' && links.length === 0 && dependencies.some(({ scope }) => scope === 'runtime');
}

/** Dependencies that are declared as dynamic, and that no file says. */
function unsaid(manifest: Reading, siblings: readonly Reading[]): Diagnostic[] {
  const dynamic = manifest.links.find(({ kind, name }) => kind === 'reference' && name === 'dynamic');
  if (dynamic === undefined || manifest.dependencies.some(({ scope }) => scope === 'runtime')) return [];
  if (siblings.some((one) => one !== manifest && one.dependencies.length + one.links.length > 0)) return [];
  return [{ message: 'its dependencies are computed when it is built, so unknown here', at: dynamic.at }];
}

function locksFor({ format }: Reading, directory: string, readings: Readings): Lockfile[] {
  const names = besides[format];
  if (names === undefined) return [];
  if (format !== 'Pipfile') {
    for (const above of ancestors(directory)) {
      const lock = readings.in(above).find((reading) => reading.format === 'uv.lock')?.lockfile;
      if (lock?.covers?.(directory) === true) return [lock];
    }
  }
  const found = readings
    .in(directory)
    .filter((reading) => names.includes(reading.format) && reading.lockfile !== undefined);
  found.sort((a, b) => names.indexOf(a.format) - names.indexOf(b.format));
  return found.flatMap((reading) => reading.lockfile ?? []);
}

function locked(dependency: Dependency, locks: readonly Lockfile[], importer: string): Dependency {
  if (dependency.source === 'path' || dependency.source === 'workspace') return dependency;
  const { name, requirement } = dependency;
  for (const lock of locks) {
    const resolved = lock.find({ name, importer, ...(requirement !== undefined && { requirement }) });
    if (resolved !== undefined) return { ...dependency, resolved };
  }
  return dependency;
}

function requirementsFile(manifest: Reading, readings: Readings, tree: PythonTree): Joined {
  const directory = directoryOfProject(manifest);
  const closure = requirementsClosure(manifest, readings);
  const pinned = pinnedLocks(directory, readings, tree);
  const output = manifest.path.endsWith('.in')
    ? readings.at(manifest.path.replace(/\.in$/, '.txt'))?.lockfile
    : undefined;
  const lockfiles = output ? [output] : pinned.filter((one) => one === manifest).flatMap((one) => one.lockfile ?? []);
  const sources =
    isCompiled(manifest) || manifest.lockfile !== undefined
      ? sourcesOf(manifest, readings, tree.manifestsOf(directory))
      : [];
  const pins = pinned.flatMap((one) => one.lockfile ?? []);
  let dependencies: readonly Dependency[] = closure.dependencies.map((one) =>
    one.resolved === undefined ? locked(one, pins, directory) : one,
  );
  if (output) dependencies = dependencies.map((one) => locked(one, [output], directory));
  else if (sources.length > 0) {
    const named = new Set(sources.flatMap((source) => source.dependencies.map(({ name }) => name)));
    dependencies = dependencies.filter(({ name }) => !named.has(name)).map(indirect);
  }
  return { dependencies, lockfiles, diagnostics: closure.diagnostics, files: closure.files };
}

/** What the sources of a compiled file do not name was taken in for them. */
function indirect(dependency: Dependency): Dependency {
  return { ...dependency, scope: 'indirect' };
}

/** The files that a compiled requirements file was made from: the `.in` of its name, else the project beside it that it holds all packages of. */
function sourcesOf(
  manifest: Reading,
  readings: Readings,
  siblings: readonly Reading[],
): { dependencies: readonly Dependency[] }[] {
  const input = readings.at(manifest.path.replace(/\.txt$/, '.in'));
  if (input !== undefined && input !== manifest && input.format === requirements)
    return [requirementsClosure(input, readings)];
  if (!isCompiled(manifest)) return [];
  return siblings.filter((one) => one.format !== requirements && isLockOf(manifest, one.dependencies, readings));
}

/** Written by a tool that resolves, by what the file itself shows. */
function isCompiled({ format, lockfile }: Reading): boolean {
  return format === requirements && lockfile?.manager === 'pip-compile';
}

/** Every runtime package of these stands in the requirements file. */
function isLockOf(file: Reading, dependencies: readonly Dependency[], readings: Readings): boolean {
  const needed = dependencies.filter(({ scope, source }) => scope === 'runtime' && source === undefined);
  const held = new Set(requirementsClosure(file, readings).dependencies.map(({ name }) => name));
  return needed.length > 0 && needed.every(({ name }) => held.has(name));
}

/** The requirements of a directory that are pinned to the last one: they lock it, if they hold all that its other manifests ask for in production. */
function pinnedLocks(directory: string, readings: Readings, tree: PythonTree): readonly Reading[] {
  const known = complete.get(tree) ?? new Map<string, readonly Reading[]>();
  complete.set(tree, known);
  const pinned = tree
    .manifestsOf(directory)
    .filter(({ lockfile, dependencies }) => lockfile !== undefined && dependencies.some(isShipped));
  const found = known.get(directory) ?? (pinned.length > 0 && holdsAll(directory, readings, tree) ? pinned : []);
  known.set(directory, found);
  return found;
}

const complete = new WeakMap<PythonTree, Map<string, readonly Reading[]>>();

function holdsAll(directory: string, readings: Readings, tree: PythonTree): boolean {
  const closures = tree.manifestsOf(directory).map((one) => ({
    one,
    dependencies: one.format === requirements ? requirementsClosure(one, readings).dependencies : one.dependencies,
  }));
  const pinned = new Set(
    closures.flatMap(({ dependencies }) =>
      dependencies.flatMap(({ name, resolved }) => (resolved === undefined ? [] : [name])),
    ),
  );
  const asked = closures.flatMap(({ one, dependencies }) =>
    locksFor(one, directory, readings).length > 0 ? [] : dependencies,
  );
  return asked.every((one) => !isShipped(one) || one.source !== undefined || pinned.has(one.name));
}

function isShipped({ scope }: Dependency): boolean {
  return scope === 'runtime' || scope === 'indirect';
}
