// Nixpacks.
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';
import { parseToml } from './toml.ts';

const name = 'nixpacks.toml';

/** Tells that Nixpacks makes the image, and its start command. */
export const nixpacksToml: Reader = {
  name,
  specifications: ['https://nixpacks.com/docs/configuration/file'],
  takes: ['commands', 'imageBuilders'],
  files: ['**/nixpacks.toml'],
  read(path, text): Reading {
    const { value, lineOf, diagnostics } = parseToml(path, text);
    const start = textOf(fieldOf(value, 'start', 'cmd'));
    const at = { path, line: lineOf('start', 'cmd') };
    return reading(path, name, {
      commands: start === undefined ? [] : scriptCommands(start, 'procfile', 'start', at),
      imageBuilders: [{ tool: 'nixpacks', configured: true, at: { path, line: 1 } }],
      diagnostics,
    });
  },
};
