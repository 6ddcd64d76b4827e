// Nimble's manifest, a NimScript.
import type { Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { fileNameOf } from './directory.ts';
import { nimbleRequirement } from './nimble-requirement.ts';
import { type NimStatement, nimStatements } from './nim-statements.ts';
import type { Reader } from './reader.ts';

const name = '*.nimble';

/** What a package requires, its version and its programs; statements that would have to be evaluated are passed over. */
export const nimble: Reader = {
  name,
  specifications: ['https://nim-lang.github.io/nimble/create-packages.html'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/*.nimble'],
  read,
};

function read(path: string, text: string): Reading {
  const statements = nimStatements(text);
  const dependencies: Dependency[] = [];
  const runtimes: RuntimeRequirement[] = [];
  const take = (texts: NimStatement['texts'], scope: Scope, group?: string): void => {
    for (const { value, line } of texts) {
      // A requirement of the old, declarative format lists several.
      for (const one of /:\/\/|\[/.test(value) ? [value] : value.split(',')) {
        const read = nimbleRequirement(one);
        const at = { path, line };
        if (read?.name === 'nim' || read?.name === 'nimrod') {
          runtimes.push({ technology: 'nim', requirement: read.requirement ?? '*', strength: 'minimum', at });
        } else if (read) dependencies.push({ ecosystem: 'nimble', ...read, scope, group, at });
      }
    }
  };
  let feature: { name: string; indent: number } | undefined;
  for (const { word, texts, indent } of statements) {
    if (feature && indent <= feature.indent) feature = undefined;
    if (word === 'feature') feature = { name: texts[0]?.value ?? '', indent };
    else if (word === 'requires' && feature)
      take(texts, feature.name === 'dev' ? 'development' : 'optional', feature.name);
    else if (word === 'requires') take(texts, 'runtime');
    else if (word === 'taskrequires')
      take(texts.slice(1), texts[0]?.value === 'test' ? 'test' : 'development', texts[0]?.value);
    else if (word === 'dev') feature = { name: 'dev', indent };
  }
  const assigned = (key: string): NimStatement | undefined =>
    statements.find((one) => one.word === key && one.assigns && one.texts.length > 0);
  const version = assigned('version');
  const bin = assigned('bin') ?? assigned('namedbin');
  const backend = assigned('backend');
  const signs: Sign[] = bin ? [{ for: 'program', reason: 'builds a program (bin)', at: { path, line: bin.line } }] : [];
  if (backend?.texts[0]?.value === 'js')
    signs.push({ for: 'frontend', reason: 'is compiled to JavaScript', at: { path, line: backend.line } });
  return reading(path, name, {
    project: {
      ecosystem: 'nimble',
      name:
        (assigned('packagename') ?? assigned('name'))?.texts[0]?.value ?? fileNameOf(path).slice(0, -'.nimble'.length),
      version: version?.texts[0]?.value,
      at: { path, line: version?.line ?? 1 },
      languages: ['nim'],
      signs,
    },
    dependencies,
    runtimes,
  });
}
