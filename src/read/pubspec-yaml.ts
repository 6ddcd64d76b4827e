import type { Constraint, Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, textOf, textsOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';

/** The manifest of a Dart or Flutter package. */
export const pubspecYaml: Reader = {
  name: 'pubspec.yaml',
  specifications: ['https://dart.dev/tools/pub/pubspec'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/pubspec.yaml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    if (document === undefined) return reading(path, this.name, {});
    const { value, diagnostics } = document;
    if (value === undefined) return reading(path, this.name, { diagnostics });
    const members = textsOf(fieldOf(value, 'workspace'));
    const sdk = textOf(fieldOf(value, 'environment', 'sdk'));
    const dependencies = [
      ...dependenciesIn(path, document, 'dependencies', 'runtime'),
      ...dependenciesIn(path, document, 'dev_dependencies', 'development'),
    ];
    return reading(path, this.name, {
      project: {
        ecosystem: 'pub',
        name: textOf(fieldOf(value, 'name')),
        version: textOf(fieldOf(value, 'version')),
        at: { path, line: document.lineOf('name') },
        languages: ['dart'],
        signs: signsOf(path, document),
        ...(members.length > 0 && {
          workspace: { members, excluded: [], at: { path, line: document.lineOf('workspace') } },
          aggregator: !dependencies.some(({ scope }) => scope === 'runtime'),
        }),
      },
      dependencies,
      constraints: overridesIn(path, document),
      runtimes:
        sdk === undefined
          ? []
          : [
              {
                technology: 'dart',
                requirement: sdk,
                strength: 'minimum',
                at: { path, line: document.lineOf('environment', 'sdk') },
              },
            ],
      diagnostics,
    });
  },
};

/** Versions that a developer sets for this package, usually for a while. */
export const pubspecOverrides: Reader = {
  name: 'pubspec_overrides.yaml',
  specifications: ['https://dart.dev/tools/pub/dependencies#pubspec-overrides'],
  takes: ['constraints'],
  files: ['**/pubspec_overrides.yaml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    if (document === undefined) return reading(path, this.name, {});
    return reading(path, this.name, { constraints: overridesIn(path, document), diagnostics: document.diagnostics });
  },
};

function dependenciesIn(path: string, document: Document, table: string, scope: Scope): Dependency[] {
  return entriesOf(fieldOf(document.value, table)).map(([name, value]) => ({
    ecosystem: 'pub',
    name,
    ...specOf(value),
    scope,
    at: { path, line: document.lineOf(table, name, ...(fieldOf(value, 'version') === undefined ? [] : ['version'])) },
  }));
}

function overridesIn(path: string, document: Document): Constraint[] {
  return entriesOf(fieldOf(document.value, 'dependency_overrides')).map(([name, value]) => ({
    key: 'override',
    ecosystem: 'pub',
    name,
    ...specOf(value),
    at: { path, line: document.lineOf('dependency_overrides', name) },
  }));
}

function specOf(value: unknown): Pick<Dependency, 'requirement' | 'source'> {
  const written = textOf(value) ?? textOf(fieldOf(value, 'version'));
  const requirement =
    written === undefined || written === '' || written === 'null' || written === '~' ? undefined : written;
  const source =
    fieldOf(value, 'git') === undefined ? (fieldOf(value, 'path') === undefined ? undefined : 'path') : 'git';
  return { ...(requirement !== undefined && { requirement }), ...(source && { source }) };
}

function signsOf(path: string, { value, lineOf }: Document): Sign[] {
  const flutter = fieldOf(value, 'dependencies', 'flutter') ?? fieldOf(value, 'environment', 'flutter');
  if (flutter !== undefined)
    return [{ for: 'frontend', reason: 'depends on Flutter', at: { path, line: lineOf('dependencies', 'flutter') } }];
  if (fieldOf(value, 'executables') !== undefined)
    return [{ for: 'tool', reason: 'installs commands', at: { path, line: lineOf('executables') } }];
  return [];
}
