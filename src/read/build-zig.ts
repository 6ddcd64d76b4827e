import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

const marks: readonly (readonly [Sign['for'], string, RegExp])[] = [
  ['program', 'builds an executable', /\baddExecutable\(/],
  ['library', 'builds a module for others', /\baddModule\(|\badd(?:Static|Shared)?Library\(/],
];

/** What the build script of a Zig project makes, by the calls that it names. */
export const buildZig: Reader = {
  name: 'build.zig',
  specifications: ['https://ziglang.org/learn/build-system/'],
  takes: ['project'],
  files: ['**/build.zig'],
  read(path, text) {
    const signs = new Map<Sign['for'], Sign>();
    for (const [at, whole] of linesOf(text).entries()) {
      const line = whole.slice(0, 300).replace(/\/\/.*$/, '');
      for (const [role, reason, pattern] of marks)
        if (!signs.has(role) && pattern.test(line)) signs.set(role, { for: role, reason, at: { path, line: at + 1 } });
    }
    if (signs.size === 0) return reading(path, this.name, {});
    const found = [...signs.values()];
    const at = found[0]?.at ?? { path };
    return reading(path, this.name, { project: { ecosystem: 'zig', at, languages: ['zig'], signs: found } });
  },
};
