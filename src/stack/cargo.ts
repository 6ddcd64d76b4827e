import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { directoryOf, pathIn } from '../read/directory.ts';
import { schemes } from '../versions/index.ts';
import { cargoRoot } from './cargo-workspace.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Crates take versions from `[workspace.dependencies]` and from the Cargo.lock of the workspace's root. */
export const cargo: Resolver = {
  ecosystems: ['cargo'],
  resolve,
  members(_, { dependencies }, readings) {
    const crates = cratesOf(readings);
    return dependencies
      .filter(({ source, scope }) => source === 'path' && scope === 'runtime')
      .flatMap(({ name }) => {
        const manifest = crates.get(name);
        return manifest ? [{ manifest, name }] : [];
      });
  },
};

const known = new WeakMap<Readings, ReadonlyMap<string, Reading>>();

/** The crates of the repository by name; the first one where several bear it. */
function cratesOf(readings: Readings): ReadonlyMap<string, Reading> {
  const crates =
    known.get(readings) ??
    new Map(
      readings.all
        .filter(({ project }) => project?.ecosystem === 'cargo')
        .map((one): [string, Reading] => [one.project?.name ?? '', one])
        .reverse(),
    );
  known.set(readings, crates);
  return crates;
}

function resolve(manifest: Reading, readings: Readings): Resolved {
  const root = cargoRoot(manifest, readings);
  const rootDirectory = directoryOf((root ?? manifest).path);
  const lock = readings.at(pathIn(rootDirectory, 'Cargo.lock'))?.lockfile;
  const diagnostics: Diagnostic[] = [];
  const shared = new Map(
    (root?.constraints ?? []).filter(({ key }) => key === 'workspace').map((one) => [one.alias ?? one.name, one]),
  );
  const patched = new Map(
    (root ?? manifest).constraints.filter(({ key }) => key === 'patch').map((one) => [one.name, one]),
  );
  const dependencies = manifest.dependencies.map((dependency) => {
    const constraint = dependency.inherits === undefined ? undefined : shared.get(dependency.name);
    if (dependency.inherits !== undefined && constraint === undefined) {
      diagnostics.push({
        message: `${dependency.name} is to be inherited, but no workspace defines it`,
        at: dependency.at,
      });
    }
    const inherited = constraint ? withConstraint(dependency, constraint) : dependency;
    const origin = { ...inherited, source: inherited.source ?? patched.get(inherited.name)?.source };
    return { ...origin, resolved: origin.resolved ?? resolvedOf(origin, manifest, lock) };
  });
  return {
    dependencies,
    runtimes: manifest.runtimes.flatMap((runtime) => inheritedRuntime(runtime, root)),
    lockfiles: lock ? [lock] : [],
    diagnostics,
    files: [...(lock ? [lock.at.path] : []), ...(root && root !== manifest ? [root.path] : [])],
    signs: signsFromPaths(manifest, readings),
  };
}

function withConstraint(dependency: Dependency, constraint: Constraint): Dependency {
  const { name, requirement, source, at } = constraint;
  const alias = name === dependency.name ? dependency.alias : dependency.name;
  // Features add up. https://doc.rust-lang.org/cargo/reference/workspaces.html#the-dependencies-table
  const extras = [...(constraint.extras ?? []), ...(dependency.extras ?? [])];
  const added = extras.length > 0 ? { extras } : {};
  return { ...dependency, name, alias, requirement, source, at, namedAt: dependency.at, ...added };
}

function resolvedOf(
  { name, requirement }: Dependency,
  manifest: Reading,
  lock: Lockfile | undefined,
): string | undefined {
  const query = { name, requirement, importer: directoryOf(manifest.path), member: manifest.project?.name };
  return lock?.find(query) ?? (lock || requirement === undefined ? undefined : schemes.cargo.exact(requirement));
}

function inheritedRuntime(runtime: RuntimeRequirement, root: Reading | undefined): RuntimeRequirement[] {
  if (!runtime.requirement.startsWith('${')) return [runtime];
  const variable = root?.variables.find(({ name }) => runtime.requirement === `\${${name}}`);
  return variable ? [{ ...runtime, requirement: variable.value, at: variable.at }] : [];
}

/** What Cargo finds by itself: src/main.rs and src/bin make programs, src/lib.rs alone makes a library. */
function signsFromPaths(manifest: Reading, readings: Readings): Sign[] {
  const directory = directoryOf(manifest.path);
  const inside = (path: string): string => pathIn(directory, path);
  const main = inside('src/main.rs');
  const program = readings.paths.has(main)
    ? main
    : readings.under(inside('src/bin')).find((path) => path.endsWith('.rs'));
  if (program !== undefined) return [{ for: 'program', reason: 'has a binary target', at: { path: program } }];
  const declared = manifest.project?.signs.some((sign) => sign.for === 'program') === true;
  const library = inside('src/lib.rs');
  return declared || !readings.paths.has(library)
    ? []
    : [{ for: 'library', reason: 'has no binary target, only src/lib.rs', at: { path: library } }];
}
