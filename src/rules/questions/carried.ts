import type { Instruction, Stage } from '../../model/dockerfile.ts';
import type { Copy, Image } from '../../model/image.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { chainOf } from '../../stack/image-chain.ts';
import { imagePath } from '../../stack/image-path.ts';

/** A file or directory that a build makes: in which stage, by which of its instructions, and which command of that. */
export interface Made {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly command?: ShellCommand;
  readonly path: string;
}

/** Tells of a later command, and of where it stands, whether it takes the thing away again. */
type Undone = (command: ShellCommand, place: { stage: Stage; instruction: Instruction }) => boolean;

/** More places than this that one path is copied to are not followed. */
const mostPlaces = 20;

/**
 * Whether what is made in a stage is in the image in the end: made in the final chain, or copied there, however often on the way. Removing it
 * takes it away again, and so does what `undone` says.
 */
export function isCarried(image: Image, made: Made, undone: Undone): boolean {
  const seen = new Set<string>();
  const open: Made[] = [made];
  for (let at = open.pop(); at !== undefined && seen.size < mostPlaces; at = open.pop()) {
    const { stage, path } = at;
    const key = `${stage.index} ${path}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const keeps = (top: Stage | undefined): boolean => {
      const chain = top === undefined ? [] : chainOf(image.dockerfile, top);
      const from = chain.indexOf(stage);
      return from >= 0 && !chain.slice(from).some((one) => isUndone(one, at, undone));
    };
    if (image.chain.includes(stage)) {
      if (keeps(image.chain.at(-1))) return true;
      continue;
    }
    for (const copy of image.copies) {
      const path = keeps(copy.fromStage) ? copiedTo(copy, at.path) : undefined;
      const instruction = copy.stage.instructions.find((one) => one.at.line === copy.at.line);
      if (path === undefined || instruction === undefined || isExcluded(instruction, at.path)) continue;
      open.push({ stage: copy.stage, instruction, path });
    }
  }
  return false;
}

function isUndone(stage: Stage, made: Made, undone: Undone): boolean {
  const from = stage === made.stage ? stage.instructions.indexOf(made.instruction) : 0;
  return stage.instructions.slice(from).some((instruction, position) => {
    if (instruction.keyword !== 'RUN') return false;
    const same = stage === made.stage && position === 0;
    const start = made.command === undefined ? 0 : instruction.commands.indexOf(made.command) + 1;
    return instruction.commands
      .slice(same ? start : 0)
      .some((command) => undone(command, { stage, instruction }) || removes(command, made.path));
  });
}

/** `rm -rf` of the path, of a directory above it, or of something of its name. */
function removes({ argv }: ShellCommand, path: string): boolean {
  const [program = '', ...words] = argv;
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    commandNameOf(program) === 'rm' &&
    words.some((word) => {
      const plain = word.replace(/\/\*?$/, '');
      return plain.slice(plain.lastIndexOf('/') + 1) === name || (plain.length > 1 && path.startsWith(`${plain}/`));
    })
  );
}

/** Where a COPY from another stage puts a path of that; undefined if it leaves it behind. */
function copiedTo({ sources, destination }: Copy, path: string): string | undefined {
  for (const source of sources) {
    if (source.includes('$')) continue;
    const from = imagePath('/', source.replace(/\/\*+$/, '')) ?? '/';
    // A copied file keeps its name in a directory; a directory's content is copied, without the directory.
    if (from === path) return imagePath('/', destination);
    // What Python installs lies a few directories below.
    if (from.startsWith(`${path}/`) && from.endsWith('/site-packages')) return imagePath('/', destination);
    if (from === '/' || path.startsWith(`${from}/`))
      return imagePath('/', `${destination}/${path.slice(from === '/' ? 1 : from.length + 1)}`);
  }
  return undefined;
}

function isExcluded({ flags }: Instruction, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return flags.some((flag) => flag.name === 'exclude' && flag.value.includes(name));
}
