import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, fileNameOf, pathIn } from '../read/directory.ts';
import { conditionHolds } from './msbuild-condition.ts';
import { expandMsbuild, msbuildPath, type Property, type Scope } from './msbuild-expand.ts';
import type { Valued } from './placeholders.ts';
import type { Readings } from './readings.ts';

/** A project with all that it imports, properties evaluated as MSBuild does it: in the order in which they stand. */
export interface MsbuildProject {
  property(name: string): Valued | undefined;
  /** What references and versions say, in order. `directory` is that of the file that says it. */
  readonly items: readonly Item[];
  /** Files besides the project itself. */
  readonly files: readonly string[];
  /** Whether a condition of an item holds for this target framework; undefined when only a build could tell. */
  holds(condition: string | undefined, item: Item, target: string | undefined): boolean | undefined;
  scopeOf(item: Item, target?: string): Scope;
}

export interface Item {
  readonly directory: string;
  readonly dependency?: Dependency;
  readonly constraint?: Constraint;
}

type Step =
  | { readonly kind: 'variable'; readonly line: number; readonly from: Reading['variables'][number] }
  | { readonly kind: 'import'; readonly line: number; readonly from: Reading['links'][number] }
  | { readonly kind: 'item'; readonly line: number; readonly from: Omit<Item, 'directory'> };

const mostFiles = 60;

/** A repository has at most some hundreds of packages; every project goes through all of them. */
const mostItems = 20_000;

/**
 * Evaluates a project: the nearest Directory.Build.props, the nearest Directory.Packages.props, the project, the nearest Directory.Build.targets, each
 * with its imports. https://learn.microsoft.com/visualstudio/msbuild/build-process-overview
 */
export function evaluateProject(project: Reading, readings: Readings): MsbuildProject {
  const properties = new Map<string, Property>(
    reserved(project.path).map(([name, value]) => [
      name.toLowerCase(),
      { value, at: project.project?.at ?? { path: project.path } },
    ]),
  );
  const items: Item[] = [];
  const files = new Set<string>();
  const scopeIn = (directory: string, target?: string): Scope => ({
    directory,
    property: (name) =>
      target !== undefined && name.toLowerCase() === 'targetframework'
        ? { value: target, at: { path: project.path } }
        : properties.get(name.toLowerCase()),
    directoryAbove: (file, from) => directoryWith(file, from, readings),
  });
  const run = (reading: Reading | undefined): void => {
    if (reading === undefined || files.has(reading.path) || files.size > mostFiles) return;
    files.add(reading.path);
    const scope = scopeIn(directoryOf(reading.path));
    for (const step of stepsOf(reading)) {
      if (step.kind === 'item') {
        if (items.length < mostItems) items.push({ ...step.from, directory: scope.directory });
      } else if (step.kind === 'variable') {
        const { name, value, condition, at } = step.from;
        const holds = condition === undefined ? true : conditionHolds(condition, scope);
        if (holds === false || (holds === undefined && properties.has(name.toLowerCase()))) continue;
        const expanded = expandMsbuild(value, scope);
        const open = expanded.unknown || (expanded.unset !== undefined && expanded.value === '');
        properties.set(name.toLowerCase(), { value: expanded.value, at: expanded.at ?? at, ...(open && { open }) });
      } else {
        if (step.from.condition !== undefined && conditionHolds(step.from.condition, scope) === false) continue;
        const written = expandMsbuild(step.from.name ?? '', scope);
        const path = written.unknown ? undefined : msbuildPath(scope.directory, written.value);
        if (path !== undefined) run(readings.at(path));
      }
    }
  };
  const nearest = (file: string): Reading | undefined => {
    const above = directoryWith(file, directoryOf(project.path), readings);
    return above === undefined ? undefined : readings.at(pathIn(above, file));
  };
  run(nearest('Directory.Build.props'));
  run(nearest('Directory.Packages.props'));
  run(project);
  run(nearest('Directory.Build.targets'));
  if (project.dependencies.some(({ name }) => name === 'Microsoft.Build.CentralPackageVersions'))
    run(nearest('Packages.props'));
  files.delete(project.path);
  return {
    property: (name) => properties.get(name.toLowerCase()),
    items,
    files: [...files],
    holds: (condition, { directory }, target) =>
      condition === undefined ? true : conditionHolds(condition, scopeIn(directory, target)),
    scopeOf: ({ directory }, target) => scopeIn(directory, target),
  };
}

/** https://learn.microsoft.com/visualstudio/msbuild/msbuild-reserved-and-well-known-properties */
function reserved(path: string): [string, string][] {
  const file = fileNameOf(path);
  const directory = directoryOf(path);
  return [
    ['MSBuildProjectDirectory', `/${directory}`],
    ['MSBuildProjectFile', file],
    ['MSBuildProjectName', file.replace(/\.[^.]*$/, '')],
    ['MSBuildProjectExtension', file.slice(file.lastIndexOf('.'))],
  ];
}

function directoryWith(file: string, from: string, readings: Readings): string | undefined {
  for (const above of ancestors(from)) if (readings.paths.has(pathIn(above, file))) return above;
  return undefined;
}

const known = new WeakMap<Reading, readonly Step[]>();

/** All that a file says, in the order of its lines. */
function stepsOf(reading: Reading): readonly Step[] {
  let steps = known.get(reading);
  if (steps === undefined) {
    const lineOf = (at: Location): number => at.line ?? 1;
    steps = [
      ...reading.variables.map((from): Step => ({ kind: 'variable', line: lineOf(from.at), from })),
      ...reading.links
        .filter(({ kind }) => kind === 'import')
        .map((from): Step => ({ kind: 'import', line: lineOf(from.at), from })),
      ...reading.dependencies.map((from): Step => ({
        kind: 'item',
        line: lineOf(from.namedAt ?? from.at),
        from: { dependency: from },
      })),
      ...reading.constraints.map((from): Step => ({ kind: 'item', line: lineOf(from.at), from: { constraint: from } })),
    ].sort((a, b) => a.line - b.line);
    known.set(reading, steps);
  }
  return steps;
}
