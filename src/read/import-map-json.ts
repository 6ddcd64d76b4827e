import { reading } from '../model/reading.ts';
import { importedPackages } from './import-map.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

/**
 * An import map of its own, which a deno.json names or `deno run --import-map` is given: it describes a project where neither
 * stands beside it.
 */
export const importMapJson: Reader = {
  name: 'import_map.json',
  specifications: ['https://html.spec.whatwg.org/multipage/webappapis.html#import-maps'],
  takes: ['project', 'dependencies'],
  files: ['**/import_map.json', '**/import-map.json', '**/importmap.json', '**/import_map.jsonc'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    const dependencies = importedPackages(path, document);
    const project = { ecosystem: 'deno', at: { path, line: 1 }, languages: ['typescript'], signs: [] } as const;
    return reading(path, importMapJson.name, {
      ...(dependencies.length > 0 && { project }),
      dependencies,
      diagnostics: document.diagnostics,
    });
  },
};
