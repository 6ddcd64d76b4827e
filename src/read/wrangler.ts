import { reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

/** Where Wrangler looks for the script of a Worker, now and before version 2. */
const entries = [
  ['main'],
  ['build', 'upload', 'main'],
  ['site', 'entry-point'],
  ['type'],
] as const satisfies readonly (readonly string[])[];

/** What Wrangler deploys: a Worker, if it names a script; otherwise files. */
export const wrangler: Reader = {
  name: 'wrangler',
  specifications: ['https://developers.cloudflare.com/workers/wrangler/configuration/'],
  takes: ['project'],
  files: ['**/wrangler.toml', '**/wrangler.json', '**/wrangler.jsonc'],
  read(path, text) {
    const { value, lineOf, diagnostics } = path.endsWith('.toml')
      ? parseToml(path, text)
      : parseJson(path, text, { comments: true });
    const entry = entries.find((keys) => textOf(fieldOf(value, ...keys)) !== undefined);
    if (value !== undefined && entry === undefined) return reading(path, this.name, { diagnostics });
    const at = { path, line: entry === undefined ? 1 : lineOf(...entry) };
    return reading(path, this.name, {
      project: {
        ecosystem: 'file',
        name: textOf(fieldOf(value, 'name')),
        at,
        languages: [],
        signs: [{ for: 'service', reason: 'is deployed as a Worker', at }],
      },
      diagnostics,
    });
  },
};
