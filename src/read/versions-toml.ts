import type { Constraint, Variable } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf, textsOf } from './document.ts';
import { accessorOf } from './gradle-catalogue.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

/**
 * A Gradle version catalogue. Its keys begin with `libs`, by whatever name a build knows it: an entry is no dependency until a script refers to it.
 */
export const versionsToml: Reader = {
  name: 'versions.toml',
  specifications: ['https://docs.gradle.org/current/userguide/version_catalogs.html'],
  takes: ['constraints', 'variables'],
  files: ['**/*.versions.toml'],
  read(path, text) {
    const document = parseToml(path, text);
    const constraints = [
      ...entriesOf(fieldOf(document.value, 'libraries')).flatMap(([alias, entry]) =>
        library(path, document, alias, entry),
      ),
      ...entriesOf(fieldOf(document.value, 'plugins')).flatMap(([alias, entry]) =>
        plugin(path, document, alias, entry),
      ),
      ...entriesOf(fieldOf(document.value, 'bundles')).map(([alias, members]) =>
        bundle(path, document, alias, members),
      ),
    ];
    return reading(path, this.name, {
      constraints,
      variables: versions(path, document),
      diagnostics: document.diagnostics,
    });
  },
};

function versions(path: string, document: Document): Variable[] {
  return entriesOf(fieldOf(document.value, 'versions')).flatMap(([name, entry]) => {
    const value = richVersion(entry);
    if (value === undefined) return [];
    return [
      { name: `libs.versions.${accessorOf(name)}`, value, at: { path, line: document.lineOf('versions', name) } },
    ];
  });
}

/** Text, or a rich version: the strictest thing that it says. */
function richVersion(entry: unknown): string | undefined {
  if (!isRecord(entry)) return textOf(entry);
  return textOf(entry['strictly']) ?? textOf(entry['require']) ?? textOf(entry['prefer']);
}

/** The version of a library or plugin: its own, or one of the `versions` table, at the line where it stands. */
function versionOf(
  path: string,
  document: Document,
  table: string,
  alias: string,
  entry: unknown,
): Pick<Constraint, 'requirement' | 'at'> {
  const reference = textOf(fieldOf(entry, 'version', 'ref'));
  if (reference !== undefined) {
    const written = fieldOf(document.value, 'versions', reference);
    const line = written === undefined ? document.lineOf(table, alias) : document.lineOf('versions', reference);
    return { requirement: richVersion(written), at: { path, line } };
  }
  const at = { path, line: document.lineOf(table, alias, 'version') };
  return { requirement: richVersion(fieldOf(entry, 'version')), at };
}

function library(path: string, document: Document, alias: string, entry: unknown): Constraint[] {
  const key = `libs.${accessorOf(alias)}`;
  const at = { path, line: document.lineOf('libraries', alias) };
  if (typeof entry === 'string') {
    const [group = '', artifact = '', requirement] = entry.split(':');
    return [{ key, ecosystem: 'maven', name: `${group}:${artifact}`, requirement, at }];
  }
  const module = textOf(fieldOf(entry, 'module'));
  const name = module ?? `${textOf(fieldOf(entry, 'group')) ?? ''}:${textOf(fieldOf(entry, 'name')) ?? ''}`;
  if (name === ':') return [];
  return [{ key, ecosystem: 'maven', name, ...versionOf(path, document, 'libraries', alias, entry) }];
}

function plugin(path: string, document: Document, alias: string, entry: unknown): Constraint[] {
  const key = `libs.plugins.${accessorOf(alias)}`;
  if (typeof entry === 'string') {
    const colon = entry.lastIndexOf(':');
    const name = colon < 0 ? entry : entry.slice(0, colon);
    const requirement = colon < 0 ? undefined : entry.slice(colon + 1);
    return [
      { key, ecosystem: 'gradle-plugin', name, requirement, at: { path, line: document.lineOf('plugins', alias) } },
    ];
  }
  const id = textOf(fieldOf(entry, 'id'));
  return id === undefined
    ? []
    : [{ key, ecosystem: 'gradle-plugin', name: id, ...versionOf(path, document, 'plugins', alias, entry) }];
}

function bundle(path: string, document: Document, alias: string, members: unknown): Constraint {
  return {
    key: `libs.bundles.${accessorOf(alias)}`,
    ecosystem: 'maven',
    name: alias,
    at: { path, line: document.lineOf('bundles', alias) },
    members: textsOf(members).map((member) => `libs.${accessorOf(member)}`),
  };
}
