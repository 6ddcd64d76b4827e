import type { Dependency, Scope } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { versionOfTag } from './git-tag.ts';
import { pythonDependency, pythonName } from './pep508.ts';
import { scopeOfGroup } from './python-scopes.ts';

/** What the sections of one pyproject.toml add to. */
export interface Collected {
  readonly path: string;
  readonly document: Document;
  readonly dependencies: Dependency[];
  readonly diagnostics: Diagnostic[];
}

type Keys = readonly (string | number)[];

/** The elements of a list that are text; none if it is no list. */
export function listed(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}

/** A list of requirement strings at these keys. What is no text is left to `other`, which answers whether it knows it. */
export function addRequirements(
  { path, document, dependencies, diagnostics }: Collected,
  keys: Keys,
  scope: Scope,
  group?: string,
  other?: (value: unknown) => boolean,
): void {
  const list = fieldOf(document.value, ...keys.map(String));
  if (list === undefined) return;
  if (!Array.isArray(list)) {
    diagnostics.push({
      message: `not understood: ${keys.join('.')} is not a list`,
      at: { path, line: document.lineOf(...keys) },
    });
    return;
  }
  list.forEach((element: unknown, position) => {
    const at = { path, line: document.lineOf(...keys, position) };
    const dependency =
      typeof element === 'string' ? pythonDependency(element.replace(/^-e\s+/, ''), scope, at, group) : undefined;
    if (dependency) dependencies.push(dependency);
    else if (other?.(element) !== true)
      diagnostics.push({ message: `not understood: ${String(element).slice(0, 200)}`, at });
  });
}

/** https://packaging.python.org/en/latest/specifications/pyproject-toml/#dependencies-optional-dependencies */
export function standardDependencies(collected: Collected): void {
  addRequirements(collected, ['project', 'dependencies'], 'runtime');
  for (const [extra] of entriesOf(fieldOf(collected.document.value, 'project', 'optional-dependencies'))) {
    addRequirements(collected, ['project', 'optional-dependencies', extra], scopeOfGroup(extra, 'optional'), extra);
  }
  for (const name of ['requires', 'requires-extra'] as const) {
    const table = fieldOf(collected.document.value, 'tool', 'flit', 'metadata', name);
    if (Array.isArray(table)) addRequirements(collected, ['tool', 'flit', 'metadata', name], 'runtime');
    for (const [extra] of entriesOf(table))
      addRequirements(collected, ['tool', 'flit', 'metadata', name, extra], scopeOfGroup(extra, 'optional'), extra);
  }
}

/** https://packaging.python.org/en/latest/specifications/dependency-groups/ (PEP 735): for development, unless a name speaks of production. */
export function groupDependencies(collected: Collected): void {
  const { path, document, diagnostics } = collected;
  const groups = entriesOf(fieldOf(document.value, 'dependency-groups'));
  const names = new Set(groups.map(([name]) => pythonName(name)));
  const included = new Map<string, string[]>();
  for (const [name, list] of groups) {
    const inner = (Array.isArray(list) ? list : []).flatMap(
      (one: unknown) => textOf(fieldOf(one, 'include-group')) ?? [],
    );
    included.set(pythonName(name), inner.map(pythonName));
    inner.forEach((one) => {
      if (names.has(pythonName(one))) return;
      diagnostics.push({
        message: `includes a group that does not exist: ${one.slice(0, 100)}`,
        at: { path, line: document.lineOf('dependency-groups', name) },
      });
    });
  }
  const deployed = reachable(
    [...names].filter((name) => scopeOfGroup(name, 'development', 'optional') === 'optional'),
    included,
  );
  for (const [name] of groups) {
    const own = scopeOfGroup(name, 'development');
    const scope = deployed.has(pythonName(name)) ? 'optional' : own;
    addRequirements(
      collected,
      ['dependency-groups', name],
      scope,
      name,
      (value) => isRecord(value) && 'include-group' in value,
    );
  }
  for (const keys of [['tool', 'uv', 'dev-dependencies']]) addRequirements(collected, keys, 'development', 'dev');
}

/** These groups and all that they include, however they do it. */
function reachable(start: readonly string[], included: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set(start);
  const open = [...start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const inner of included.get(name) ?? []) {
      if (found.has(inner)) continue;
      found.add(inner);
      open.push(inner);
    }
  }
  return found;
}

/** The dependencies with the sources that `tool.uv.sources` gives them: https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources */
export function withSources({ document, dependencies }: Collected): Dependency[] {
  const sources = new Map(
    entriesOf(fieldOf(document.value, 'tool', 'uv', 'sources')).map(([name, source]) => [pythonName(name), source]),
  );
  return dependencies.map((dependency) => {
    const given = sources.get(dependency.name);
    // A list of sources is chosen from by marker: the first stands for all.
    const source = sourceOf(Array.isArray(given) ? given[0] : given);
    return source === undefined ? dependency : { ...dependency, ...source };
  });
}

/** Where a table with `git`, `path`, `url` or `workspace` says that a package comes from. */
export function sourceOf(table: unknown): Pick<Dependency, 'source' | 'resolved'> | undefined {
  if (fieldOf(table, 'workspace') === true) return { source: 'workspace' };
  if (fieldOf(table, 'git') !== undefined) {
    const version = versionOfTag(textOf(fieldOf(table, 'tag')) ?? '');
    return { source: 'git', ...(version !== undefined && { resolved: version }) };
  }
  if (fieldOf(table, 'path') !== undefined) return { source: 'path' };
  return fieldOf(table, 'url') === undefined ? undefined : { source: 'url' };
}
