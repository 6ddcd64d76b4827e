// Railpack.
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import { parseJson } from './json.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';

const name = 'railpack.json';

/** Tells that Railpack makes the image, and its start command. */
export const railpackJson: Reader = {
  name,
  specifications: ['https://railpack.com/config/file'],
  takes: ['commands', 'imageBuilders'],
  files: ['**/railpack.json'],
  read(path, text): Reading {
    const { value, lineOf, diagnostics } = parseJson(path, text, { comments: true });
    const start = textOf(fieldOf(value, 'deploy', 'startCommand'));
    const at = { path, line: lineOf('deploy', 'startCommand') };
    return reading(path, name, {
      commands: start === undefined ? [] : scriptCommands(start, 'procfile', 'start', at),
      imageBuilders: [{ tool: 'railpack', configured: true, at: { path, line: 1 } }],
      diagnostics,
    });
  },
};
