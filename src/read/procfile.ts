// Process types of Heroku, buildpacks and foreman.
import type { Command } from '../model/command.ts';
import { type Reading, reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';
import { scriptCommands } from './script-commands.ts';

const name = 'Procfile';

/** One `type: command` a line. A `web` process is what buildpacks make an image for. */
export const procfile: Reader = {
  name,
  specifications: ['https://devcenter.heroku.com/articles/procfile'],
  takes: ['commands', 'imageBuilders'],
  files: ['**/Procfile'],
  read(path, text): Reading {
    const commands: Command[] = [];
    let web: number | undefined;
    for (const [index, line] of linesOf(text).entries()) {
      const [, type, command] = /^([A-Za-z0-9_-]{1,64}):\s*(\S.*)$/.exec(line) ?? [];
      if (type === undefined || command === undefined) continue;
      const at = { path, line: index + 1 };
      if (type === 'web') web ??= at.line;
      commands.push(...scriptCommands(command, 'procfile', type, at));
    }
    const imageBuilders = web === undefined ? [] : [{ tool: 'buildpacks', configured: true, at: { path, line: web } }];
    return reading(path, name, { commands, imageBuilders });
  },
};
