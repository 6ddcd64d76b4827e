import type { Catalogue } from '../model/catalogue.ts';
import type { Component } from '../model/component.ts';
import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Image } from '../model/image.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';
import { attachImages } from './attach-images.ts';
import { directoriesProvenByFiles, fileClaims } from './file-claims.ts';
import { imageClaims, workloadClaims } from './image-claims.ts';
import { imagesOf } from './images.ts';
import { languageClaims, mainLanguage } from './languages.ts';
import { type Owners, ownersOf } from './owners.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';
import { resolvers } from './resolvers.ts';
import { roleOf, roleOfPlace } from './roles.ts';
import { concerns, runtimeClaims } from './runtimes.ts';
import { claimsOf, technologiesOf } from './technologies.ts';
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
  const marked = directoriesProvenByFiles(readings, catalogue.technologies);
  const images = attachImages(
    imagesOf(readings, catalogue.images),
    new Set([...manifests.keys(), ...marked]),
    readings,
  );
  const directories = [...new Set([...manifests.keys(), ...marked, ...images.keys()])].sort();
  const owners = ownersOf(directories, readings);
  const diagnostics: Diagnostic[] = [];
  const components = directories.map((directory) => {
    const joined = (manifests.get(directory) ?? []).map((manifest) => resolve(manifest, readings));
    for (const one of joined) diagnostics.push(...one.diagnostics);
    return component(
      directory,
      manifests.get(directory) ?? [],
      joined,
      images.get(directory) ?? [],
      owners,
      readings,
      index,
    );
  });
  return { components: unlessAllAreExamples(components), diagnostics: distinct(diagnostics) };
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

function resolve(manifest: Reading, readings: Readings): Resolved {
  const resolver = resolverOf(manifest);
  if (resolver) return resolver.resolve(manifest, readings);
  const { dependencies, runtimes } = manifest;
  return { dependencies, runtimes, lockfiles: [], diagnostics: [], files: [] };
}

function component(
  directory: string,
  manifests: readonly Reading[],
  joined: readonly Resolved[],
  images: readonly Image[],
  owners: Owners,
  readings: Readings,
  index: TechnologyIndex,
): Component {
  const path = directory === '' ? '.' : directory;
  const dependencies = unique(joined.flatMap((one) => one.dependencies));
  const lockfiles = joined.flatMap((one) => one.lockfiles);
  const owned = owners.readingsOf(directory);
  const signs = [
    ...manifests.flatMap((manifest) => manifest.project?.signs ?? []),
    ...joined.flatMap((one) => one.signs ?? []),
  ];
  const languages = languageClaims(
    directory,
    manifests.map((one, at) => described(one, joined[at])),
    readings,
    index,
  );
  const pinned = owners.runtimesOf(directory).filter(({ technology }) => concerns(technology, languages));
  const runtimes = [...joined.flatMap((one) => one.runtimes), ...pinned];
  const claims = [
    ...claimsOf(dependencies, index),
    ...fileClaims(directory, readings, index.all),
    ...imageClaims(images, index.all),
    ...workloadClaims(owners.workloadsOf(directory), index.all),
    ...languages,
    ...runtimeClaims(runtimes, images, languages, index),
  ];
  const technologies = technologiesOf(claims, index, (technology) => {
    for (const identity of technology.packages) {
      const colon = identity.indexOf(':');
      for (const lock of lockfiles) {
        if (lock.ecosystem !== identity.slice(0, colon)) continue;
        const found = lock.find({ name: identity.slice(colon + 1), importer: directory });
        if (found !== undefined) return found;
      }
    }
    return undefined;
  });
  const builds = images.some((image) => image.role === 'service');
  const { role, reasons } = roleOf(path, signs, technologies, builds);
  return {
    path,
    name: nameOf(directory, manifests, joined),
    role,
    roleReasons: reasons,
    language: mainLanguage(languages, dependencies),
    technologies,
    dependencies,
    runtimes,
    settings: owned.flatMap((reading) => reading.settings),
    commands: owned.flatMap((reading) => reading.commands),
    images,
    imageBuilders: [
      ...owned.flatMap((reading) => reading.imageBuilders),
      ...joined.flatMap((one) => one.imageBuilders ?? []),
    ],
    workloads: owners.workloadsOf(directory),
    lockfiles: [...new Set(lockfiles)],
    manifests: manifests.map((manifest) => manifest.project?.at ?? { path: manifest.path }),
  };
}

/** The manifest with the languages that other files tell of it. */
function described(manifest: Reading, joined: Resolved | undefined): Reading {
  const { project } = manifest;
  return project && joined?.languages
    ? { ...manifest, project: { ...project, languages: joined.languages } }
    : manifest;
}

function nameOf(directory: string, manifests: readonly Reading[], joined: readonly Resolved[]): string {
  for (const [at, { project }] of manifests.entries()) {
    const name = joined[at]?.name ?? project?.name;
    if (name !== undefined && name !== '') return name;
  }
  return directory === '' ? '.' : fileNameOf(directory);
}

/** Several manifests of one directory may name the same dependency (pyproject.toml and its exported requirements): it is kept once a place. */
function unique(dependencies: readonly Dependency[]): Dependency[] {
  const seen = new Set<string>();
  return dependencies.filter(({ ecosystem, name, scope, group, at }) => {
    const key = [ecosystem, name, scope, group ?? '', at.path, at.line ?? 0].join('\0');
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** What several components take from one shared file is said once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map(diagnostics.map((one) => [`${one.message}\0${one.at.path}\0${one.at.line ?? 0}`, one]));
  return [...seen.values()];
}

/** A repository of nothing but examples is audited as what its examples are: otherwise nothing in it would be asked anything. */
function unlessAllAreExamples(components: readonly Component[]): Component[] {
  const real = components.some((one) => one.role !== 'example' && one.role !== 'test' && one.role !== 'template');
  if (real || !components.some((one) => one.role === 'example')) return [...components];
  return components.map((one) => {
    if (roleOfPlace(one.path)?.role !== 'example') return one;
    const serves =
      one.images.length > 0 ||
      one.technologies.some((use) => use.technology.kind === 'framework' && use.strength === 'strong');
    const roleReasons = ['everything in this repository is an example', ...one.roleReasons];
    return { ...one, role: serves ? 'service' : 'library', roleReasons };
  });
}
