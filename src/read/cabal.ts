import type { Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { type Stanza, cabalList, cabalStanzas, cabalText } from './cabal-fields.ts';
import { haskellDependency } from './haskell-dependency.ts';
import type { Reader } from './reader.ts';

const scopes: Readonly<Record<string, Scope>> = {
  library: 'runtime',
  executable: 'runtime',
  'foreign-library': 'runtime',
  'test-suite': 'test',
  benchmark: 'development',
  'custom-setup': 'build',
};

/** A Haskell package. Dependencies under an `if` are optional. */
export const cabal: Reader = {
  name: 'cabal',
  specifications: ['https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html'],
  takes: ['project', 'dependencies'],
  files: ['**/*.cabal'],
  read(path, text) {
    const stanzas = cabalStanzas(text);
    const top = stanzas[0]?.fields ?? [];
    const name = cabalText(top, 'name');
    return reading(path, this.name, {
      project: {
        ecosystem: 'hackage',
        ...(name && { name: name.text }),
        ...versionOf(cabalText(top, 'version')?.text),
        at: { path, line: name?.line ?? 1 },
        languages: ['haskell'],
        signs: signsOf(path, stanzas),
      },
      dependencies: dependenciesOf(path, stanzas, name?.text),
      diagnostics: name ? [] : [{ message: 'no name: field found', at: { path, line: 1 } }],
    });
  },
};

function versionOf(version: string | undefined): { version?: string } {
  return version === undefined ? {} : { version };
}

/** One entry a package: that of the stanza which matters most, executables and libraries before tests. */
function dependenciesOf(path: string, stanzas: readonly Stanza[], own: string | undefined): Dependency[] {
  const found = new Map<string, Dependency>();
  const weight = { runtime: 5, optional: 4, test: 3, development: 2, build: 1 } as Readonly<Record<string, number>>;
  const scopesOf = scopeFinder(stanzas);
  for (const stanza of stanzas) {
    for (const scope of scopesOf(stanza)) {
      for (const field of stanza.fields) {
        if (field.name !== 'build-depends' && field.name !== 'setup-depends') continue;
        for (const { text, line } of cabalList(field)) {
          const group = field.condition;
          const made = haskellDependency(text, group !== undefined && scope === 'runtime' ? 'optional' : scope, {
            path,
            line,
          });
          if (made === undefined || made.name === own) continue;
          const known = found.get(made.name);
          const better = known === undefined || (weight[made.scope] ?? 0) > (weight[known.scope] ?? 0);
          const requirement = made.requirement ?? known?.requirement;
          if (better)
            found.set(made.name, {
              ...made,
              ...(group !== undefined && { group }),
              ...(requirement !== undefined && { requirement }),
              at: made.requirement === undefined && known ? known.at : made.at,
            });
          else if (known.requirement === undefined && made.requirement !== undefined)
            found.set(made.name, { ...known, requirement: made.requirement, at: made.at });
        }
      }
    }
  }
  return [...found.values()];
}

/** What a stanza is for; a common one is needed for whatever imports it, which is looked up once a name. */
function scopeFinder(stanzas: readonly Stanza[]): (stanza: Stanza) => readonly Scope[] {
  const common = new Map<string, Scope[]>();
  return ({ kind, name }) => {
    if (kind !== 'common') return scopes[kind] === undefined && kind !== '' ? [] : [scopes[kind] ?? 'runtime'];
    const found = common.get(name) ?? scopesOfImporters(name, stanzas);
    common.set(name, found);
    return found;
  };
}

function scopesOfImporters(common: string, stanzas: readonly Stanza[]): Scope[] {
  const seen = new Set([common]);
  const found = new Set<Scope>();
  const importers = (name: string): void => {
    for (const other of stanzas) {
      const imports = other.fields.filter((field) => field.name === 'import').flatMap(cabalList);
      if (!imports.some(({ text }) => text === name)) continue;
      const scope = scopes[other.kind];
      if (scope !== undefined) found.add(scope);
      else if (other.kind === 'common' && !seen.has(other.name) && seen.size < 50) {
        seen.add(other.name);
        importers(other.name);
      }
    }
  };
  importers(common);
  return [...found];
}

function signsOf(path: string, stanzas: readonly Stanza[]): Sign[] {
  const program = stanzas.find(({ kind }) => kind === 'executable');
  if (program)
    return [{ for: 'program', reason: `builds a program, ${program.name}`, at: { path, line: program.line } }];
  const library = stanzas.find(({ kind }) => kind === 'library');
  return library ? [{ for: 'library', reason: 'builds only a library', at: { path, line: library.line } }] : [];
}
