// Zigmod's manifest.
import type { Dependency, Scope } from '../model/dependency.ts';
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import { versionOfTag } from './git-tag.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';
import { zigPackage } from './zig-package.ts';

const name = 'zigmod.yml';
const lists: readonly (readonly [key: string, scope: Scope])[] = [
  ['dependencies', 'runtime'],
  ['root_dependencies', 'runtime'],
  ['build_dependencies', 'build'],
];

/** The manifest of the package manager that projects used before Zig had its own. */
export const zigmod: Reader = {
  name,
  specifications: ['https://github.com/nektro/zigmod/blob/master/docs/zig.mod.md'],
  takes: ['project', 'dependencies'],
  files: ['**/zigmod.yml', '**/zig.mod'],
  read,
};

function read(path: string, text: string): Reading {
  const document = parseYaml(path, text)[0];
  const value = document?.value;
  const lineOf = (...keys: readonly (string | number)[]): number => document?.lineOf(...keys) ?? 1;
  const dependencies: Dependency[] = [];
  for (const [list, scope] of lists) {
    const entries = fieldOf(value, list);
    for (const [index, entry] of (Array.isArray(entries) ? entries : []).entries()) {
      const [kind, url = '', version] = textOf(fieldOf(entry, 'src'))?.split(/\s+/) ?? [];
      const origin = zigPackage(url);
      if (kind === undefined || origin === undefined) continue;
      const tagged = version?.startsWith('tag-') ? versionOfTag(version.slice(4)) : undefined;
      const at = { path, line: lineOf(list, index, 'src') };
      dependencies.push({
        ecosystem: 'zig',
        name: origin.name,
        requirement: tagged,
        resolved: tagged,
        scope,
        at,
        source: 'git',
      });
    }
  }
  return reading(path, name, {
    project: {
      ecosystem: 'zig',
      name: textOf(fieldOf(value, 'name')),
      at: { path, line: lineOf('name') },
      languages: ['zig'],
      signs: [],
    },
    dependencies,
    diagnostics: document?.diagnostics ?? [],
  });
}
