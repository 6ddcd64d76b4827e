// Fly.io.
import { type Reading, reading } from '../model/reading.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';
import { parseToml } from './toml.ts';

const name = 'fly.toml';

/** The commands of its process groups, and whether buildpacks make the image rather than a Dockerfile. */
export const flyToml: Reader = {
  name,
  specifications: ['https://fly.io/docs/reference/configuration/'],
  takes: ['commands', 'imageBuilders'],
  files: ['**/fly.toml', '**/fly.*.toml'],
  read(path, text): Reading {
    const { value, lineOf, diagnostics } = parseToml(path, text);
    const commands = entriesOf(fieldOf(value, 'processes')).flatMap(([group, command]) => {
      const at = { path, line: lineOf('processes', group) };
      return scriptCommands(textOf(command) ?? '', 'procfile', group, at);
    });
    const key = ['builder', 'buildpacks'].find((one) => fieldOf(value, 'build', one) !== undefined);
    const builder = key && { tool: 'buildpacks', configured: true, at: { path, line: lineOf('build', key) } };
    return reading(path, name, { commands, imageBuilders: builder ? [builder] : [], diagnostics });
  },
};
