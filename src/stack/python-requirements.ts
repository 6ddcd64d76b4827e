import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import type { Reading } from '../model/reading.ts';
import { scopeOfGroup } from '../read/python-scopes.ts';
import { poetry } from '../versions/poetry.ts';
import type { Readings } from './readings.ts';

/** A requirements file with all that it includes. */
export interface Closure {
  readonly dependencies: readonly Dependency[];
  readonly diagnostics: readonly Diagnostic[];
  readonly files: readonly string[];
}

const format = 'requirements.txt';
const mostFiles = 200;

const closures = new WeakMap<Readings, Map<Reading, Closure>>();

/** Follows `-r` and `-c` from one requirements file, once a tree. Every file keeps the scope that its own name gives. */
export function requirementsClosure(start: Reading, readings: Readings): Closure {
  const known = closures.get(readings) ?? new Map<Reading, Closure>();
  closures.set(readings, known);
  const closure = known.get(start) ?? follow(start, readings);
  known.set(start, closure);
  return closure;
}

function follow(start: Reading, readings: Readings): Closure {
  const dependencies: Dependency[] = [];
  const diagnostics: Diagnostic[] = [];
  const limits = new Map<string, Dependency | { requirement?: string; at: Dependency['at'] }>();
  const seen = new Set<string>([start.path]);
  const above = new Set<string>();
  const visit = (reading: Reading, limiting: boolean): void => {
    above.add(reading.path);
    const named = limiting ? [...reading.constraints, ...reading.dependencies] : reading.constraints;
    for (const one of named) if (!limits.has(one.name)) limits.set(one.name, one);
    if (!limiting) dependencies.push(...reading.dependencies);
    for (const link of reading.links) {
      if (link.kind !== 'include' && link.kind !== 'constraints') continue;
      const target = requirementsAt(link, readings, diagnostics);
      if (above.has(link.path))
        diagnostics.push({ message: `includes ${link.path}, which includes it in turn`, at: link.at });
      if (target === undefined || seen.has(link.path) || seen.size > mostFiles) continue;
      seen.add(link.path);
      visit(target, limiting || link.kind === 'constraints');
    }
    above.delete(reading.path);
  };
  visit(start, false);
  seen.delete(start.path);
  return { dependencies: dependencies.map((one) => limited(one, limits.get(one.name))), diagnostics, files: [...seen] };
}

/** The requirements file that a link names; a diagnostic says what is wrong if there is none. */
export function requirementsAt(link: Link, readings: Readings, diagnostics: Diagnostic[]): Reading | undefined {
  const target = readings.at(link.path);
  if (target?.format === format) return target;
  const message = readings.paths.has(link.path)
    ? `${link.path} is included, but not read as requirements`
    : `${link.path} is included, but does not exist`;
  diagnostics.push({ message, at: link.at });
  return undefined;
}

/** A constraint decides the version of what does not name one itself, and narrows a range down to one version. */
function limited(
  dependency: Dependency,
  limit: { requirement?: string; at: Dependency['at'] } | undefined,
): Dependency {
  if (limit?.requirement === undefined || dependency.resolved !== undefined || dependency.source !== undefined)
    return dependency;
  const resolved = poetry.exact(limit.requirement);
  const selected =
    resolved !== undefined &&
    (dependency.requirement === undefined || poetry.admits(dependency.requirement, resolved) !== false)
      ? { resolved }
      : {};
  if (dependency.requirement !== undefined) return { ...dependency, ...selected };
  return { ...dependency, ...selected, requirement: limit.requirement, at: limit.at, namedAt: dependency.at };
}

/** What other manifests leave to requirements files: a dynamic field of pyproject.toml, a setup.py that reads one. */
export function includedRequirements(manifest: Reading, readings: Readings): Closure {
  const parts: Closure[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const link of manifest.links) {
    if (link.kind !== 'include') continue;
    const target = requirementsAt(link, readings, diagnostics);
    if (target === undefined) continue;
    const closure = requirementsClosure(target, readings);
    const group = link.name;
    const dependencies =
      group === undefined || group === ''
        ? closure.dependencies
        : closure.dependencies.map((one) => ({
            ...one,
            scope: one.scope === 'runtime' ? scopeOfGroup(group, 'optional') : one.scope,
            group,
          }));
    parts.push({ ...closure, dependencies, files: [target.path, ...closure.files] });
  }
  return {
    dependencies: parts.flatMap((part) => part.dependencies),
    diagnostics: [...diagnostics, ...parts.flatMap((part) => part.diagnostics)],
    files: parts.flatMap((part) => part.files),
  };
}
