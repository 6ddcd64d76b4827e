// D's package manager: https://dub.pm/dub-reference/recipe/, https://dub.pm/dub-guide/selections/
import type { Dependency } from '../model/dependency.ts';
import { type Reading, reading } from '../model/reading.ts';
import { dub } from '../versions/dub.ts';
import { type Document, entriesOf, fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import { linesOf } from './lines.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import { parseLockJson } from './lock-json.ts';
import type { Reader } from './reader.ts';

/** A package of D, in JSON; sub-packages and configurations are part of it. */
export const dubJson: Reader = {
  name: 'dub.json',
  specifications: ['https://dub.pm/dub-reference/recipe/', 'https://dub.pm/dub-guide/selections/'],
  takes: ['project', 'dependencies'],
  files: ['**/dub.json', '**/package.dub.json'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    const { value, diagnostics } = document;
    const configurations = fieldOf(value, 'configurations');
    const nested = (Array.isArray(configurations) ? configurations : []).flatMap((one: unknown, at) =>
      dependenciesIn(path, document, fieldOf(one, 'dependencies'), ['configurations', at, 'dependencies']),
    );
    const own = dependenciesIn(path, document, fieldOf(value, 'dependencies'), ['dependencies']);
    const type = textOf(fieldOf(value, 'targetType'));
    return described(
      path,
      textOf(fieldOf(value, 'name')),
      type,
      document.lineOf('targetType'),
      [...own, ...nested],
      diagnostics,
    );
  },
};

/** The same in SDLang, of which only names, versions and the kind of target are read. */
export const dubSdl: Reader = {
  name: 'dub.sdl',
  specifications: ['https://dub.pm/dub-reference/recipe/'],
  takes: ['project', 'dependencies'],
  files: ['**/dub.sdl'],
  read(path, text) {
    const dependencies: Dependency[] = [];
    let name: string | undefined;
    let type: { text: string; line: number } | undefined;
    for (const [index, written] of linesOf(text).entries()) {
      const line = written.trim().slice(0, 1000);
      const [, key, value] = /^(name|targetType|dependency)\s+"([^"]+)"/.exec(line) ?? [];
      if (value === undefined) continue;
      if (key === 'name') name ??= value;
      else if (key === 'targetType') type ??= { text: value, line: index + 1 };
      else {
        const requirement = /\bversion="([^"]+)"/.exec(line)?.[1];
        dependencies.push({
          ecosystem: 'dub',
          name: value,
          ...(requirement !== undefined && { requirement }),
          scope: /\boptional=true\b/.test(line) ? 'optional' : 'runtime',
          at: { path, line: index + 1 },
          ...(/\bpath="/.test(line) && { source: 'path' }),
        });
      }
    }
    return described(path, name, type?.text, type?.line ?? 1, dependencies, []);
  },
};

/** The versions that dub selected. */
export const dubSelections: Reader = {
  name: 'dub.selections.json',
  specifications: ['https://dub.pm/dub-reference/recipe/'],
  takes: ['lockfile'],
  files: ['**/dub.selections.json'],
  read: (path, text) =>
    reading(path, 'dub.selections.json', {
      lockfile: lockOf({ path }, { manager: 'dub', ecosystem: 'dub' }, () => selected(path, text), dub),
    }),
};

function selected(path: string, text: string): LockedPackage[] {
  return entriesOf(fieldOf(parseLockJson(path, text).value, 'versions')).flatMap(([name, value]): LockedPackage[] => {
    const version = textOf(value) ?? textOf(fieldOf(value, 'version'));
    return version === undefined ? [] : [{ name, version }];
  });
}

function described(
  path: string,
  name: string | undefined,
  type: string | undefined,
  line: number,
  dependencies: readonly Dependency[],
  diagnostics: Reading['diagnostics'],
): Reading {
  const library = type !== undefined && /library/i.test(type);
  return reading(path, 'dub', {
    project: {
      ecosystem: 'dub',
      ...(name !== undefined && { name }),
      at: { path, line: 1 },
      languages: ['d'],
      signs:
        type === undefined
          ? []
          : [{ for: library ? 'library' : 'program', reason: `builds: ${type}`, at: { path, line } }],
    },
    dependencies,
    diagnostics,
  });
}

function dependenciesIn(
  path: string,
  document: Document,
  table: unknown,
  keys: readonly (string | number)[],
): Dependency[] {
  return entriesOf(table).map(([name, value]) => {
    const requirement = textOf(value) ?? textOf(fieldOf(value, 'version'));
    return {
      ecosystem: 'dub',
      name,
      ...(requirement !== undefined && { requirement }),
      scope: fieldOf(value, 'optional') === true ? 'optional' : 'runtime',
      at: { path, line: document.lineOf(...keys, name) },
      ...(fieldOf(value, 'path') !== undefined && { source: 'path' as const }),
    };
  });
}
