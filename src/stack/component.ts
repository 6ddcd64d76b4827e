import type { Component } from '../model/component.ts';
import type { Dependency } from '../model/dependency.ts';
import type { Image } from '../model/image.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import type { Technology } from '../model/technology.ts';
import type { Workload } from '../model/workload.ts';
import { directoryOf, fileNameOf, relativeTo } from '../read/directory.ts';
import { dune } from '../read/dune.ts';
import { serverSource } from '../read/server-source.ts';
import { fileClaims } from './file-claims.ts';
import { claimsBeside } from './claims-beside.ts';
import { imageClaims, processClaims } from './image-claims.ts';
import { installedPackages } from './installed-packages.ts';
import { languageClaims, languageOfFiles, languageOfImage, mainLanguage } from './languages.ts';
import type { Owners } from './owners.ts';
import type { Readings } from './readings.ts';
import type { Resolved } from './resolver.ts';
import { roleOfPlace } from './places.ts';
import { roleOf } from './roles.ts';
import { concerns, runtimeClaims } from './runtimes.ts';
import { claimsOf, technologiesOf } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';
import { commandsOfWorkloads } from './workloads.ts';

/** What is known of one directory: its manifests, each as read and as joined with other files, and its images. */
export interface Parts {
  readonly directory: string;
  readonly manifests: readonly Reading[];
  readonly joined: readonly Resolved[];
  /** The drivers that other packages of the repository bring along. */
  readonly stores: () => readonly Dependency[];
  readonly images: readonly Image[];
  /** Other components of the repository are built with it. */
  readonly used: boolean;
  /** Whether a place among examples makes it one. */
  readonly examples: boolean;
}

/** The component that a directory is: its role, and every technology that speaks for itself there. */
export function componentOf(
  { directory, manifests, joined, stores, images, used, examples }: Parts,
  owners: Owners,
  readings: Readings,
  index: TechnologyIndex,
): Component {
  const path = directory === '' ? '.' : directory;
  const dependencies = unique(joined.flatMap((one) => one.dependencies));
  const lockfiles = joined.flatMap((one) => one.lockfiles);
  const owned = owners.readingsOf(directory);
  const workloads = owners.workloadsOf(directory);
  const signs = agreedSigns(manifests.map((one, at) => [...(one.project?.signs ?? []), ...(joined[at]?.signs ?? [])]));
  const described = manifests.map((one, at) => withLanguages(one, joined[at]));
  const written = languageClaims(directory, described, readings, index);
  const languages = written.length > 0 ? written : languageOfFiles(directory, readings, index);
  const pinned = owners.runtimesOf(directory).filter(({ technology }) => concerns(technology, languages));
  const runtimes = [...joined.flatMap((one) => one.runtimes), ...pinned];
  const deployed = signs.some(({ reason }) => /\barchive$|\bplugin (?:war|ear)$/.test(reason));
  const served = images.some((image) => image.role === 'service') || signs.some((sign) => sign.for === 'service');
  const named = [...dependencies, ...sourceMarks(directory, owned), ...installedPackages(images)];
  const direct = claimsOf(named, index, { deployed, served });
  const started =
    images.length > 0 ||
    signs.some((sign) => sign.for === 'service' || sign.for === 'program') ||
    direct.some(({ strength, technology }) => strength === 'strong' && technology.category === 'ssr');
  const made = started ? [...direct, ...claimsOf(stores(), index, { served: true })] : direct;
  const claims = [
    ...made,
    ...fileClaims(directory, readings, index.all),
    ...imageClaims(images, index.all),
    ...processClaims(images, index),
    ...claimsBeside(directory, workloads, readings, made, index),
    ...languages,
    ...runtimeClaims(runtimes, images, languages, index),
  ];
  const circumstances = { deployed, listens: listens(signs, images, workloads) };
  const technologies = technologiesOf(claims, index, lockedIn(lockfiles, directory), circumstances);
  const documentation = manifests.length > 0 && manifests.every((one) => readings.aside.isDocumentation(one.path));
  const deploys = manifests.length === 0 && images.length === 0 && workloads.length > 0;
  const { role, reasons } = roleOf({ path, signs, technologies, images, deploys, documentation, used, examples });
  return {
    path,
    name: nameOf(directory, manifests, joined),
    role,
    roleReasons: reasons,
    language: mainLanguage(languages, dependencies, technologies) ?? languageOfImage(images, index),
    technologies,
    dependencies,
    runtimes,
    settings: owned.flatMap((reading) => reading.settings),
    commands: [...owned.flatMap((reading) => reading.commands), ...commandsOfWorkloads(workloads)],
    images,
    imageBuilders: [
      ...owned.flatMap((reading) => reading.imageBuilders),
      ...joined.flatMap((one) => one.imageBuilders ?? []),
    ],
    workloads,
    builds: owners.buildsOf(directory),
    secrets: owners.secretsOf(directory),
    lockfiles: [...new Set(lockfiles)],
    manifests: manifests.map((manifest) => manifest.project?.at ?? { path: manifest.path }),
  };
}

