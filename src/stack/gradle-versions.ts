import type { Dependency } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';
import { directoryOf, pathIn } from '../read/directory.ts';
import { type GradleBuild, projectDirectory, scriptIn } from './gradle-build.ts';
import { type Contribution, pluginName } from './gradle-contributions.ts';
import { type Expanded, type Lookup, type Valued, expand } from './placeholders.ts';
import type { Readings } from './readings.ts';

/** A version after expansion and where it stands. */
export interface Version {
  readonly requirement?: string;
  readonly at: Location;
}

/** Finds the values that the scripts of one project see: their own first, then the properties beside them, then what the build shares. */
export function gradleLookup(contributions: readonly Contribution[], build: GradleBuild, readings: Readings): Lookup {
  const values = new Map<string, Valued>();
  const directory = directoryOf(contributions[0]?.script.path ?? '');
  const properties = readings.at(pathIn(directory, 'gradle.properties'));
  const root = scriptIn(build.root, readings);
  const platforms = contributions
    .flatMap(({ script }) => script.dependencies)
    .filter(({ ecosystem, source }) => ecosystem === 'maven-bom' && source === 'workspace')
    .map(({ name }) => platformOf(name, build, readings)?.script);
  for (const script of [...contributions.map((one) => one.script), properties, root, ...new Set(platforms)])
    for (const { name, value, at } of script?.variables ?? []) if (!values.has(name)) values.set(name, { value, at });
  return (name) => values.get(name) ?? build.shared.get(name) ?? build.shared.get(`systemProp.${name}`);
}

/** The versions of plugins that a script applies without one. */
export function pluginVersion(
  declared: Dependency,
  name: string,
  scripts: readonly Contribution[],
  build: GradleBuild,
  readings: Readings,
  lookup: Lookup,
): Version | undefined {
  const entry = declared.inherits === undefined ? undefined : build.catalogue.get(declared.inherits);
  const managed = build.settings?.constraints.find((one) => one.key === 'plugin-management' && one.name === name);
  for (const one of [declared, entry, managed]) if (one?.requirement !== undefined) return versionOf(one, lookup);
  const root = scriptIn(build.root, readings);
  const shared = [...scripts.map(({ script }) => script), ...(root ? [root] : []), ...build.logic];
  for (const { dependencies } of shared) {
    const same = dependencies.find(
      (one) => one.ecosystem === 'gradle-plugin' && one !== declared && pluginName(one, build) === name,
    );
    const version =
      same?.requirement ?? (same?.inherits === undefined ? undefined : build.catalogue.get(same.inherits)?.requirement);
    if (same && version !== undefined) return versionOf(build.catalogue.get(same.inherits ?? '') ?? same, lookup);
  }
  const listed = [...build.catalogue.values()].find((one) => one.ecosystem === 'gradle-plugin' && one.name === name);
  if (listed?.requirement !== undefined) return versionOf(listed, lookup);
  return artifactVersion(
    name,
    shared.flatMap(({ dependencies }) => dependencies),
    build,
    lookup,
  );
}

/** A plugin may come from an artifact on the classpath of the scripts: `org.springframework.boot` from `org.springframework.boot:spring-boot-gradle-plugin`. */
function artifactVersion(
  name: string,
  dependencies: readonly Dependency[],
  build: GradleBuild,
  lookup: Lookup,
): Version | undefined {
  for (const dependency of dependencies) {
    if (dependency.ecosystem !== 'maven') continue;
    const entry = dependency.inherits === undefined ? undefined : build.catalogue.get(dependency.inherits);
    const [group = '', artifact = ''] = expand(entry?.name ?? dependency.name, lookup).value.split(':');
    const own = group.replace(/^gradle\.plugin\.|\.gradle$/g, '');
    const marker = artifact === `${name}.gradle.plugin`;
    const same = name === `${own}.${artifact}`;
    const related =
      /gradle|plugin/.test(artifact) && own.split('.').length > 1 && (name === own || name.startsWith(`${own}.`));
    const source = entry ?? dependency;
    if ((marker || same || related) && source.requirement !== undefined) return versionOf(source, lookup);
  }
  return undefined;
}

/** The version as declared, with its variables put in, and where the value stands; without a requirement if one of them is not known. */
export function versionOf(declared: { readonly requirement?: string; readonly at: Location }, lookup: Lookup): Version {
  if (declared.requirement === undefined) return { at: declared.at };
  const { value, at, missing }: Expanded = expand(declared.requirement, lookup);
  return missing === undefined ? { requirement: value, at: at ?? declared.at } : { at: declared.at };
}

/** The versions that scripts fix for what they or others name without one: constraints, Spring's dependency management, platforms of the build itself. */
export function managedVersions(
  contributions: readonly Contribution[],
  build: GradleBuild,
  readings: Readings,
  lookup: Lookup,
): Map<string, Version> {
  const managed = new Map<string, Version>();
  const add = (contribution: Contribution): void => {
    for (const { key, name, requirement, at } of contribution.script.constraints) {
      const target = key.slice(0, key.indexOf('/'));
      if (!contribution.accepts(target === '' ? undefined : target)) continue;
      const entry = build.catalogue.get(name);
      const entries = entry?.members?.map((member) => build.catalogue.get(member)) ?? [
        entry ?? { name, requirement, at },
      ];
      for (const one of entries) {
        const full = one && expand(one.name, lookup).value;
        const version = requirement === undefined && one ? one : { requirement, at };
        if (full !== undefined && !managed.has(full)) managed.set(full, versionOf(version, lookup));
      }
    }
  };
  for (const contribution of contributions) {
    add(contribution);
    for (const { ecosystem, name, source } of contribution.script.dependencies) {
      if (ecosystem !== 'maven-bom' || source !== 'workspace') continue;
      const platform = platformOf(name, build, readings);
      if (platform) add(platform);
    }
  }
  return managed;
}

/** A project of the build that is a bill of materials itself. https://docs.gradle.org/current/userguide/java_platform_plugin.html */
export function platformOf(name: string, build: GradleBuild, readings: Readings): Contribution | undefined {
  const script = scriptIn(projectDirectory(name, build), readings);
  return script && { script, accepts: (group) => group === undefined };
}
