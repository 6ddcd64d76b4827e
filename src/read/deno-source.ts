import type { Dependency } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { parseDenoSpecifier } from './deno-specifier.ts';
import { fileNameOf } from './directory.ts';
import { importsOf } from './module-imports.ts';
import type { Reader } from './reader.ts';

/**
 * Deno needs no manifest: packages are named where they are imported. Only the usual entry files are read, and only those that
 * import by address, `npm:` or `jsr:`, or call Deno itself, make their directory a project.
 */
export const denoSource: Reader = {
  name: 'Deno module',
  specifications: ['https://docs.deno.com/runtime/fundamentals/modules/'],
  takes: ['project', 'dependencies'],
  files: ['deps', 'mod', 'main', 'server', 'app'].map((name) => `**/${name}.ts`),
  maxBytes: 256 * 1024,
  read(path, text) {
    const at = { path, line: 1 };
    if (!/\bDeno\.|["'](?:npm:|jsr:|https:\/\/)/.test(text)) return reading(path, denoSource.name, {});
    const { imports, code } = importsOf(text);
    const found = new Map<string, Dependency>();
    for (const { specifier, line } of imports) {
      const spec = parseDenoSpecifier(specifier);
      const identity = [spec?.ecosystem, spec?.name, spec?.requirement].join('\0');
      if (spec && !found.has(identity)) found.set(identity, { ...spec, scope: 'runtime', at: { path, line } });
    }
    const serves = /\bDeno\.serve(?:Http)?\s?\(/.test(code);
    if (found.size === 0 && !serves) return reading(path, denoSource.name, {});
    const signs: Sign[] = serves ? [{ for: 'service', reason: `${fileNameOf(path)} calls Deno.serve`, at }] : [];
    return reading(path, denoSource.name, {
      project: { ecosystem: 'deno', at, languages: ['typescript'], signs },
      dependencies: [...found.values()],
    });
  },
};
