// Cargo's dependency tables: https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html
import type { Constraint, Dependency, Scope } from '../model/dependency.ts';
import { type CargoFeatures, cargoFeatures } from './cargo-features.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { versionOfTag } from './git-tag.ts';

const tables: readonly (readonly [table: string, scope: Scope])[] = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
  ['build-dependencies', 'build'],
  ['build_dependencies', 'build'],
];

/** Every dependency of a package: of all three tables, and of those under `[target.'cfg(…)']`, whose condition becomes the group. */
export function cargoDependencies(path: string, document: Document): Dependency[] {
  const features = cargoFeatures(document.value);
  const found = tablesAt(path, document, [], features);
  for (const [condition] of entriesOf(fieldOf(document.value, 'target'))) {
    found.push(...tablesAt(path, document, ['target', condition], features, condition));
  }
  return found;
}

function tablesAt(
  path: string,
  document: Document,
  keys: readonly string[],
  features: CargoFeatures,
  group?: string,
): Dependency[] {
  const found: Dependency[] = [];
  for (const [table, scope] of tables) {
    for (const [key, entry] of entriesOf(fieldOf(document.value, ...keys, table))) {
      const { name, requirement, resolved, at, namedAt, source } = entryOf(
        path,
        document,
        [...keys, table, key],
        key,
        entry,
      );
      const optional = scope === 'runtime' && fieldOf(entry, 'optional') === true && !features.isDefault(key);
      found.push({
        ecosystem: 'cargo',
        name,
        requirement,
        resolved,
        scope: optional ? 'optional' : scope,
        at,
        namedAt,
        source,
        alias: name === key ? undefined : key,
        group: optional ? (features.featureFor(key) ?? group) : group,
        inherits: fieldOf(entry, 'workspace') === true ? 'workspace' : undefined,
        extras: extrasOf(entry),
      });
    }
  }
  return found;
}

/** The entries of a table whose versions others take: `[workspace.dependencies]` by their keys, `[patch.…]` by package. */
export function cargoConstraints(path: string, document: Document): Constraint[] {
  const found: Constraint[] = [];
  const add = (constraint: string, ...keys: string[]): void => {
    for (const [key, entry] of entriesOf(fieldOf(document.value, ...keys))) {
      const { name, requirement, at, source } = entryOf(path, document, [...keys, key], key, entry);
      found.push({
        key: constraint,
        ecosystem: 'cargo',
        name,
        requirement,
        at,
        alias: name === key ? undefined : key,
        source,
        extras: extrasOf(entry),
      });
    }
  };
  add('workspace', 'workspace', 'dependencies');
  for (const [registry] of entriesOf(fieldOf(document.value, 'patch'))) add('patch', 'patch', registry);
  return found;
}

type Entry = Pick<Dependency, 'name' | 'requirement' | 'resolved' | 'at' | 'namedAt' | 'source'>;

function entryOf(path: string, document: Document, keys: readonly string[], key: string, entry: unknown): Entry {
  const version = textOf(entry) ?? textOf(fieldOf(entry, 'version'));
  const git = fieldOf(entry, 'git') !== undefined;
  const tag = git ? textOf(fieldOf(entry, 'tag')) : undefined;
  const tagged = tag === undefined ? undefined : versionOfTag(tag);
  const line = document.lineOf(...keys, ...(version !== undefined ? ['version'] : tagged !== undefined ? ['tag'] : []));
  const named = document.lineOf(...keys);
  return {
    name: textOf(fieldOf(entry, 'package')) ?? key,
    requirement: version ?? (tagged === undefined ? undefined : `=${tagged}`),
    resolved: tagged,
    at: { path, line },
    namedAt: line === named ? undefined : { path, line: named },
    source: git ? 'git' : fieldOf(entry, 'path') !== undefined ? 'path' : undefined,
  };
}

function extrasOf(entry: unknown): readonly string[] | undefined {
  const features = isRecord(entry) ? fieldOf(entry, 'features') : undefined;
  return Array.isArray(features) ? features.filter((one): one is string => typeof one === 'string') : undefined;
}
