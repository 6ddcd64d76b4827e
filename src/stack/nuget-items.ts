import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { expandMsbuild } from './msbuild-expand.ts';
import type { Item, MsbuildProject } from './msbuild.ts';

interface Central {
  readonly constraint: Constraint;
  readonly item: Item;
}

/**
 * The packages, frameworks and SDKs of a project after `Update`, `Remove` and central versions. Packages of a condition that only a build can
 * tell are optional. https://learn.microsoft.com/nuget/consume-packages/central-package-management
 */
export function nugetItems(
  project: MsbuildProject,
  targets: readonly string[],
  diagnostics: Diagnostic[],
): Dependency[] {
  const found = new Map<string, { dependency: Dependency; item: Item }[]>();
  const central = new Map<string, Central>();
  const holds = (condition: string | undefined, item: Item): boolean | undefined => {
    if (condition === undefined) return true;
    const all = (targets.length === 0 ? [undefined] : targets).map((target) => project.holds(condition, item, target));
    return all.includes(true) ? true : all.every((one) => one === false) ? false : undefined;
  };
  for (const item of project.items) {
    if (item.dependency) addDependency(item.dependency, item, holds(item.dependency.group, item), found);
    const { constraint } = item;
    const applies = constraint === undefined ? false : holds(constraint.condition, item);
    if (constraint === undefined || applies === false) continue;
    const key = keyOf(constraint);
    if (constraint.key === 'central') {
      if (applies || !central.has(key)) central.set(key, { constraint, item });
    } else if (constraint.key === 'central:remove') central.delete(key);
    else if (constraint.key === 'remove' && applies) found.delete(key);
    else if (constraint.key === 'update')
      found.set(
        key,
        (found.get(key) ?? []).map((one) => updated(one, constraint, item)),
      );
  }
  const managed = project.property('ManagePackageVersionsCentrally')?.value.toLowerCase();
  return [...found.values()].flat().map(({ dependency, item }) => {
    const version = versionFor(dependency, item, managed === 'false' ? undefined : central.get(keyOf(dependency)));
    return finished(version, project, managed === 'true', diagnostics);
  });
}

function keyOf({ ecosystem, name }: { ecosystem: string; name: string }): string {
  return `${ecosystem}:${name.toLowerCase()}`;
}

function addDependency(
  dependency: Dependency,
  item: Item,
  holds: boolean | undefined,
  found: Map<string, { dependency: Dependency; item: Item }[]>,
): void {
  if (holds === false) return;
  const scope = holds === undefined && dependency.scope === 'runtime' ? 'optional' : dependency.scope;
  const { group, ...rest } = dependency;
  const made: Dependency = { ...rest, scope, ...(holds === undefined && group !== undefined && { group }) };
  const key = keyOf(dependency);
  // A second one with the same condition takes the place of the first: NuGet warns of it and takes the last.
  const others = (found.get(key) ?? []).filter((one) => one.dependency.group !== made.group);
  found.set(key, [...others, { dependency: made, item }]);
}

function updated(
  one: { dependency: Dependency; item: Item },
  constraint: Constraint,
  item: Item,
): { dependency: Dependency; item: Item } {
  const scope = constraint.scope ?? one.dependency.scope;
  if (constraint.requirement === undefined) return { ...one, dependency: { ...one.dependency, scope } };
  const { requirement, at } = constraint;
  const { inherits: _, ...rest } = one.dependency;
  return {
    dependency: { ...rest, scope, requirement, at, namedAt: one.dependency.namedAt ?? one.dependency.at },
    item,
  };
}

function versionFor(
  dependency: Dependency,
  item: Item,
  central: Central | undefined,
): { dependency: Dependency; item: Item } {
  const { inherits: _, ...rest } = dependency;
  if (dependency.requirement !== undefined || central?.constraint.requirement === undefined)
    return { dependency, item };
  const { requirement, at, scope } = central.constraint;
  return {
    dependency: { ...rest, requirement, at, namedAt: dependency.at, scope: scope ?? dependency.scope },
    item: central.item,
  };
}

function finished(
  { dependency, item }: { dependency: Dependency; item: Item },
  project: MsbuildProject,
  managed: boolean,
  diagnostics: Diagnostic[],
): Dependency {
  const scope = project.scopeOf(item);
  const name = dependency.name.includes('$(') ? expandMsbuild(dependency.name, scope).value : dependency.name;
  if (dependency.requirement === undefined) {
    const { inherits, ...rest } = dependency;
    if (inherits !== undefined && managed)
      diagnostics.push({ message: `${name} has no version: no PackageVersion names it`, at: dependency.at });
    return { ...rest, name };
  }
  const { value, at, unset, unknown } = expandMsbuild(dependency.requirement, scope);
  if (unset !== undefined || unknown || value === '') {
    if (unset !== undefined)
      diagnostics.push({ message: `$(${unset}) is not defined in this repository`, at: dependency.at });
    const { requirement: _, ...rest } = dependency;
    return { ...rest, name };
  }
  const moved = at && (at.path !== dependency.at.path || at.line !== dependency.at.line);
  return {
    ...dependency,
    name,
    requirement: value,
    ...(moved && { at, namedAt: dependency.namedAt ?? dependency.at }),
  };
}
