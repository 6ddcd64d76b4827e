// Gleam's manifest.
import type { Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { versionOfTag } from './git-tag.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

const name = 'gleam.toml';
const tables: readonly (readonly [table: string, scope: Scope])[] = [
  ['dependencies', 'runtime'],
  ['dev-dependencies', 'development'],
  ['dev_dependencies', 'development'],
];

/** The manifest of Gleam projects. */
export const gleamToml: Reader = {
  name,
  specifications: ['https://gleam.run/writing-gleam/gleam-toml/'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/gleam.toml'],
  read,
};

function read(path: string, text: string): Reading {
  const { value, lineOf, diagnostics } = parseToml(path, text);
  const dependencies: Dependency[] = [];
  for (const [table, scope] of tables) {
    for (const [key, entry] of entriesOf(fieldOf(value, table))) {
      const tag = textOf(fieldOf(entry, 'ref')) ?? textOf(fieldOf(entry, 'tag'));
      const source =
        fieldOf(entry, 'git') !== undefined ? 'git' : fieldOf(entry, 'path') !== undefined ? 'path' : undefined;
      const tagged = tag && source === 'git' ? versionOfTag(tag) : undefined;
      const requirement = textOf(entry) ?? textOf(fieldOf(entry, 'version')) ?? tagged;
      dependencies.push({
        ecosystem: 'hex',
        name: key,
        requirement,
        resolved: tagged,
        scope,
        at: { path, line: lineOf(table, key, ...(tagged ? ['ref'] : ['version'])) },
        source,
      });
    }
  }
  const compiler = textOf(fieldOf(value, 'gleam'));
  const starts = fieldOf(value, 'erlang', 'application_start_module') !== undefined;
  const signs: Sign[] = [];
  if (starts)
    signs.push({
      for: 'program',
      reason: 'starts an application',
      at: { path, line: lineOf('erlang', 'application_start_module') },
    });
  else if (fieldOf(value, 'licences') !== undefined && fieldOf(value, 'repository') !== undefined) {
    signs.push({ for: 'library', reason: 'is described as a package for Hex', at: { path, line: lineOf('licences') } });
  }
  return reading(path, name, {
    project: {
      ecosystem: 'hex',
      name: textOf(fieldOf(value, 'name')),
      version: textOf(fieldOf(value, 'version')),
      at: { path, line: lineOf('name') },
      languages: ['gleam'],
      signs,
    },
    dependencies,
    runtimes: compiler
      ? [{ technology: 'gleam', requirement: compiler, strength: 'minimum', at: { path, line: lineOf('gleam') } }]
      : [],
    diagnostics,
  });
}
