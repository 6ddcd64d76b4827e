import type { BaseFacts } from '../model/base-image.ts';
import type { Command } from '../model/command.ts';
import type { ImageReference, Instruction } from '../model/dockerfile.ts';
import type { Image } from '../model/image.ts';
import type { ShellCommand } from '../model/shell-command.ts';
import type { Configuration } from './image-configuration.ts';
import { mainCommand, processOf } from './image-process.ts';

type Started = Pick<Image, 'start' | 'entrypoint' | 'command' | 'startCommands' | 'process' | 'execForm' | 'script'>;

/** Finds the script of the repository that an image starts with, by its path in the image. */
export type ScriptFinder = (path: string) => Image['script'];

/** What a container of the image starts: its own ENTRYPOINT and CMD, else what its base image starts. */
export function startOf(
  { entrypoint, command, environment }: Configuration,
  base: ImageReference | undefined,
  facts: BaseFacts | undefined,
  target: string | undefined,
  findScript: ScriptFinder,
): Started {
  const own = [entrypoint, command].filter((one) => one !== undefined && one.text !== '' && one.words.length > 0);
  const variables: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, { value }] of environment) if (value !== undefined) variables[name] = value;
  const asCommand = (instruction: Instruction, argv: readonly string[]): Command => ({
    argv,
    origin: 'image',
    name: target ?? '',
    environment: variables,
    at: instruction.at,
  });
  const inherited = entrypoint === undefined && command !== undefined ? facts?.entrypoint : undefined;
  let entry: Command | undefined;
  if (entrypoint && entrypoint.words.length > 0) entry = asCommand(entrypoint, argvOf(entrypoint));
  else if (command && inherited && inherited.length > 0) entry = asCommand(command, inherited);
  // An entry point in shell form does not see the command.
  const alone = entrypoint !== undefined && entrypoint.form === 'shell' && entrypoint.text !== '';
  const given = command && command.words.length > 0 && !alone ? asCommand(command, argvOf(command)) : undefined;
  // The entry points of base images run what they are given, and here they are given a shell.
  const through = entrypoint === undefined && command?.form === 'shell';
  const outer = processOf([...((!through && entry?.argv) || []), ...(given?.argv ?? [])]);
  const script = findScript(entry?.argv[0] ?? '') ?? findScript(outer[0] ?? '') ?? findScript(given?.argv[0] ?? '');
  const start = own.length > 0 ? 'own' : base?.text === 'scratch' ? 'none' : facts?.start;
  return {
    ...(start !== undefined && { start }),
    ...(entry && { entrypoint: entry }),
    ...(given && { command: given }),
    ...(script && { script }),
    startCommands: [...own.flatMap((one) => one?.commands ?? []), ...(script?.commands ?? [])],
    process: script ? processOfScript(script.commands, outer) : outer,
    ...(own.length > 0 && { execForm: own.every((one) => one?.form === 'json') }),
  };
}

/** What a script leaves running: `exec "$@"` is what it was given. */
function processOfScript(commands: readonly ShellCommand[], outer: readonly string[]): readonly string[] {
  const main = mainCommand(commands);
  if (!main) return outer;
  const given = /^(?:.*\/)?[\w.-]*(?:entry-?_?point|\.sh$)/.test(outer[0] ?? '') ? outer.slice(1) : outer;
  const words = main.argv.flatMap((word) => (word === '$@' || word === '${@}' || word === '$*' ? given : [word]));
  return processOf(words);
}

/** The words of the exec form; those of the command that stays, in shell form. */
function argvOf({ form, words, commands }: Instruction): readonly string[] {
  return form === 'json' ? words : (mainCommand(commands)?.argv ?? words);
}
