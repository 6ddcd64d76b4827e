import type { Dependency, Scope } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';
import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { exactly, pythonName } from './pep508.ts';
import { scopeOfGroup } from './python-scopes.ts';
import { type Collected, listed, sourceOf } from './pyproject-standard.ts';

/** https://python-poetry.org/docs/pyproject/: Poetry's own tables, which Poetry 2 also reads beside `[project]`. */
export function poetryDependencies(collected: Collected): void {
  const { value } = collected.document;
  const poetry = fieldOf(value, 'tool', 'poetry');
  if (!isRecord(poetry)) return;
  const extras = extrasByPackage(fieldOf(poetry, 'extras'));
  const main = ['tool', 'poetry', 'dependencies'];
  addTable(collected, main, (name, optional) => {
    const extra = extras.get(name);
    if (!optional && extra === undefined) return { scope: 'runtime' };
    return { scope: extra === undefined ? 'optional' : scopeOfGroup(extra, 'optional'), group: extra };
  });
  addTable(collected, ['tool', 'poetry', 'dev-dependencies'], () => ({ scope: 'development', group: 'dev' }));
  for (const [group] of entriesOf(fieldOf(poetry, 'group'))) {
    const scope = scopeOfGroup(group, 'development', group === 'main' ? 'runtime' : 'optional');
    addTable(collected, ['tool', 'poetry', 'group', group, 'dependencies'], () => ({ scope, group }));
  }
}

function extrasByPackage(extras: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const [extra, names] of entriesOf(extras)) {
    for (const name of listed(names)) if (!found.has(pythonName(name))) found.set(pythonName(name), extra);
  }
  return found;
}

type Placing = (name: string, optional: boolean) => { scope: Scope; group?: string | undefined };

/** A table of packages: each a version, a table, or a list of those that are chosen from by marker. Pipfile has the same. */
export function addTable(collected: Collected, keys: readonly string[], placing: Placing): void {
  const { path, document, dependencies, diagnostics } = collected;
  const standard = new Map(dependencies.filter(({ scope }) => scope === 'runtime').map((known) => [known.name, known]));
  const isMain = keys.at(-1) === 'dependencies' && keys.length === 3;
  for (const [written, spec] of entriesOf(fieldOf(document.value, ...keys))) {
    const name = pythonName(written);
    if (name === 'python') continue;
    const choices: readonly unknown[] = Array.isArray(spec) ? spec : [spec];
    choices.forEach((choice, position) => {
      const place = [...keys, written, ...(Array.isArray(spec) ? [position] : [])];
      const at = {
        path,
        line: document.lineOf(...place, ...(isRecord(choice) && 'version' in choice ? ['version'] : [])),
      };
      const { scope, group } = placing(name, fieldOf(choice, 'optional') === true);
      const dependency = dependencyOf(name, choice, scope, at);
      if (dependency === undefined)
        diagnostics.push({ message: `not understood: ${[...keys, written].join('.').slice(0, 200)}`, at });
      // Poetry 2 keeps here only the sources of what `[project]` asks for.
      else if (isMain && standard.has(name)) merge(dependencies, standard.get(name), dependency);
      else dependencies.push({ ...dependency, ...(group !== undefined && { group }) });
    });
  }
}

function merge(dependencies: Dependency[], known: Dependency | undefined, more: Dependency): void {
  const position = known === undefined ? -1 : dependencies.indexOf(known);
  if (position < 0 || known === undefined) return;
  const { source, resolved } = more;
  dependencies[position] = {
    ...known,
    ...(source !== undefined && { source }),
    ...(source !== undefined && resolved !== undefined && { resolved }),
  };
}

function dependencyOf(name: string, choice: unknown, scope: Scope, at: Location): Dependency | undefined {
  const version = isRecord(choice) ? textOf(choice['version']) : textOf(choice);
  if (version === undefined && !isRecord(choice)) return undefined;
  const requirement =
    version === undefined || version.trim() === '*' || version.trim() === '' ? undefined : version.trim();
  const extras = listed(fieldOf(choice, 'extras'));
  const local = fieldOf(choice, 'file') === undefined ? {} : ({ source: 'path' } as const);
  return {
    ecosystem: 'pypi',
    name,
    ...(requirement !== undefined && { requirement }),
    ...exactly(requirement),
    scope,
    at,
    ...local,
    ...sourceOf(choice),
    ...(extras.length > 0 && { extras }),
  };
}
