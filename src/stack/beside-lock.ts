import type { Dependency } from '../model/dependency.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Reading } from '../model/reading.ts';
import type { Sign } from '../model/project.ts';
import { ancestors, directoryOf, relativeTo } from '../read/directory.ts';
import { schemeOf } from '../versions/index.ts';
import { isMember } from './member-globs.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

interface Rules {
  readonly ecosystem: Ecosystem;
  /** The format of the lock file, if there is one. */
  readonly lock?: string;
  /** Whose lock it is besides that of the manifest's own directory: the root of a workspace, or whatever is nearest above. */
  readonly above?: 'workspace' | 'any';
  /** Versions that a file beside or above sets, by the keys of its constraints. */
  readonly overrides?: readonly string[];
  /** Paths, from the manifest's directory, that tell its role. */
  readonly program?: RegExp;
  /** Those without which there is nothing to start, and those that are offered to others: the latter alone make a library. */
  readonly entries?: RegExp;
  readonly offers?: RegExp;
  readonly stands?: Resolver['stands'];
}

/** Ecosystems that need no more than the lock beside the manifest. */
export const besideLock: readonly Resolver[] = (
  [
    { ecosystem: 'swift', lock: 'Package.resolved', program: /^Sources\/[^/]+\/(?:main|[Ee]ntrypoint)\.swift$/ },
    {
      ecosystem: 'pub',
      lock: 'pubspec.lock',
      above: 'workspace',
      overrides: ['override'],
      program: /^(?:bin\/(?:main|server|app|start|index)\.dart|routes\/(?:.*\/)?index\.dart)$/,
      entries: /^(?:bin|routes|web)\/(?:.*\/)?[^/]+\.dart$/,
      offers: /^lib\/[^/]+\.dart$/,
    },
    { ecosystem: 'shards', lock: 'shard.lock' },
    {
      ecosystem: 'hackage',
      lock: 'cabal.project.freeze',
      above: 'any',
      overrides: ['extra-deps'],
      stands: (manifest, readings) => manifest.format === 'cabal' || !others(manifest, readings, 'cabal'),
    },
    {
      ecosystem: 'opam',
      program: /^(?:.*\/)?(?:bin|app|exe|server)\/(?:main\.ml|dune)$/,
      stands: (manifest, readings) => manifest.format === 'dune-project' || !others(manifest, readings, 'dune-project'),
    },
    { ecosystem: 'cpan', program: /^(?:[\w-]+\.psgi|(?:bin|script)\/[\w-]+\.psgi|script\/[\w-]+)$/ },
    { ecosystem: 'dub', lock: 'dub.selections.json', program: /^source\/app\.d$/ },
    { ecosystem: 'julia', lock: 'Manifest.toml' },
  ] satisfies Rules[]
).map(resolverOf);

function others(manifest: Reading, readings: Readings, format: string): boolean {
  return readings.in(directoryOf(manifest.path)).some((one) => one.format === format && one.project !== undefined);
}

function resolverOf(rules: Rules): Resolver {
  return {
    ecosystems: [rules.ecosystem],
    resolve: (manifest, readings) => resolve(rules, manifest, readings),
    ...(rules.stands && { stands: rules.stands }),
  };
}

function resolve(rules: Rules, manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const lock = lockOf(rules, directory, readings);
  const overrides = overridesOf(rules, manifest, readings);
  const members = rules.above === 'workspace' ? membersBeside(manifest, readings) : undefined;
  const dependencies = manifest.dependencies.map((dependency): Dependency => {
    const member = dependency.source === undefined ? members?.get(dependency.name) : undefined;
    if (member?.project) return { ...dependency, source: 'workspace', resolved: member.project.version };
    const override = overrides.find(({ name }) => name === dependency.name);
    const set: Dependency = override
      ? {
          ...dependency,
          requirement: override.requirement,
          at: override.at,
          namedAt: dependency.at,
          ...(override.source && { source: override.source }),
        }
      : dependency;
    const resolved = set.resolved ?? resolvedOf(rules, set, lock, directory);
    return resolved === undefined ? set : { ...set, resolved };
  });
  return {
    dependencies,
    runtimes: manifest.runtimes,
    lockfiles: lock ? [lock] : [],
    diagnostics: [],
    files: lock ? [lock.at.path] : [],
    signs: programSigns(rules, manifest, directory, readings),
  };
}

