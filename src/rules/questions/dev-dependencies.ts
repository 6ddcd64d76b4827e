import type { Component } from '../../model/component.ts';
import type { Instruction, Stage } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { imagePath } from '../../stack/image-path.ts';
import { commandDirectory, commandVariable, instructionsBefore, isConditional, isOfHandSize } from './build-state.ts';
import { isCarried } from './carried.ts';
import { type Call, type DevManager, asksForDev, devManagers, programsOf } from './dev-managers.ts';

interface Installation {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly image: Image;
  readonly component: Component;
  readonly command: ShellCommand;
}

/** Finds the text of a file of the repository. */
type Texts = (path: string) => string | undefined;

/**
 * What would leave development packages out, of a command that installs them for the image: they stay in it, or are copied into it, and its process
 * does not call them. Empty if it does not, or if that cannot be told.
 */
export function devDependenciesKept(installation: Installation, text: Texts): string {
  const { stage, instruction, image, command } = installation;
  const program = commandNameOf(command.argv[0] ?? '');
  const manager = Object.hasOwn(devManagers, program) ? devManagers[program] : undefined;
  if (manager === undefined || !isOfHandSize(image) || !isAmongFirst(installation)) return '';
  if (isConditional(instruction)) return '';
  const call = callOf(installation, command);
  if (!manager.installs(call) || manager.leavesOut(call) || command.argv.some((word) => word.includes('$'))) return '';
  if (!isDeclared(installation, manager, text) || isConfigured(installation)) return '';
  if (needsThem(installation, manager)) return '';
  const verdicts = new Map<ShellCommand, boolean>();
  const undone = (later: ShellCommand, place: { stage: Stage; instruction: Instruction }): boolean => {
    const name = commandNameOf(later.argv[0] ?? '');
    const other = Object.hasOwn(devManagers, name) ? devManagers[name] : undefined;
    if (other?.ecosystem !== manager.ecosystem) return false;
    const verdict = verdicts.get(later) ?? other.prunes?.(callOf({ ...installation, ...place }, later)) === true;
    verdicts.set(later, verdict);
    return verdict;
  };
  const directory = directoryOf(installation) ?? (image.chain.includes(stage) ? '/' : undefined);
  const outputs = manager.outputs(call, directory).filter((path) => path !== undefined);
  const made = { stage, instruction, command };
  return outputs.some((path) => isCarried(image, { ...made, path }, undone)) ? manager.leaveOut : '';
}

/** More installations than this are not followed through the stages of one image. */
const mostInstallations = 20;

function isAmongFirst({ image, command }: Installation): boolean {
  const commands = image.built.flatMap(({ instructions }) => instructions.flatMap((one) => one.commands));
  const calls = commands.filter(({ argv }) => Object.hasOwn(devManagers, commandNameOf(argv[0] ?? '')));
  return calls.slice(0, mostInstallations).includes(command);
}

/** Asks by name for what only developers need, in the stages whose content is the image. */
export function devDependenciesAsked({ stage, instruction, image, command, component }: Installation): boolean {
  if (!isOfHandSize(image)) return false;
  const call = callOf({ stage, instruction, image, command, component }, command);
  return (
    image.chain.includes(stage) &&
    !isConditional(instruction) &&
    asksForDev(commandNameOf(command.argv[0] ?? ''), call) &&
    startsService(image)
  );
}

function callOf({ image, stage, instruction }: Installation, command: ShellCommand): Call {
  const { argv } = command;
  const variable = (name: string) => commandVariable({ image, stage, instruction }, command, name);
  return { argv, words: operandsOf(argv), variable };
}

const valued =
  /^(?:--filter|-F|--prefix|-C|--cwd|--dir|--directory|--project|--package|--extra|--group|--working-dir|-d|-w|--workspace|--jobs|-j|--retry|--cache|--registry|--loglevel|--reporter|--python|-p|--network-timeout|--omit|--only|--link-mode|--store-dir|--without|--with|--path|--mutex|--network-concurrency|--mount)$/;

function operandsOf([, ...words]: readonly string[]): string[] {
  const operands: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (!word.startsWith('-')) operands.push(word);
    else if (valued.test(word)) at++;
  }
  return operands;
}

/** The directory that a command installs in; undefined if that cannot be told. */
function directoryOf({ image, stage, instruction, command }: Installation): string | undefined {
  const directory = commandDirectory({ image, stage, instruction }, command);
  const { argv } = command;
  const told = argv.findIndex((word) => /^(?:--prefix|-C|--cwd|--dir|--directory|--working-dir|-d)(?:=|$)/.test(word));
  if (told < 0) return directory;
  const option = argv[told] ?? '';
  return imagePath(directory, option.includes('=') ? option.slice(option.indexOf('=') + 1) : (argv[told + 1] ?? ''));
}

/** The manifest has packages for development, of those that are installed by default. */
function isDeclared({ component }: Installation, { ecosystem, groups }: DevManager, text: Texts): boolean {
  const dependencies = component.dependencies.filter(
    ({ ecosystem: own, scope }) => own === ecosystem && (scope === 'development' || scope === 'test'),
  );
  if (dependencies.length === 0 || groups === undefined) return dependencies.length > 0;
  const manifest = text(component.path === '.' ? groups.file : `${component.path}/${groups.file}`);
  return manifest !== undefined && groups.says(manifest.slice(0, 200_000));
}

/** A setting of the manager elsewhere: a command before it, or a file of its own, of which it is not known what it says. */
function isConfigured({ image, stage, instruction, component }: Installation): boolean {
  if (component.settings.some(({ format, key }) => format === 'npmrc' && /^(?:omit|production|only)$/.test(key)))
    return true;
  const commands = [...instructionsBefore({ image, stage, instruction }), instruction].flatMap((one) => one.commands);
  return commands.some(
    ({ argv: [program = '', ...words] }) =>
      /^(?:npm|pnpm|yarn|bundle|poetry|composer)$/.test(commandNameOf(program)) &&
      (words[0] === 'config' || words[0] === 'set') &&
      words.some((word) => /without|omit|production|only/.test(word)),
  );
}

/** It can be told what the image starts, and that is no script that only hands over. */
function startsService({ process, start, script }: Image): boolean {
  const [program = ''] = process;
  if (process.length === 0) return start === 'server';
  return script !== undefined || !/\.sh$|entrypoint|\$/.test(program);
}

/** The process calls one of the packages itself, or something that cannot be followed. */
function needsThem({ image, component }: Installation, { ecosystem }: DevManager): boolean {
  if (!startsService(image)) return true;
  const started = [image.process, ...image.startCommands.map(({ argv }) => argv)];
  const scripts = component.commands.filter(
    ({ origin, name }) => origin === 'script' && started.some((words) => words.includes(name)),
  );
  const runsScript = /^(?:npm|yarn|pnpm|bun|turbo|nx|lerna)$/.test(commandNameOf(image.process[0] ?? ''));
  if (ecosystem === 'npm' && runsScript && scripts.length === 0) return true;
  const words = new Set(
    [...started, ...scripts.map(({ argv }) => argv)].flatMap((argv) =>
      argv.flatMap((word) => word.split(/[\s/:=@"';&|]+/)),
    ),
  );
  return component.dependencies.some(
    (dependency) =>
      dependency.ecosystem === ecosystem &&
      (dependency.scope === 'development' || dependency.scope === 'test') &&
      programsOf(dependency).some((name) => words.has(name)),
  );
}
