import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Location } from '../model/location.ts';
import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';
import { coordinatesOf } from '../read/gradle-dependencies.ts';
import { javaRelease } from '../read/java-release.ts';
import { gradle } from '../versions/gradle.ts';
import { type GradleBuild, gradleBuildOf } from './gradle-build.ts';
import { type Contribution, contributionsOf, pluginName } from './gradle-contributions.ts';
import { gradleSigns } from './gradle-signs.ts';
import {
  type Version,
  gradleLookup,
  managedVersions,
  platformOf,
  pluginVersion,
  versionOf,
} from './gradle-versions.ts';
import { jvmLanguagesOf } from './jvm-sources.ts';
import { toolRuntimes } from './jvm-tools.ts';
import { type Lookup, expand } from './placeholders.ts';
import { publishedEntry } from './published-catalogues.ts';
import type { Readings } from './readings.ts';
import type { Resolved } from './resolver.ts';
import { type VersionSource, fromSources, isVersionSource } from './version-families.ts';

/** What the functions below share while one project is resolved. */
interface Project {
  readonly build: GradleBuild;
  readonly readings: Readings;
  readonly contributions: readonly Contribution[];
  readonly lookup: Lookup;
  readonly note: (message: string, at: Location) => void;
}

/** Joins a build script with its catalogues, variables, shared scripts and convention plugins. */
export function resolveGradle(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const build = gradleBuildOf(directory, readings);
  const contributions = contributionsOf(manifest, build, readings);
  const lookup = gradleLookup(contributions, build, readings);
  const diagnostics = new Map<string, Diagnostic>();
  const note = (message: string, at: Location): void => {
    if (!diagnostics.has(message)) diagnostics.set(message, { message, at });
  };
  const project: Project = { build, readings, contributions, lookup, note };
  const declared = contributions.flatMap((one) => declaredBy(one, project));
  const plugins = declared
    .filter(({ ecosystem }) => ecosystem === 'gradle-plugin')
    .map((one) => pluginOf(one, project));
  const others = declared
    .filter(({ ecosystem }) => ecosystem !== 'gradle-plugin')
    .flatMap((one) => named(one, project));
  const boms = [...others.filter(({ ecosystem }) => ecosystem === 'maven-bom'), ...micronautPlatform(plugins, lookup)];
  const catalogues = usedCatalogues(declared, project);
  const versioned = [...boms.map((bom) => bomVersion(bom, plugins, project)), ...catalogues];
  const sources = [...versioned, ...plugins].map(sourceOf).filter(({ identity }) => isVersionSource(identity));
  const managed = managedVersions(contributions, build, readings, lookup);
  const lock = readings.in(directory).find(({ lockfile }) => lockfile?.manager === 'gradle')?.lockfile;
  const found = others
    .filter(({ ecosystem }) => ecosystem === 'maven')
    .map((dependency) => versionedBy(dependency, managed, sources))
    .map((dependency) => settled(dependency, lock?.find({ name: dependency.name, importer: directory })));
  const inherited = contributions.slice(1);
  const languages = jvmLanguagesOf(directory, readings);
  const scripts = [...contributions.map(({ script }) => script.path), ...(build.settings ? [build.settings.path] : [])];
  return {
    dependencies: [...versioned, ...plugins, ...found].map(withoutGroup),
    runtimes: [...runtimesOf(project), ...kotlinOf(plugins), ...toolRuntimes(directory, readings, ['gradle'])],
    lockfiles: lock ? [lock] : [],
    diagnostics: [...diagnostics.values()],
    files: scripts.filter((path) => path !== manifest.path),
    signs: gradleSigns(plugins),
    imageBuilders: inherited.flatMap(({ script, accepts }) => (accepts(undefined) ? script.imageBuilders : [])),
    ...(languages.length > 0 && { languages }),
    ...nameOf(directory, build),
  };
}

/** A project is called after its directory, the root as the settings say. */
function nameOf(directory: string, { root, settings }: GradleBuild): { name?: string } {
  const name = directory === root ? settings?.project?.name : fileNameOf(directory);
  return name === undefined ? {} : { name };
}

/** The group has told whom an entry is for; nobody else is to read anything into it. */
function withoutGroup(dependency: Dependency): Dependency {
  const { group: _, ...rest } = dependency;
  return rest;
}

