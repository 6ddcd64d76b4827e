import type { Constraint } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, fileNameOf, pathIn } from '../read/directory.ts';
import type { Valued } from './placeholders.ts';
import type { Readings } from './readings.ts';

/** What the projects of one Gradle build share: everything beneath one settings file. */
export interface GradleBuild {
  /** The directory of the settings file; that of the project itself if there is none above it. */
  readonly root: string;
  readonly settings?: Reading;
  /** The entries of every catalogue, by the path that scripts call them: `libs.ktor.server`. */
  readonly catalogue: ReadonlyMap<string, Constraint>;
  /** Catalogues that lie in no repository but a registry's, by name. */
  readonly published: ReadonlyMap<string, Constraint>;
  /** Values that all scripts see: gradle.properties, the settings, constants of buildSrc, versions of catalogues. */
  readonly shared: ReadonlyMap<string, Valued>;
  /** Scripts of buildSrc and included builds, by the plugin that they are. */
  readonly conventions: ReadonlyMap<string, Reading>;
  /** Build scripts of buildSrc and of included builds: their dependencies give the versions of the plugins they use. */
  readonly logic: readonly Reading[];
}

const builds = new WeakMap<Readings, Map<string, GradleBuild>>();

/** The build that a project's directory belongs to. */
export function gradleBuildOf(directory: string, readings: Readings): GradleBuild {
  const known = builds.get(readings) ?? new Map<string, GradleBuild>();
  builds.set(readings, known);
  let settings: Reading | undefined;
  let root = directory;
  for (const above of ancestors(directory)) {
    settings = readings.in(above).find(({ format }) => format === 'settings.gradle');
    if (settings === undefined) continue;
    root = above;
    break;
  }
  const build = known.get(root) ?? load(root, settings, readings);
  known.set(root, build);
  return build;
}

function load(root: string, settings: Reading | undefined, readings: Readings): GradleBuild {
  const inRoot = (path: string): string => pathIn(root, path);
  const catalogue = new Map<string, Constraint>();
  const published = new Map<string, Constraint>();
  const shared = new Map<string, Valued>();
  const add = (reading: Reading | undefined, rename: (name: string) => string = (name) => name): void => {
    for (const { name, value, at } of reading?.variables ?? [])
      if (!shared.has(rename(name))) shared.set(rename(name), { value, at });
  };
  add(readings.at(inRoot('gradle.properties')));
  add(settings);
  for (const constraint of settings?.constraints ?? []) {
    if (constraint.ecosystem === 'gradle-catalog') published.set(constraint.key, constraint);
    else if (constraint.key !== 'plugin-management') catalogue.set(constraint.key, constraint);
  }
  for (const [name, path] of cataloguesOf(settings, inRoot('gradle/libs.versions.toml'))) {
    const rename = (key: string): string => name + key.slice('libs'.length);
    const reading = readings.at(path);
    add(reading, rename);
    for (const constraint of reading?.constraints ?? []) {
      const members = constraint.members?.map(rename);
      catalogue.set(rename(constraint.key), { ...constraint, ...(members && { members }) });
    }
  }
  const prefix = pathIn(root, '');
  const included = (settings?.links ?? []).filter(({ kind }) => kind === 'import').map(({ path }) => path);
  const logicRoots = [inRoot('buildSrc'), ...included];
  const conventions = new Map<string, Reading>();
  const logic: Reading[] = [];
  for (const reading of readings.all) {
    if (!reading.path.startsWith(prefix)) continue;
    if (reading.format === 'buildSrc') add(reading);
    if (reading.format !== 'build.gradle') continue;
    for (const id of pluginIdsOf(reading.path)) conventions.set(id, reading);
    if (reading.project && logicRoots.some((one) => reading.path.startsWith(`${one}/`))) logic.push(reading);
  }
  return { root, ...(settings && { settings }), catalogue, published, shared, conventions, logic };
}

/** Catalogues by name: those that the settings name, and the usual one unless they give its name to another. */
function cataloguesOf(settings: Reading | undefined, usual: string): Map<string, string> {
  const named = (settings?.links ?? []).filter(({ kind }) => kind === 'catalogue');
  return new Map([['libs', usual], ...named.map(({ name, path }): [string, string] => [name ?? 'libs', path])]);
}

/** `buildSrc/src/main/kotlin/a/b/my-service.gradle.kts` is the plugin `my-service`, or `a.b.my-service` if it names its package. https://docs.gradle.org/current/userguide/implementing_gradle_plugins_precompiled.html */
function pluginIdsOf(path: string): string[] {
  const found = /(?:^|\/)src\/main\/(?:kotlin|groovy)\/(.+)\.gradle(?:\.kts)?$/.exec(path)?.[1];
  if (found === undefined) return [];
  return [...new Set([fileNameOf(found), found.replaceAll('/', '.')])];
}

/** The build script of a project's directory. */
export function scriptIn(directory: string, readings: Readings): Reading | undefined {
  return readings.in(directory).find(({ format, project }) => format === 'build.gradle' && project !== undefined);
}

/** The directory of a project by its path in the build, `:a:b`. */
export function projectDirectory(name: string, build: GradleBuild): string {
  const members = build.settings?.project?.workspace?.members ?? [];
  const relative = name.replace(/^:/, '').replaceAll(':', '/');
  const member = byEnding(members).get(relative) ?? relative;
  return [build.root, member].filter((part) => part !== '').join('/');
}

const knownEndings = new WeakMap<readonly string[], ReadonlyMap<string, string>>();

/** The first member of every path that one ends with; a whole path before all others. */
function byEnding(members: readonly string[]): ReadonlyMap<string, string> {
  const known = knownEndings.get(members);
  if (known) return known;
  const found = new Map(members.map((member) => [member, member]));
  for (const member of members) {
    for (let slash = member.indexOf('/'); slash >= 0; slash = member.indexOf('/', slash + 1)) {
      const ending = member.slice(slash + 1);
      if (!found.has(ending)) found.set(ending, member);
    }
  }
  knownEndings.set(members, found);
  return found;
}
