import { reading } from '../model/reading.ts';
import { fieldOf, isRecord, textOf } from './document.ts';
import { importedPackages } from './import-map.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';

/** What is published on JSR, where no deno.json says it. */
export const jsrJson: Reader = {
  name: 'jsr.json',
  specifications: ['https://jsr.io/docs/package-configuration'],
  takes: ['project', 'dependencies'],
  files: ['**/jsr.json', '**/jsr.jsonc'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    if (!isRecord(document.value)) return reading(path, jsrJson.name, { diagnostics: document.diagnostics });
    const at = { path, line: document.lineOf('name') };
    return reading(path, jsrJson.name, {
      project: {
        ecosystem: 'jsr',
        name: textOf(fieldOf(document.value, 'name')),
        version: textOf(fieldOf(document.value, 'version')),
        at,
        languages: ['typescript'],
        signs: [{ for: 'library', reason: 'is published on JSR', at }],
      },
      dependencies: importedPackages(path, document),
      diagnostics: document.diagnostics,
    });
  },
};
