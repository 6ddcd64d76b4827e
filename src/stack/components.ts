import type { Catalogue } from '../model/catalogue.ts';
import type { Component } from '../model/component.ts';
import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf } from '../read/directory.ts';
import { type Members, attachImages } from './attach-images.ts';
import { componentOf } from './component.ts';
import { directoriesProvenByFiles } from './file-claims.ts';
import { imagesOf } from './images.ts';
import { ownersOf } from './owners.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';
import { resolvers } from './resolvers.ts';
import { roleOfPlace, toolPlace } from './places.ts';
import { outdatedLocks } from './outdated-lock.ts';
import { storesThrough } from './stores-through.ts';
import { throughMembers } from './through-members.ts';
import { type TechnologyIndex, indexTechnologies } from './technology-index.ts';

/** What a repository is built of: its components in order of their paths, and what could not be joined. */
export interface Stack {
  readonly components: readonly Component[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Joins readings into components: a directory with a manifest of its own, or with an image build that belongs to no other. */
export function stackOf(readings: Readings, catalogue: Catalogue): Stack {
  const index = indexTechnologies(catalogue.technologies);
  const manifests = manifestsByDirectory(readings);
  const joined = joinedBy(manifests, readings);
  const marked = directoriesProvenByFiles(readings, catalogue.technologies);
  const images = attachImages(
    imagesOf(readings, catalogue.images),
    new Set([...manifests.keys(), ...marked]),
    readings,
    membersOf(manifests, joined, index),
  );
  const directories = withRoot([...manifests.keys(), ...marked, ...images.keys()], readings);
  const owners = ownersOf(directories, readings, images);
  const used = usedBy(joined);
  const stores = storesThrough(manifests, joined, index);
  const componentsOf = (examples: boolean): Component[] =>
    directories.map((directory) => {
      const here = manifests.get(directory) ?? [];
      const resolved = joined.get(directory) ?? [];
      const parts = {
        directory,
        manifests: here,
        joined: resolved,
        stores: () => stores(directory),
        images: images.get(directory) ?? [],
        used: here.some(({ project }, at) => {
          const name = resolved[at]?.name ?? project?.name;
          return project !== undefined && name !== undefined && used(directory, project.ecosystem, name);
        }),
        examples,
      };
      return componentOf(parts, owners, readings, index);
    });
  const components = componentsOf(true);
  const diagnostics = [...joined.values()].flat().flatMap((one) => one.diagnostics);
  return {
    // In a repository of nothing but examples nothing would be asked of anything: they are audited as what they are.
    components: areAllExamples(components) ? componentsOf(false) : components,
    diagnostics: distinct(diagnostics),
  };
}

/** A repository that only holds manifests of workloads, beside tests or examples, is a component by what it deploys. */
function withRoot(found: readonly string[], readings: Readings): string[] {
  const deploys =
    found.every((directory) => roleOfPlace(directory) !== undefined) &&
    readings.all.some(({ path, workloads }) => workloads.length > 0 && roleOfPlace(directoryOf(path)) === undefined);
  return [...new Set(deploys ? [...found, ''] : found)].sort();
}

function areAllExamples(components: readonly Component[]): boolean {
  const beside = new Set(['example', 'test', 'template']);
  const made = components.filter(({ manifests, images }) => manifests.length + images.length > 0);
  return made.every(({ role }) => beside.has(role)) && made.some(({ role }) => role === 'example');
}

function namesOf(manifests: readonly Reading[], joined: readonly Resolved[]): string[] {
  return manifests.flatMap(({ project }, at) => joined[at]?.name ?? project?.name ?? []);
}

/** Directories whose programs depend on a framework when they run: known before their images are. */
function membersOf(
  manifests: ReadonlyMap<string, readonly Reading[]>,
  joined: ReadonlyMap<string, readonly Resolved[]>,
  index: TechnologyIndex,
): Members {
  const started = (sign: Sign): boolean => sign.for === 'service' || sign.for === 'program';
  const frames = ({ scope, ecosystem, name, through }: Dependency): boolean =>
    (scope === 'runtime' || (through !== undefined && ecosystem === 'maven')) &&
    index.provenBy(`${ecosystem}:${name}`).some(({ kind }) => kind === 'framework');
  const serving = [...manifests].filter(([directory, here]) => {
    if (roleOfPlace(directory) || toolPlace(directory)) return false;
    const resolved = joined.get(directory) ?? [];
    const signs = [
      ...here.flatMap(({ project }) => project?.signs ?? []),
      ...resolved.flatMap((one) => one.signs ?? []),
    ];
    return signs.some(started) && resolved.some(({ dependencies }) => dependencies.some(frames));
  });
  return {
    serving: serving.map(([directory]) => directory),
    namesOf: (directory) => namesOf(manifests.get(directory) ?? [], joined.get(directory) ?? []),
    programsOf: (directory) => (manifests.get(directory) ?? []).flatMap(({ project }) => project?.programs ?? []),
  };
}

/** Whether other components of the repository need the project of this name when they run. */
function usedBy(
  joined: ReadonlyMap<string, readonly Resolved[]>,
): (directory: string, ecosystem: string, name: string) => boolean {
  const users = new Map<string, Set<string>>();
  for (const [directory, resolved] of joined) {
    for (const { ecosystem, name, source, scope } of resolved.flatMap(({ dependencies }) => dependencies)) {
      // What is only compiled against is started beside it: an application is put together of several.
      if ((source !== 'workspace' && source !== 'path') || /^(?:development|test|provided)$/.test(scope)) continue;
      const key = `${ecosystem} ${lastWord(name)}`;
      const known = users.get(key) ?? new Set<string>();
      users.set(key, known.add(directory));
    }
  }
  return (directory, ecosystem, name) =>
    [...(users.get(`${ecosystem} ${lastWord(name)}`) ?? [])].some((one) => one !== directory);
}

/** Gradle names members by path, Maven by group and name: `:shop:cart`, `com.acme:cart`. */
function lastWord(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1);
}

function manifestsByDirectory(readings: Readings): Map<string, Reading[]> {
  const directories = new Map<string, Reading[]>();
  for (const reading of readings.all) {
    if (reading.project === undefined || reading.project.aggregator === true) continue;
    if (resolverOf(reading)?.stands?.(reading, readings) === false) continue;
    const directory = reading.project.directory ?? directoryOf(reading.path);
    directories.set(directory, [...(directories.get(directory) ?? []), reading]);
  }
  return directories;
}

function resolverOf(manifest: Reading): Resolver | undefined {
  const ecosystem = manifest.project?.ecosystem;
  return resolvers.find((one) => ecosystem !== undefined && one.ecosystems.includes(ecosystem));
}

/** Every manifest joined with the files that have a say in it, and with what the members bring that it is made of. */
function joinedBy(
  manifests: ReadonlyMap<string, readonly Reading[]>,
  readings: Readings,
): ReadonlyMap<string, readonly Resolved[]> {
  const alone = new Map<Reading, Resolved>();
  const resolvedOf = (manifest: Reading): Resolved => {
    const resolved = alone.get(manifest) ?? resolve(manifest, readings);
    alone.set(manifest, resolved);
    return resolved;
  };
  const whole = (manifest: Reading): Resolved => {
    const own = resolvedOf(manifest);
    const more = throughMembers(manifest, own, resolverOf(manifest), readings, resolvedOf);
    return more.length === 0 ? own : { ...own, dependencies: [...own.dependencies, ...more] };
  };
  return new Map([...manifests].map(([directory, here]) => [directory, here.map(whole)]));
}

function resolve(manifest: Reading, readings: Readings): Resolved {
  const resolver = resolverOf(manifest);
  if (resolver) {
    const resolved = resolver.resolve(manifest, readings);
    const outdated = manifest.project?.ecosystem === 'npm' ? [] : outdatedLocks(resolved);
    return outdated.length === 0 ? resolved : { ...resolved, diagnostics: [...resolved.diagnostics, ...outdated] };
  }
  const { dependencies, runtimes } = manifest;
  return { dependencies, runtimes, lockfiles: [], diagnostics: [], files: [] };
}

/** What several components take from one shared file is said once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map(diagnostics.map((one) => [`${one.message}\0${one.at.path}\0${one.at.line ?? 0}`, one]));
  return [...seen.values()];
}
