import type { Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import { haskellDependency } from './haskell-dependency.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';

/** hpack's `package.yaml`, from which a .cabal file is made. */
export const hpackYaml: Reader = {
  name: 'package.yaml',
  specifications: ['https://github.com/sol/hpack#documentation'],
  takes: ['project', 'dependencies'],
  files: ['**/package.yaml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    const value = document?.value;
    const built = ['library', 'executable', 'executables', 'internal-libraries'].some(
      (key) => fieldOf(value, key) !== undefined,
    );
    if (document === undefined || !isRecord(value) || (!built && fieldOf(value, 'dependencies') === undefined))
      return reading(path, this.name, {});
    return reading(path, this.name, {
      project: {
        ecosystem: 'hackage',
        name: textOf(fieldOf(value, 'name')),
        version: textOf(fieldOf(value, 'version')),
        at: { path, line: document.lineOf('name') },
        languages: ['haskell'],
        signs: signsOf(path, document),
      },
      dependencies: sections(document).flatMap(({ keys, scope }) => dependenciesAt(path, document, keys, scope)),
      diagnostics: document.diagnostics,
    });
  },
};

function sections({ value }: Document): { keys: string[]; scope: Scope }[] {
  const named = (table: string, scope: Scope): { keys: string[]; scope: Scope }[] =>
    entriesOf(fieldOf(value, table)).map(([name]) => ({ keys: [table, name], scope }));
  return [
    { keys: [], scope: 'runtime' },
    { keys: ['library'], scope: 'runtime' },
    { keys: ['executable'], scope: 'runtime' },
    ...named('executables', 'runtime'),
    ...named('internal-libraries', 'runtime'),
    ...named('tests', 'test'),
    ...named('benchmarks', 'development'),
  ];
}

function dependenciesAt(path: string, document: Document, keys: readonly string[], scope: Scope): Dependency[] {
  const place = [...keys, 'dependencies'];
  const listed = fieldOf(document.value, ...place);
  const made = (text: string, ...at: (string | number)[]): Dependency[] => {
    const dependency = haskellDependency(text, scope, { path, line: document.lineOf(...place, ...at) });
    return dependency ? [dependency] : [];
  };
  if (typeof listed === 'string') return made(listed);
  if (Array.isArray(listed))
    return listed.flatMap((one: unknown, at) => made(textOf(one) ?? textOf(fieldOf(one, 'name')) ?? '', at));
  return entriesOf(listed).flatMap(([name, one]) =>
    made(`${name} ${textOf(one) ?? textOf(fieldOf(one, 'version')) ?? ''}`, name),
  );
}

function signsOf(path: string, { value, lineOf }: Document): Sign[] {
  const program = ['executable', 'executables'].find((key) => fieldOf(value, key) !== undefined);
  if (program !== undefined)
    return [{ for: 'program', reason: 'builds a program', at: { path, line: lineOf(program) } }];
  return [{ for: 'library', reason: 'builds only a library', at: { path, line: lineOf('library') } }];
}