/** The manifest with the languages that other files tell of it. */
function withLanguages(manifest: Reading, joined: Resolved | undefined): Reading {
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

/**
 * Several manifests of one directory may name the same dependency (pyproject.toml and its exported requirements): it is kept once a place.
 * A pom.xml beside a build.gradle says all of it twice: there the first one counts.
 */
function unique(dependencies: readonly Dependency[]): Dependency[] {
  const seen = new Set<string>();
  const paths = new Map<string, string>();
  return dependencies.filter(({ ecosystem, name, scope, group, at, namedAt }) => {
    const { path } = namedAt ?? at;
    const key = [ecosystem, name, scope, group ?? '', at.path, at.line ?? 0].join('\0');
    if (ecosystem === 'maven') {
      const first = paths.get(name);
      if (
        first !== undefined &&
        first !== path &&
        fileNameOf(first) !== fileNameOf(path) &&
        directoryOf(first) === directoryOf(path)
      )
        return false;
      paths.set(name, first ?? path);
    }
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** A few tests beside the code do not make tests of it: what sets a component apart must hold for each of its manifests. */
function agreedSigns(byManifest: readonly (readonly Sign[])[]): Sign[] {
  const apart = (sign: Sign): boolean => sign.for === 'test' || sign.for === 'example' || sign.for === 'template';
  const agreed = byManifest.every((signs) => signs.some(apart));
  return byManifest.flat().filter((sign) => agreed || !apart(sign));
}

/** Formats that say what a program is made of, beside its manifest. */
const sources: ReadonlySet<string> = new Set([serverSource.name, dune.name]);

/** What lines of source and of build files prove, but for those of its tests and examples. */
function sourceMarks(directory: string, owned: readonly Reading[]): Dependency[] {
  const own = ({ path }: Reading): boolean =>
    roleOfPlace(relativeTo(directory, directoryOf(path)) ?? directoryOf(path)) === undefined;
  return owned.filter((one) => sources.has(one.format) && own(one)).flatMap((one) => one.dependencies);
}

function listens(signs: readonly Sign[], images: readonly Image[], workloads: readonly Workload[]): boolean {
  const started =
    signs.some((sign) => sign.for === 'service' || sign.for === 'program') ||
    images.some(({ role }) => role === 'service');
  const ports =
    images.some((image) => image.ports.length > 0) || workloads.some((one) => one.build && one.ports.length > 0);
  return started && ports;
}

/** Looks a technology's version up in the locks of the component. */
function lockedIn(
  lockfiles: Component['lockfiles'],
  directory: string,
): (technology: Technology) => string | undefined {
  return ({ packages }) => {
    for (const identity of packages) {
      const colon = identity.indexOf(':');
      for (const lock of lockfiles) {
        if (lock.ecosystem !== identity.slice(0, colon)) continue;
        const found = lock.find({ name: identity.slice(colon + 1), importer: directory });
        if (found !== undefined) return found;
      }
    }
    return undefined;
  };
}
