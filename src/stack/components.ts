import type { Catalogue } from '../model/catalogue.ts';
import type { Component } from '../model/component.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf } from '../read/directory.ts';
import { attachImages } from './attach-images.ts';
import { componentOf } from './component.ts';
import { directoriesProvenByFiles } from './file-claims.ts';
import { imagesOf } from './images.ts';
import { ownersOf } from './owners.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';
import { resolvers } from './resolvers.ts';
import { roleOfPlace } from './roles.ts';
import { indexTechnologies } from './technology-index.ts';

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
  const owners = ownersOf(directories, readings, images);
  const diagnostics: Diagnostic[] = [];
  const components = directories.map((directory) => {
    const here = manifests.get(directory) ?? [];
    const joined = here.map((manifest) => resolve(manifest, readings));
    for (const one of joined) diagnostics.push(...one.diagnostics);
    return componentOf(
      { directory, manifests: here, joined, images: images.get(directory) ?? [] },
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
