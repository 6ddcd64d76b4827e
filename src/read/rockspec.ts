import type { Dependency, Scope } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { fileNameOf } from './directory.ts';
import { lineCounter } from './lines.ts';
import type { Reader } from './reader.ts';

const tables: Readonly<Record<string, Scope>> = {
  dependencies: 'runtime',
  test_dependencies: 'test',
  build_dependencies: 'build',
};

/** The manifest of a Lua package, read as text. */
export const rockspec: Reader = {
  name: 'rockspec',
  specifications: ['https://github.com/luarocks/luarocks/blob/main/docs/rockspec_format.md'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/*.rockspec'],
  read(path, text) {
    const line = lineCounter(text);
    const dependencies = Object.entries(tables).flatMap(([table, scope]): Dependency[] => {
      const start = new RegExp(`^[ \\t]*${table}\\s*=\\s*\\{`, 'm').exec(text);
      if (start === null) return [];
      const from = start.index + start[0].length;
      const end = text.indexOf('}', from);
      const inside = text
        .slice(from, end < 0 ? text.length : end)
        .replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length));
      return [...inside.matchAll(/"([^"\n]{1,300})"|'([^'\n]{1,300})'/g)].flatMap((match): Dependency[] => {
        const [, name, requirement = ''] = /^([\w./-]+)\s*(.*)$/.exec((match[1] ?? match[2] ?? '').trim()) ?? [];
        if (name === undefined) return [];
        const at = { path, line: line(from + match.index) };
        return [{ ecosystem: 'luarocks', name, ...(requirement !== '' && { requirement }), scope, at }];
      });
    });
    const lua = dependencies.find(({ name }) => name === 'lua');
    const name = /^[ \t]*package\s*=\s*["']([^"'\n]{1,200})["']/m.exec(text)?.[1];
    return reading(path, this.name, {
      project: {
        ecosystem: 'luarocks',
        name: name ?? fileNameOf(path),
        at: { path, line: 1 },
        languages: ['lua'],
        signs: [],
      },
      dependencies: dependencies.filter((one) => one !== lua),
      runtimes:
        lua?.requirement === undefined
          ? []
          : [{ technology: 'lua', requirement: lua.requirement, strength: 'minimum', at: lua.at }],
    });
  },
};
