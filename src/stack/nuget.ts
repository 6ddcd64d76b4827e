import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { directoryOf, fileNameOf } from '../read/directory.ts';
import { splitList } from '../read/msbuild-items.ts';
import { targetRuntime } from '../read/target-framework.ts';
import { dotnetImageBuilders, dotnetSigns } from './dotnet-signs.ts';
import { evaluateProject, type MsbuildProject } from './msbuild.ts';
import { nugetItems } from './nuget-items.ts';
import { nugetLock, resolvedVersion } from './nuget-versions.ts';
import { paketDependencies } from './paket.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Projects of .NET with the properties, packages and central versions of the directories above them, and their lock files. */
export const nuget: Resolver = {
  ecosystems: ['nuget'],
  resolve,
  members: ({ links }, _, readings) =>
    links.flatMap(({ kind, path, condition }) => {
      const manifest = kind === 'reference' && condition === undefined ? readings.at(path) : undefined;
      return manifest ? [{ manifest, name: fileNameOf(path) }] : [];
    }),
  stands: (manifest, readings) =>
    manifest.format === 'csproj' ||
    !projectsIn(directoryOf(manifest.path), readings).some(({ format }) => format === 'csproj'),
};

function projectsIn(directory: string, readings: Readings): Reading[] {
  return readings.in(directory).filter(({ project }) => project?.ecosystem === 'nuget');
}

function resolve(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  if (manifest.format !== 'csproj') {
    const { dependencies, runtimes } = manifest;
    return { dependencies: dependencies.map(exactOf), runtimes, lockfiles: [], diagnostics: [], files: [] };
  }
  const project = evaluateProject(manifest, readings);
  const targets = targetsOf(project);
  const diagnostics: Diagnostic[] = [];
  const items = nugetItems(
    project,
    targets.map(({ name }) => name),
    diagnostics,
  );
  const sdks = sdkVersions(manifest, readings);
  const lock = nugetLock(directory, project, readings);
  const configured = readings.in(directory).filter(({ format }) => format === 'packages.config');
  const paket = paketDependencies(manifest, readings);
  const runtimes = lowestFirst(targets.flatMap(({ name, at }) => targetRuntime(name, at) ?? []));
  const dependencies = [
    ...items.map((one) => versioned(one, runtimes[0], sdks)),
    ...configured.flatMap((one) => one.dependencies),
    ...paket.dependencies,
  ].map((one) => ({ ...one, ...resolvedIn(one, resolvedVersion(one, lock, directory)) }));
  const files = [
    ...project.files,
    ...(lock ? [lock.at.path] : []),
    ...configured.map(({ path }) => path),
    ...paket.files,
  ];
  return {
    dependencies,
    runtimes,
    lockfiles: [...(lock ? [lock] : []), ...paket.lockfiles],
    diagnostics,
    files,
    signs: signsOf(manifest, project, dependencies, readings),
    imageBuilders: dotnetImageBuilders(project.property, dependencies),
  };
}

function exactOf(dependency: Dependency): Dependency {
  return { ...dependency, ...resolvedIn(dependency, resolvedVersion(dependency, undefined, '')) };
}

function resolvedIn({ resolved }: Dependency, found: string | undefined): { resolved?: string } {
  const version = resolved ?? found;
  return version === undefined ? {} : { resolved: version };
}

interface Target {
  readonly name: string;
  readonly at: RuntimeRequirement['at'];
}

/** The target frameworks, whichever property names them. */
function targetsOf(project: MsbuildProject): Target[] {
  const several = project.property('TargetFrameworks');
  const found =
    several && splitList(several.value).length > 0
      ? several
      : (project.property('TargetFramework') ?? project.property('TargetFrameworkVersion'));
  return found ? splitList(found.value).map((name) => ({ name, at: found.at })) : [];
}

/** What is built for several runtimes has to do with the oldest of them. */
function lowestFirst(runtimes: readonly RuntimeRequirement[]): RuntimeRequirement[] {
  return [...runtimes].sort((a, b) => Number(a.requirement.split('.')[0]) - Number(b.requirement.split('.')[0]));
}

/** SDKs and shared frameworks of .NET bear the version of the target framework; other SDKs that of global.json. */
function versioned(
  dependency: Dependency,
  runtime: RuntimeRequirement | undefined,
  sdks: readonly Constraint[],
): Dependency {
  const { ecosystem, name, requirement, at } = dependency;
  if (requirement !== undefined || ecosystem === 'nuget') return dependency;
  const pinned = sdks.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (pinned) return { ...dependency, requirement: pinned.requirement, at: pinned.at, namedAt: at };
  if (!/^Microsoft\.(?:NET\.Sdk|AspNetCore|NETCore|WindowsDesktop)/i.test(name) || runtime?.technology !== 'dotnet')
    return dependency;
  return { ...dependency, requirement: runtime.requirement, at: runtime.at, namedAt: at };
}

function sdkVersions(manifest: Reading, readings: Readings): readonly Constraint[] {
  const found = readings.nearest(directoryOf(manifest.path), ({ format }) => format === 'global.json');
  return found?.constraints ?? [];
}

/** A directory may hold a program and its tests: then it is what the program is. */
function signsOf(
  manifest: Reading,
  project: MsbuildProject,
  dependencies: readonly Dependency[],
  readings: Readings,
): Resolved['signs'] {
  const signs = dotnetSigns(project.property, dependencies, manifest.path);
  const beside = projectsIn(directoryOf(manifest.path), readings).filter(
    (one) => one !== manifest && one.format === 'csproj',
  );
  const serves = (one: Reading): boolean => {
    const evaluated = evaluateProject(one, readings);
    const others = one.dependencies.map((dependency) => ({ ...dependency, scope: 'runtime' as const }));
    return dotnetSigns(evaluated.property, others, one.path).some(starts);
  };
  const serving = signs.some(starts);
  return !serving && beside.length > 0 && beside.length < 10 && beside.some(serves) ? [] : signs;
}

function starts(sign: Sign): boolean {
  return sign.for === 'service' || sign.for === 'program';
}