/** What a script gives to the project. A platform of the build itself is replaced by the bills of materials that it imports. */
function declaredBy(
  { script, accepts }: Contribution,
  { build, readings }: Pick<Project, 'build' | 'readings'>,
  depth = 0,
): Dependency[] {
  return script.dependencies
    .filter(({ group }) => accepts(group))
    .flatMap((one) => {
      if (one.ecosystem !== 'maven-bom' || one.source !== 'workspace') return [one];
      const platform = depth < 5 ? platformOf(one.name, build, readings) : undefined;
      const inside = platform ? declaredBy(platform, { build, readings }, depth + 1) : [];
      return inside.filter(({ ecosystem }) => ecosystem === 'maven-bom');
    });
}

function pluginOf(declared: Dependency, { build, contributions, readings, lookup, note }: Project): Dependency {
  const name = expand(pluginName(declared, build), lookup).value;
  const version = pluginVersion(declared, name, contributions, build, readings, lookup);
  const custom = name.includes('.') && !build.conventions.has(name) && !name.startsWith('org.gradle.');
  if (custom && version?.requirement === undefined && build.logic.length > 0)
    note(
      `what the plugin ${name} adds is not known: it is written in code, or its version stands elsewhere`,
      declared.at,
    );
  const { inherits: _, requirement: __, ...rest } = declared;
  return settled(moved({ ...rest, name }, version));
}

/** The packages that one statement stands for: several for a bundle, none for what cannot be told. */
function named(declared: Dependency, project: Project): Dependency[] {
  const { build, lookup, note } = project;
  const { inherits, ...plain } = declared;
  if (inherits === undefined || inherits.startsWith('gradle-plugin:')) {
    const { value, missing } = expand(declared.name, lookup);
    if (missing !== undefined && !scalaSuffix.test(value))
      note(`\${${missing}} is not defined in this repository`, declared.at);
    if (declared.source === 'workspace' || inherits !== undefined) return [declared];
    const { name, version } = coordinatesOf(value.replace(scalaSuffix, ''));
    if (name.includes('${')) return [];
    return [
      withVersion({ ...plain, name }, { requirement: declared.requirement ?? version, at: declared.at }, project),
    ];
  }
  const entry = build.catalogue.get(inherits);
  if (entry?.members) return entry.members.flatMap((member) => named({ ...declared, inherits: member }, project));
  if (entry)
    return [moved({ ...plain, name: expand(entry.name, lookup).value, ...noVersion }, chosen(declared, entry, lookup))];
  const [catalogue = ''] = inherits.split('.', 1);
  const published = build.published.get(catalogue);
  const alias = inherits.slice(catalogue.length + 1);
  const name = published && publishedEntry(published.name, alias);
  if (name !== undefined) return [{ ...plain, name }];
  const value = published ? undefined : lookup(inherits);
  const text = value && expand(value.value, lookup).value;
  if (value && text?.includes(':') === true) {
    const { name: own, version } = coordinatesOf(text);
    const written = coordinatesOf(value.value).version ?? version ?? declared.requirement;
    const stands = versionOf({ requirement: written, at: value.at }, lookup);
    return [moved({ ...plain, name: own, ...noVersion }, stands)];
  }
  if (!ignored.test(inherits)) note(`${inherits} is not defined in this repository`, declared.at);
  return [];
}

/** The Scala version behind a name is not part of it, even where it is computed. */
const scalaSuffix = /_\$\{\w*[sS]cala\w*\}(?=:|$)/;

const noVersion = { requirement: undefined };

/** References to what plugins of the scripts define: they name no package. */
const ignored = /^(?:compose|it|dep|lib|sourceSets|configurations|tasks|this|project|parent|kotlinx?)(?:\.|$)/;

/** The version of the statement itself wins over that of the catalogue. */
function chosen(declared: Dependency, entry: { requirement?: string; at: Location }, lookup: Lookup): Version {
  return versionOf(declared.requirement === undefined ? entry : declared, lookup);
}

function withVersion(dependency: Dependency, version: Version, { lookup, note }: Project): Dependency {
  if (version.requirement === undefined) return dependency;
  const { missing } = expand(version.requirement, lookup);
  if (missing !== undefined) note(`\${${missing}} is not defined in this repository`, dependency.at);
  return moved({ ...dependency, ...noVersion }, versionOf(version, lookup));
}