function resolvedOf(
  { ecosystem }: Rules,
  { name, requirement, source }: Dependency,
  lock: Lockfile | undefined,
  importer: string,
): string | undefined {
  if (source === 'path' || source === 'workspace') return undefined;
  const locked = lock?.find({ name, requirement: source === undefined ? requirement : undefined, importer });
  const outdated = lock !== undefined && lock.versions(name).length > 0;
  return (
    locked ?? (outdated || source || requirement === undefined ? undefined : schemeOf(ecosystem)?.exact(requirement))
  );
}

function lockOf({ lock: format, above: where }: Rules, directory: string, readings: Readings): Lockfile | undefined {
  if (format === undefined) return undefined;
  for (const above of ancestors(directory)) {
    const here = readings.in(above);
    const found = here.find((one) => one.format === format)?.lockfile;
    const covers =
      above === directory ||
      where === 'any' ||
      (where === 'workspace' && here.some(({ project }) => holds(project?.workspace, above, directory)));
    if (found && covers) return found;
    if (where === undefined) return undefined;
  }
  return undefined;
}

type Workspace = NonNullable<Reading['project']>['workspace'];

function holds(workspace: Workspace, root: string, directory: string): boolean {
  const relative = relativeTo(root, directory);
  return workspace !== undefined && relative !== undefined && isMember(workspace, relative);
}

const workspaces = new WeakMap<Readings, Map<string, ReadonlyMap<string, Reading>>>();

/** The packages of the workspace that a manifest belongs to, by name: they are taken from where they stand. https://dart.dev/tools/pub/workspaces */
function membersBeside(manifest: Reading, readings: Readings): ReadonlyMap<string, Reading> | undefined {
  const directory = directoryOf(manifest.path);
  const root = readings.nearest(
    directory,
    ({ format, path, project }) =>
      format === manifest.format && holds(project?.workspace, directoryOf(path), directory),
  );
  if (root === undefined) return undefined;
  const known = workspaces.get(readings) ?? new Map<string, ReadonlyMap<string, Reading>>();
  workspaces.set(readings, known);
  let members = known.get(root.path);
  if (members === undefined) {
    const above = directoryOf(root.path);
    const found = readings.all.filter(
      ({ format, path, project }) =>
        format === manifest.format &&
        project?.name !== undefined &&
        holds(root.project?.workspace, above, directoryOf(path)),
    );
    members = new Map(found.map((one) => [one.project?.name ?? '', one]));
    known.set(root.path, members);
  }
  return members;
}

/** What the nearest file above sets for all; for `override`, only the manifest's own directory. */
function overridesOf({ overrides: keys, above }: Rules, manifest: Reading, readings: Readings): Reading['constraints'] {
  if (keys === undefined) return [];
  const directory = directoryOf(manifest.path);
  const fits = (one: Reading): boolean => one.constraints.some(({ key }) => keys.includes(key));
  const readingsHere = above === 'any' ? [readings.nearest(directory, fits)] : readings.in(directory).filter(fits);
  return readingsHere.flatMap((one) => one?.constraints.filter(({ key }) => keys.includes(key)) ?? []).toReversed();
}

function programSigns(
  { program, entries, offers }: Rules,
  manifest: Reading,
  directory: string,
  readings: Readings,
): Sign[] {
  if (
    program === undefined ||
    manifest.project?.signs.some(({ for: role }) => role === 'service' || role === 'frontend') === true
  )
    return [];
  const start = directory === '' ? 0 : directory.length + 1;
  const inside = readings.under(directory);
  const path = inside.find((one) => program.test(one.slice(start)));
  if (path !== undefined) return [{ for: 'program', reason: `has the program ${path.slice(start)}`, at: { path } }];
  const offered = inside.find((one) => offers?.test(one.slice(start)));
  if (offered === undefined || inside.some((one) => entries?.test(one.slice(start)))) return [];
  return [{ for: 'library', reason: `has only ${offered.slice(start)} for others`, at: { path: offered } }];
}
