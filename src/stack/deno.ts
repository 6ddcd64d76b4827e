import type { Dependency } from '../model/dependency.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, fileNameOf, relativeTo } from '../read/directory.ts';
import { addTo } from '../read/lazily.ts';
import { semver } from '../versions/semver.ts';
import { isMember } from './member-globs.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';
import { roleOfPlace } from './places.ts';

/** Joins a deno.json with its import map, its lock, and the modules below it that name packages where they import them. */
export const deno: Resolver = { ecosystems: ['deno', 'jsr'], stands, resolve };

function resolve(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const map = manifest.links.find(({ kind }) => kind === 'import');
  const mapped = map && readings.at(map.path);
  const missing = map !== undefined && mapped === undefined;
  const lock = lockOf(manifest, directory, readings);
  const modules = homes(readings).get(directory) ?? [];
  const found = [manifest, ...(mapped ? [mapped] : []), ...modules.filter((module) => module !== manifest)].flatMap(
    ({ dependencies }) => dependencies,
  );
  const problem = lock?.problem?.();
  return {
    dependencies: [
      ...runtimeOf(manifest, directory, readings),
      ...found.filter(({ ecosystem }) => ecosystem !== 'tool').map((one) => join(one, directory, lock, readings)),
    ],
    runtimes: manifest.runtimes,
    lockfiles: lock ? [lock] : [],
    diagnostics: [
      ...(problem ? [problem] : []),
      ...(missing ? [{ message: `packages unknown: the import map ${map.path} was not read`, at: map.at }] : []),
    ],
    files: [...(mapped ? [mapped.path] : []), ...modules.map(({ path }) => path), ...(lock ? [lock.at.path] : [])],
    signs: modules.filter((module) => module !== manifest).flatMap(({ project }) => project?.signs ?? []),
  };
}

/** An import map or a module below a Deno project is part of that project, not one of its own. */
function stands(manifest: Reading, readings: Readings): boolean {
  if (manifest.format !== 'Deno module' && manifest.format !== 'import_map.json') return true;
  return homeOf(manifest, readings) === directoryOf(manifest.path) && !linked(manifest, readings);
}

function linked({ path }: Reading, readings: Readings): boolean {
  for (const above of ancestors(directoryOf(path))) {
    if (
      readings.in(above).some(({ format, links }) => format === 'deno.json' && links.some((link) => link.path === path))
    )
      return true;
  }
  return false;
}

const known = new WeakMap<Readings, Map<string, Reading[]>>();

/** The modules that belong to each Deno project, by its directory. */
function homes(readings: Readings): Map<string, Reading[]> {
  const made = known.get(readings);
  if (made) return made;
  const found = new Map<string, Reading[]>();
  for (const reading of readings.all) {
    if (reading.format !== 'Deno module' || reading.project === undefined) continue;
    const home = homeOf(reading, readings);
    if (home === undefined) continue;
    addTo(found, home, reading);
  }
  known.set(readings, found);
  return found;
}

/**
 * The project of a module: that of the nearest deno.json or import map, else the topmost directory that has such a module,
 * not looking beyond a package.json. Below a package.json, a `mod.ts` or `app.ts` alone is only another entry to that package.
 */
function homeOf({ path }: Reading, readings: Readings): string | undefined {
  const directory = directoryOf(path);
  let topmost = directory;
  for (const above of ancestors(directory)) {
    const formats = new Set(readings.in(above).map(({ format, project }) => (project ? format : '')));
    if (formats.has('deno.json') || formats.has('import_map.json'))
      return isAside(above, directory) ? undefined : above;
    if (formats.has('Deno module')) topmost = above;
    if (formats.has('package.json'))
      return above === directory || !/^(?:mod|app)\.ts$/.test(fileNameOf(path)) ? topmost : undefined;
  }
  return topmost;
}

/** Tests, fixtures and examples below a project name packages that the project itself does not use. */
function isAside(home: string, directory: string): boolean {
  const below = relativeTo(home, directory) ?? '';
  return below !== '' && roleOfPlace(below) !== undefined;
}

/** Deno runs the project if its file says so, or if no package.json stands beside it: a deno.json there may only lint or publish. */
function runtimeOf(manifest: Reading, directory: string, readings: Readings): Dependency[] {
  const said = manifest.dependencies.find(({ ecosystem }) => ecosystem === 'tool');
  if (said) return [said];
  const beside = readings.in(directory);
  const alone = manifest.project?.ecosystem === 'deno' && !beside.some(({ format }) => format === 'package.json');
  const at = manifest.project?.at ?? { path: manifest.path };
  return alone || beside.some(({ format }) => format === 'deno.lock')
    ? [{ ecosystem: 'tool', name: 'deno', scope: 'runtime', at }]
    : [];
}

function lockOf(manifest: Reading, directory: string, readings: Readings): Lockfile | undefined {
  if (manifest.settings.some(({ key, value }) => key === 'lock' && value === 'false')) return undefined;
  const named = manifest.links.find(({ kind }) => kind === 'reference');
  if (named) return readings.at(named.path)?.lockfile;
  const root = workspaceRoot(directory, readings);
  for (const above of ancestors(directory)) {
    const lock = readings.in(above).find(({ format }) => format === 'deno.lock')?.lockfile;
    if (lock === undefined) continue;
    if (above === directory || above === root || lock.covers?.(directory) === true) return lock;
  }
  return undefined;
}

function join(dependency: Dependency, directory: string, lock: Lockfile | undefined, readings: Readings): Dependency {
  const { ecosystem, name, requirement = '*' } = dependency;
  const member = ecosystem === 'jsr' ? memberNamed(name, directory, readings) : undefined;
  if (member) return { ...dependency, source: 'workspace', resolved: member.project?.version };
  const locked = lock?.find({ ecosystem, name, requirement, importer: directory });
  const resolved = locked ?? semver.exact(requirement);
  return resolved === undefined ? dependency : { ...dependency, resolved };
}

const named = new WeakMap<Readings, Map<string, Reading>>();

/** A member of the same workspace is taken in place of what is published under its name. https://docs.deno.com/runtime/fundamentals/workspaces/ */
function memberNamed(name: string, directory: string, readings: Readings): Reading | undefined {
  let members = named.get(readings);
  if (members === undefined) {
    members = new Map();
    for (const reading of readings.all) {
      const { format, project } = reading;
      if (format !== 'deno.json' || project?.name === undefined) continue;
      const root = workspaceRoot(directoryOf(reading.path), readings);
      if (root !== undefined) members.set(`${root}\0${project.name}`, reading);
    }
    named.set(readings, members);
  }
  return members.get(`${workspaceRoot(directory, readings)}\0${name}`);
}

function workspaceRoot(directory: string, readings: Readings): string | undefined {
  for (const above of ancestors(directory)) {
    const member = relativeTo(above, directory) ?? '';
    for (const { format, project } of readings.in(above)) {
      if (format !== 'deno.json' || project?.workspace === undefined) continue;
      if (member === '' || isMember(project.workspace, member)) return above;
    }
  }
  return undefined;
}
