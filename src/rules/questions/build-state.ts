import type { Instruction, Stage } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { expand } from '../../read/dockerfile-arguments.ts';
import { chainOf } from '../../stack/image-chain.ts';
import { imagePath } from '../../stack/image-path.ts';

/** What the instructions before one of them leave: asked where a RUN needs to know in what it runs. */
interface Place {
  readonly image: Image;
  readonly stage: Stage;
  readonly instruction: Instruction;
}

/** Dockerfiles larger than this are generated: nothing is asked of them that looks at each instruction from each other. */
const most = { stages: 80, instructions: 300, commands: 500 };

const sizes = new WeakMap<Image, boolean>();

/** Whether an image has few enough instructions to compare each with each. */
export function isOfHandSize(image: Image): boolean {
  const known = sizes.get(image);
  if (known !== undefined) return known;
  const instructions = image.built.flatMap((stage) => stage.instructions);
  const commands = instructions.reduce((sum, one) => sum + one.commands.length, 0);
  const small =
    image.built.length <= most.stages && instructions.length <= most.instructions && commands <= most.commands;
  sizes.set(image, small);
  return small;
}

/** The instructions that run before one, those of the stages that its stage stands on included. */
export function instructionsBefore({ image, stage, instruction }: Place): Instruction[] {
  const before = chainOf(image.dockerfile, stage).flatMap((one) => (one === stage ? [] : one.instructions));
  return [...before, ...stage.instructions.slice(0, stage.instructions.indexOf(instruction))];
}

/** The value of a variable where an instruction runs: null if nothing sets it, undefined if it cannot be told. */
export function variableAt(place: Place, name: string): string | null | undefined {
  for (const { keyword, pairs } of instructionsBefore(place).toReversed()) {
    if (keyword !== 'ENV' && keyword !== 'ARG') continue;
    const pair = pairs.findLast((one) => one.name === name);
    if (pair === undefined) continue;
    const value =
      pair.value ?? place.image.dockerfile.globalArguments.findLast((argument) => argument.name === name)?.default;
    return value?.includes('$') === true ? undefined : value;
  }
  return null;
}

/** The directory that an instruction runs in; undefined if nothing before it tells. */
export function directoryAt(place: Place): string | undefined {
  let directory: string | undefined;
  for (const instruction of instructionsBefore(place)) {
    if (instruction.keyword !== 'WORKDIR') continue;
    const { text, unresolved } = expand(instruction.text, (name) => variableAt(place, name));
    directory = unresolved.length > 0 ? undefined : imagePath(directory, text);
  }
  return directory;
}

/** The directory that one command of a RUN works in: a `cd` before it counts. Undefined if that cannot be told. */
export function commandDirectory(place: Place, command: ShellCommand): string | undefined {
  let directory = directoryAt(place);
  const { commands } = place.instruction;
  for (const { argv, within } of commands.slice(0, commands.indexOf(command))) {
    if (argv[0] !== 'cd' || within !== undefined) continue;
    const to = argv[1] ?? '';
    directory = /[$~]|^-$|^$/.test(to) ? undefined : imagePath(directory, to);
  }
  return directory;
}

/** The value of a variable for one command of a RUN: set in front of it, exported before it in the same RUN, or set by an instruction before. */
export function commandVariable(place: Place, command: ShellCommand, name: string): string | null | undefined {
  const { commands } = place.instruction;
  const own = commands
    .slice(0, commands.indexOf(command))
    .filter(({ argv }) => argv[0] === 'export' || argv.length === 0);
  for (const { argv, environment } of [{ argv: [], environment: command.environment }, ...own.toReversed()]) {
    const value =
      (Object.hasOwn(environment, name) ? environment[name] : undefined) ??
      argv.find((word) => word.startsWith(`${name}=`))?.slice(name.length + 1);
    if (value !== undefined) return value.includes('$') ? undefined : value;
  }
  return variableAt(place, name);
}

/** Whether a RUN does different things by a condition, so that it cannot be told what it does. */
export function isConditional({ text, heredocs }: Instruction): boolean {
  return [text, ...heredocs.map(({ content }) => content)].some((script) =>
    /(?:^|[\s;&|({])(?:if|case|elif)\s/.test(script),
  );
}
