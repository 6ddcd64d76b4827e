import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf } from '../read/directory.ts';
import { parseNpmSpec } from '../read/npm-spec.ts';
import { semver } from '../versions/semver.ts';
import { outdatedFor, outdatedLock } from './outdated-lock.ts';
import { npmLocksOf } from './npm-locks.ts';
import { npmMember, type NpmWorkspace, npmWorkspaceOf } from './npm-workspace.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Joins a package.json with the catalogues, overrides, members and lock of its workspace. */
export const npm: Resolver = { ecosystems: ['npm'], stands, resolve };

interface Context {
  readonly directory: string;
  readonly workspace: NpmWorkspace;
  readonly lock: Lockfile | undefined;
  readonly readings: Readings;
  readonly diagnostics: Diagnostic[];
  /** What the lock does not hold as asked for. */
  readonly outdated: Diagnostic[];
}

function resolve(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const workspace = npmWorkspaceOf(directory, readings);
  const lockfiles = npmLocksOf(directory, workspace, readings);
  const diagnostics = lockfiles.flatMap((lock) => lock.problem?.() ?? []);
  const context: Context = { directory, workspace, lock: lockfiles[0], readings, diagnostics, outdated: [] };
  const declared = new Set(manifest.runtimes.map(({ technology }) => technology));
  const dependencies = manifest.dependencies.map((one) =>
    one.ecosystem === 'npm' || one.ecosystem === 'jsr' ? join(one, context) : one,
  );
  return {
    dependencies,
    runtimes: [...manifest.runtimes, ...workspace.runtimes.filter(({ technology }) => !declared.has(technology))],
    lockfiles,
    diagnostics: [...diagnostics, ...outdatedLock(context.outdated, context.lock)],
    files: [...workspace.files.filter((path) => path !== manifest.path), ...lockfiles.map(({ at }) => at.path)],
  };
}

/** The root of a pnpm workspace says so in another file: with nothing of its own to run or to offer it is no component. */
function stands(manifest: Reading, readings: Readings): boolean {
  const { signs = [] } = manifest.project ?? {};
  if (signs.some((sign) => sign.for !== 'frontend' && sign.for !== 'test')) return true;
  if (manifest.dependencies.some(({ scope }) => scope !== 'development')) return true;
  return !readings
    .in(directoryOf(manifest.path))
    .some(({ format, project }) => format === 'pnpm-workspace.yaml' && project?.workspace !== undefined);
}

function join(dependency: Dependency, context: Context): Dependency {
  const catalogued = fromCatalogue(dependency, context);
  const asked = fromOverride(catalogued, context);
  const locked = lockedVersion(asked, catalogued, context);
  const member = npmMember(asked.name, context.workspace, context.readings);
  const linked =
    asked.source === 'workspace' ||
    (asked.source === undefined && member !== undefined && linksTo(member, asked, locked));
  if (linked) return { ...asked, source: 'workspace', resolved: member?.project?.version };
  if (locked !== undefined && fits(asked, locked, context)) return { ...asked, resolved: locked };
  if (asked.requirement === undefined || (asked.source !== undefined && asked.source !== 'git')) return asked;
  const exact = semver.exact(asked.requirement);
  if (exact === undefined && asked.scope !== 'peer' && asked.source === undefined) noteOutdated(asked, locked, context);
  return { ...asked, resolved: exact };
}

/** A lock that does not hold what the manifest asks for is out of date: what would be installed is not known. */
function noteOutdated(asked: Dependency, locked: string | undefined, { lock, directory, outdated }: Context): void {
  if (lock === undefined || (locked === undefined && (lock.format === 'binary' || lock.covers?.(directory) === false)))
    return;
  outdated.push(outdatedFor(asked, locked));
}

function fromCatalogue(dependency: Dependency, { workspace, diagnostics }: Context): Dependency {
  if (dependency.inherits?.startsWith('catalog:') !== true) return dependency;
  const filedAs = dependency.alias ?? dependency.name;
  const entry = workspace.constraints.find(({ key, name }) => key === dependency.inherits && name === filedAs);
  if (entry?.requirement === undefined) {
    diagnostics.push({ message: `version unknown: ${filedAs} is not in ${dependency.inherits}`, at: dependency.at });
    return dependency;
  }
  return restated(dependency, entry, entry.requirement);
}

/** What forces versions upon packages, by the package manager that heeds it; without a lock it is not known who installs. */
const forces: Readonly<Record<string, readonly string[]>> = {
  npm: ['override'],
  yarn: ['resolution'],
  pnpm: ['pnpm-override', 'resolution'],
  bun: ['override', 'resolution'],
};
const anyone = ['override', 'pnpm-override', 'resolution'];

function heeds(lock: Lockfile | undefined, key: string): boolean {
  const [kind = ''] = key.split(':', 1);
  return (forces[lock?.manager ?? ''] ?? anyone).includes(kind);
}

/** An override without conditions takes the place of what the manifest asks for. https://pnpm.io/settings#overrides */
function fromOverride(dependency: Dependency, context: Context): Dependency {
  if (dependency.scope === 'peer' || dependency.source === 'workspace') return dependency;
  const filedAs = dependency.alias ?? dependency.name;
  const entry = context.workspace.constraints.find(
    ({ key, name }) => name === filedAs && !key.includes(':') && heeds(context.lock, key),
  );
  // `$name` repeats what the root itself asks for, `-` takes the dependency out of others.
  if (
    entry?.requirement === undefined ||
    /^(?:\$|-$)/.test(entry.requirement) ||
    entry.requirement === dependency.requirement
  )
    return dependency;
  const asked = restated(dependency, entry, entry.requirement);
  return asked.inherits?.startsWith('catalog:') === true && asked.requirement === undefined
    ? fromCatalogue(asked, context)
    : asked;
}

function restated(dependency: Dependency, entry: Constraint, requirement: string): Dependency {
  const filedAs = dependency.alias ?? dependency.name;
  const { scope, group, inherits } = dependency;
  const namedAt = dependency.namedAt ?? dependency.at;
  return {
    ...(inherits === undefined ? {} : { inherits }),
    ...parseNpmSpec(filedAs, requirement),
    scope,
    ...(group && { group }),
    at: entry.at,
    namedAt,
  };
}

function lockedVersion(asked: Dependency, written: Dependency, { lock, directory }: Context): string | undefined {
  for (const { ecosystem, name, alias, requirement } of asked === written ? [asked] : [asked, written]) {
    const found = lock?.find({ ecosystem, name, alias, requirement: requirement ?? '*', importer: directory });
    if (found !== undefined) return found;
  }
  // A git address is written in too many ways to be looked up by its text; a forced version is filed under the range it replaces.
  const versions = asked.source === 'git' || asked !== written ? lock?.versions(asked.name) : undefined;
  return versions?.length === 1 ? versions[0] : undefined;
}

/** Package managers take a member of the workspace in place of a published package where its version will do. */
function linksTo(member: Reading, asked: Dependency, locked: string | undefined): boolean {
  const version = member.project?.version;
  if (locked !== undefined) return locked === version;
  return (
    asked.requirement === '*' || (version !== undefined && semver.admits(asked.requirement ?? '*', version) === true)
  );
}

/** Whether the locked version is one that the manifest asks for; where an override has its hand in, whatever is locked is right. */
function fits(asked: Dependency, locked: string, { workspace, lock }: Context): boolean {
  if (asked.requirement === undefined || semver.admits(asked.requirement, locked) !== false) return true;
  return (
    asked.scope !== 'peer' && workspace.constraints.some(({ key, name }) => name === asked.name && heeds(lock, key))
  );
}
