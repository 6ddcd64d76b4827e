import type { Link } from '../model/link.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, pathIn, resolvePath } from './directory.ts';
import { fieldOf, textsOf } from './document.ts';
import { parseJson } from './json.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { settingsIn } from './settings-in.ts';

/** How TypeScript is checked. Files that it extends are links of kind `parent`; those from packages are only seen in the setting `extends`. */
export const tsconfigJson: Reader = {
  name: 'tsconfig.json',
  specifications: ['https://www.typescriptlang.org/tsconfig/'],
  takes: ['links', 'settings'],
  files: ['**/tsconfig.json', '**/tsconfig.*.json', '**/tsconfig-*.json'],
  read(path, text) {
    const document = parseJson(path, text, { comments: true });
    const profile = profileOf(path);
    const links: Link[] = [];
    for (const [at, target] of textsOf(fieldOf(document.value, 'extends')).entries()) {
      const link = /^\.{1,2}(?:\/|$)/.test(target) ? resolvePath(directoryOf(path), target) : undefined;
      const line = document.lineOf('extends', at);
      if (link !== undefined)
        links.push({ kind: 'parent', path: link.endsWith('.json') ? link : `${link}.json`, at: { path, line } });
    }
    const references = fieldOf(document.value, 'references');
    for (const [at, reference] of (Array.isArray(references) ? references : []).entries()) {
      const target = fieldOf(reference, 'path');
      const link = typeof target === 'string' ? resolvePath(directoryOf(path), target) : undefined;
      if (link === undefined) continue;
      const file = link.endsWith('.json') ? link : `${pathIn(link, '')}tsconfig.json`;
      links.push({ kind: 'reference', path: file, at: { path, line: document.lineOf('references', at, 'path') } });
    }
    return reading(path, tsconfigJson.name, {
      settings: [
        ...settingsIn(path, document, 'tsconfig', profile, ['extends']),
        ...settingsIn(path, document, 'tsconfig', profile, ['compilerOptions']),
      ],
      links,
      diagnostics: document.diagnostics,
    });
  },
};
