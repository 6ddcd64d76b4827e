import { reading } from '../model/reading.ts';
import { lineCounter } from './lines.ts';
import type { Reader } from './reader.ts';

/** The manifest of a V module, names only. */
export const vMod: Reader = {
  name: 'v.mod',
  specifications: ['https://docs.vlang.io/modules.html'],
  takes: ['project', 'dependencies'],
  files: ['**/v.mod'],
  read(path, text) {
    const line = lineCounter(text);
    const list = /\bdependencies\s*:\s*\[([^\]]{0,20000})\]/.exec(text);
    const name = /\bname\s*:\s*["']([^"'\n]{1,200})["']/.exec(text)?.[1];
    const start = list ? list.index + list[0].indexOf('[') + 1 : 0;
    return reading(path, this.name, {
      project: {
        ecosystem: 'vlang',
        ...(name !== undefined && { name }),
        at: { path, line: 1 },
        languages: ['v'],
        signs: [],
      },
      dependencies: [...(list?.[1] ?? '').matchAll(/["']([\w./:-]{1,200})["']/g)].map((match) => ({
        ecosystem: 'vlang' as const,
        name: match[1] ?? '',
        scope: 'runtime' as const,
        at: { path, line: line(start + match.index) },
      })),
    });
  },
};
