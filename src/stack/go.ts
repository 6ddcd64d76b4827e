import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn, relativeTo, resolvePath } from '../read/directory.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** A module gets the versions that its go.mod requires, unless it or its workspace replaces them. go.sum only proves them. */
export const go: Resolver = { ecosystems: ['go'], resolve };

function resolve(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const work = readings.nearest(directory, (reading) => reading.format === 'go.work' && uses(reading, directory));
  const dependencies = manifest.dependencies.map((dependency) => {
    const replacement =
      replacementOf(dependency, work?.constraints ?? []) ?? replacementOf(dependency, manifest.constraints);
    return replacement ? replaced(dependency, replacement) : dependency;
  });
  const sums = pathIn(directory, 'go.sum');
  const lockfiles = readings.paths.has(sums) ? [sumFile(sums, dependencies)] : [];
  return {
    dependencies,
    runtimes: manifest.runtimes,
    lockfiles,
    diagnostics: [],
    files: [...lockfiles.map(({ at }) => at.path), ...(work ? [work.path] : [])],
    signs: signsFromPaths(manifest, readings),
  };
}

function uses(work: Reading, directory: string): boolean {
  const members = work.project?.workspace?.members ?? [];
  return members.some((member) => resolvePath(directoryOf(work.path), member) === directory);
}

function replacementOf({ name, requirement }: Dependency, constraints: readonly Constraint[]): Constraint | undefined {
  const fits = (key: string): Constraint | undefined => constraints.find((one) => one.name === name && one.key === key);
  return fits(`replace ${requirement}`) ?? fits('replace');
}

/** It is imported by its own name still, so it stays what it is, in the other's version; code in a directory has none. */
function replaced(dependency: Dependency, { requirement, source, at }: Constraint): Dependency {
  return {
    ...dependency,
    requirement: requirement ?? dependency.requirement,
    resolved: requirement,
    source,
    at,
    namedAt: dependency.at,
  };
}

/** go.sum holds sums of more versions than are selected: the versions are those of go.mod, which lists indirect modules too. */
function sumFile(path: string, dependencies: readonly Dependency[]): Lockfile {
  const selected = new Map(dependencies.map(({ name, resolved }) => [name, resolved]));
  return {
    at: { path },
    manager: 'go',
    ecosystem: 'go',
    find: ({ name }) => selected.get(name),
    versions: (name) => [selected.get(name) ?? []].flat(),
  };
}

/** Directories whose programs are not what the module is for. */
const besides =
  /(?:^|\/)(?:_[^/]*|\.[^/]*|examples?|samples?|demos?|testdata|tests?|integration[-_]?tests?|[^/]+[-_]tests?|e2e|internal|tools?|scripts?|hack|docs?|vendor|bench(?:marks?)?|contrib|build|ci|testing|mocks?|gen[-_]?\w*)\//;

/** By convention programs lie in the module's root, in cmd/, or wherever there is a main.go. */
function signsFromPaths(manifest: Reading, readings: Readings): Sign[] {
  const directory = directoryOf(manifest.path);
  const inside = (path: string): string => pathIn(directory, path);
  const own = (path: string): boolean => moduleOf(path, readings) === directory;
  const main = inside('main.go');
  const program = readings.paths.has(main)
    ? main
    : (readings.under(inside('cmd')).find((path) => isProgram(path.slice(directory.length)) && own(path)) ??
      readings
        .under(directory)
        .find((path) => path.endsWith('/main.go') && !besides.test(relativeTo(directory, path) ?? path) && own(path)));
  if (program !== undefined)
    return [{ for: 'program', reason: `has the program ${program.slice(inside('').length)}`, at: { path: program } }];
  if (saysNeither(directory, readings)) return [];
  return [{ for: 'library', reason: 'has no program of its own (no main.go, no cmd/)', at: { path: manifest.path } }];
}

/** A server.go is a program as often as a package, and so is a module of few files somewhere in a repository. */
function saysNeither(directory: string, readings: Readings): boolean {
  const inside = (path: string): string => pathIn(directory, path);
  if (['server.go', 'app.go', 'api.go'].some((name) => readings.paths.has(inside(name)))) return true;
  if (directory === '') return false;
  const sources = readings.under(directory).filter((path) => path.endsWith('.go') && !path.endsWith('_test.go'));
  const own = sources.filter((path) => directoryOf(path) === directory).length;
  return own > 0 && own <= 2 && sources.length === own;
}

const isProgram = (path: string): boolean =>
  /(?:^|\/)cmd\/(?:[^/]+\/)?[^/]+\.go$/.test(path) && !path.endsWith('_test.go');

function moduleOf(path: string, readings: Readings): string | undefined {
  for (const above of ancestors(directoryOf(path))) if (readings.paths.has(pathIn(above, 'go.mod'))) return above;
  return undefined;
}