/** The dependency with a version that may stand elsewhere. */
function moved(dependency: Dependency, version: Version | undefined): Dependency {
  if (version?.requirement === undefined) return dependency;
  const elsewhere = version.at.path !== dependency.at.path || version.at.line !== dependency.at.line;
  const namedAt = elsewhere ? { namedAt: dependency.namedAt ?? dependency.at } : {};
  return { ...dependency, requirement: version.requirement, at: version.at, ...namedAt };
}

function versionedBy(
  dependency: Dependency,
  managed: ReadonlyMap<string, Version>,
  sources: readonly VersionSource[],
): Dependency {
  if (dependency.requirement !== undefined || dependency.source === 'workspace') return dependency;
  const version = managed.get(dependency.name);
  return version?.requirement === undefined ? fromSources(dependency, sources) : moved(dependency, version);
}

/** Spring's plugin brings the bill of materials of its own version. */
function bomVersion(bom: Dependency, plugins: readonly Dependency[], project: Project): Dependency {
  if (bom.inherits === undefined) return settled(bom);
  const { inherits, ...rest } = bom;
  const id = inherits.slice(inherits.indexOf(':') + 1);
  const { contributions, build, readings, lookup } = project;
  const applied = plugins.find(({ ecosystem, name }) => ecosystem === 'gradle-plugin' && name === id);
  const plugin: Dependency = { ecosystem: 'gradle-plugin', name: id, scope: 'build', at: bom.at };
  return settled(moved(rest, applied ?? pluginVersion(plugin, id, contributions, build, readings, lookup)));
}

/** Micronaut's plugins bring the platform of the version that the property names. https://micronaut-projects.github.io/micronaut-gradle-plugin/latest/ */
function micronautPlatform(plugins: readonly Dependency[], lookup: Lookup): Dependency[] {
  const plugin = plugins.find(({ name }) => /^io\.micronaut\.(?:application|library|minimal\.\w+)$/.test(name));
  const value = plugin && (lookup('micronautVersion') ?? lookup('micronaut.version'));
  if (value === undefined) return [];
  const version = versionOf({ requirement: value.value, at: value.at }, lookup);
  const name = /^[1-3]\./.test(version.requirement ?? '')
    ? 'io.micronaut:micronaut-bom'
    : 'io.micronaut.platform:micronaut-platform';
  return [{ ecosystem: 'maven-bom', name, scope: 'build', requirement: version.requirement, at: version.at }];
}

function usedCatalogues(declared: readonly Dependency[], { build, lookup }: Project): Dependency[] {
  const used = new Set(declared.map(({ inherits }) => inherits?.split('.', 1)[0]));
  return [...build.published.values()]
    .filter(({ key }) => used.has(key))
    .map(({ name, requirement, at }) =>
      settled({ ecosystem: 'gradle-catalog', name, scope: 'build', ...versionOf({ requirement, at }, lookup) }),
    );
}

function sourceOf({ ecosystem, name, requirement, at }: Dependency): VersionSource {
  return { identity: `${ecosystem}:${name}`, ...(requirement !== undefined && { requirement }), at };
}

/** `akka-http_2.13` is akka-http built for one Scala version. A lock decides the version; without one, a plain number does. */
function settled(dependency: Dependency, locked?: string): Dependency {
  const exact = locked ?? (dependency.requirement === undefined ? undefined : gradle.exact(dependency.requirement));
  const name = dependency.name.replace(/_(?:2\.1[0-3]|3)$/, '');
  return { ...dependency, name, ...(exact !== undefined && { resolved: exact }) };
}

/** Kotlin's version is that of its plugin. */
function kotlinOf(plugins: readonly Dependency[]): RuntimeRequirement[] {
  const plugin = plugins.find(({ name }) => /^org\.jetbrains\.kotlin\.(?:jvm|multiplatform)$/.test(name));
  if (plugin?.requirement === undefined) return [];
  return [{ technology: 'kotlin', requirement: plugin.requirement, strength: 'pin', at: plugin.at }];
}

function runtimesOf({ contributions, lookup, note }: Project): RuntimeRequirement[] {
  const found: RuntimeRequirement[] = [];
  for (const { script } of contributions) {
    for (const runtime of script.runtimes) {
      if (found.some(({ technology, strength }) => technology === runtime.technology && strength === runtime.strength))
        continue;
      const { value, at, missing } = expand(runtime.requirement, lookup);
      if (missing !== undefined) note(`\${${missing}} is not defined in this repository`, runtime.at);
      else found.push({ ...runtime, requirement: javaRelease(value), at: at ?? runtime.at });
    }
  }
  return found;
}
