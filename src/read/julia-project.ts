import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, textOf, textsOf } from './document.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';
import { linesFrom, quoted } from './toml-packages.ts';

/** Julia's manifest; a requirement stands in `[compat]`. */
export const juliaProject: Reader = {
  name: 'Project.toml',
  specifications: ['https://pkgdocs.julialang.org/v1/toml-files/'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/Project.toml', '**/JuliaProject.toml'],
  read(path, text) {
    const document = parseToml(path, text);
    const { value, diagnostics } = document;
    const deps = entriesOf(fieldOf(value, 'deps'));
    if (deps.length === 0 && fieldOf(value, 'uuid') === undefined) return reading(path, this.name, { diagnostics });
    const compat = (name: string): string | undefined => textOf(fieldOf(value, 'compat', name));
    const extras = entriesOf(fieldOf(value, 'extras'));
    const testing = new Set(textsOf(fieldOf(value, 'targets', 'test')));
    const entry = (name: string, table: string, scope: 'runtime' | 'test' | 'optional') => ({
      ecosystem: 'julia' as const,
      name,
      ...(compat(name) !== undefined && { requirement: compat(name) ?? '' }),
      scope,
      at: { path, line: compat(name) === undefined ? document.lineOf(table, name) : document.lineOf('compat', name) },
    });
    const julia = compat('julia');
    const name = textOf(fieldOf(value, 'name'));
    return reading(path, this.name, {
      project: {
        ecosystem: 'julia',
        ...(name !== undefined && { name }),
        at: { path, line: document.lineOf('name') },
        languages: ['julia'],
        signs: libraryOf(path, document),
      },
      dependencies: [
        ...deps.map(([one]) => entry(one, 'deps', 'runtime')),
        ...entriesOf(fieldOf(value, 'weakdeps')).map(([one]) => entry(one, 'weakdeps', 'optional')),
        ...extras.filter(([one]) => testing.has(one)).map(([one]) => entry(one, 'extras', 'test')),
      ],
      runtimes:
        julia === undefined
          ? []
          : [
              {
                technology: 'julia',
                requirement: julia,
                strength: 'minimum',
                at: { path, line: document.lineOf('compat', 'julia') },
              },
            ],
      diagnostics,
    });
  },
};

/** What has an identity and a version is meant to be registered. */
function libraryOf(path: string, { value, lineOf }: Document): Sign[] {
  if (fieldOf(value, 'uuid') === undefined || fieldOf(value, 'version') === undefined) return [];
  return [{ for: 'library', reason: 'is a package with a version', at: { path, line: lineOf('version') } }];
}

/** Julia's lock file: `[[deps.HTTP]]`, in older ones `[[HTTP]]`. */
export const juliaManifest: Reader = {
  name: 'Manifest.toml',
  specifications: ['https://pkgdocs.julialang.org/v1/toml-files/'],
  takes: ['lockfile'],
  files: ['**/Manifest.toml', '**/JuliaManifest.toml'],
  maxBytes: 4 * 1024 * 1024,
  read: (path, text) =>
    reading(path, 'Manifest.toml', {
      lockfile: lockOf({ path }, { manager: 'julia', ecosystem: 'julia' }, () => packagesOf(text)),
    }),
};

function* packagesOf(text: string): Generator<LockedPackage> {
  let name: string | undefined;
  for (const line of linesFrom(text)) {
    if (line.startsWith('['))
      name = /^\[\[(?:deps\.)?([\w-]{1,200})\]\]/.exec(line)?.[1] ?? (line.startsWith('[[') ? undefined : name);
    const version = quoted(line, 'version');
    if (name !== undefined && version !== undefined) yield { name, version };
  }
}
