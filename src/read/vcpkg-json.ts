import type { Dependency } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

/** Packages of C and C++ from vcpkg; versions are the lowest that will do, unless `overrides` sets one. */
export const vcpkgJson: Reader = {
  name: 'vcpkg.json',
  specifications: ['https://learn.microsoft.com/vcpkg/reference/vcpkg-json'],
  takes: ['project', 'dependencies'],
  files: ['**/vcpkg.json'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    const { value, diagnostics } = document;
    const overrides = listAt(value, 'overrides');
    const dependencies = listAt(value, 'dependencies').flatMap((one, at): Dependency[] => {
      const name = textOf(one) ?? textOf(fieldOf(one, 'name'));
      if (name === undefined) return [];
      const set = overrides.findIndex((other) => fieldOf(other, 'name') === name);
      const exact = ['version', 'version-semver', 'version-string', 'version-date']
        .map((key) => textOf(fieldOf(overrides[set], key)))
        .find(Boolean);
      const requirement = exact ?? textOf(fieldOf(one, 'version>='));
      const line =
        exact === undefined ? document.lineOf('dependencies', at, 'version>=') : document.lineOf('overrides', set);
      return [
        {
          ecosystem: 'vcpkg',
          name,
          ...(requirement !== undefined && { requirement }),
          ...(exact !== undefined && { resolved: exact }),
          scope: fieldOf(one, 'host') === true ? 'build' : 'runtime',
          at: { path, line },
        },
      ];
    });
    const name = textOf(fieldOf(value, 'name'));
    return reading(path, this.name, {
      project: {
        ecosystem: 'vcpkg',
        ...(name !== undefined && { name }),
        at: { path, line: 1 },
        languages: ['cpp'],
        signs: [],
      },
      dependencies,
      diagnostics,
    });
  },
};

function listAt(value: unknown, key: string): unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}
