import type { Component } from '../../model/component.ts';
import type { Instruction, Stage } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { chainOf } from '../../stack/image-chain.ts';
import { imagePath } from '../../stack/image-path.ts';
import { commandDirectory, commandVariable, isConditional } from './build-state.ts';

export type Compiler = 'go' | 'cargo' | 'c' | 'other';

/** A command that makes programs out of sources, and the paths of the image that they may have, copies of them in the same stage included. */
export interface Build {
  readonly compiler: Compiler;
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly command: ShellCommand;
  /** A path that ends in an asterisk stands for every file below a directory. */
  readonly outputs: readonly string[];
}

interface Place {
  readonly image: Image;
  readonly component: Component;
  readonly stage: Stage;
  readonly instruction: Instruction;
}

/** More builds than this are not looked at. */
const mostBuilds = 20;

/** The builds of the stages that are not part of the final image, by commands whose output can be told. */
export function buildsOf(image: Image, component: Component): Build[] {
  const found: Build[] = [];
  for (const stage of image.built) {
    if (image.chain.includes(stage)) continue;
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'RUN' || isConditional(instruction)) continue;
      for (const command of instruction.commands) {
        const compiler = compilerOf(command);
        if (compiler === undefined || found.length >= mostBuilds) continue;
        const place = { image, component, stage, instruction };
        const outputs = outputsOf(place, command, compiler);
        if (outputs.length > 0)
          found.push({ compiler, stage, instruction, command, outputs: withCopies(place, command, outputs) });
      }
    }
  }
  return found;
}

/** Whether a path that is copied out of a stage takes the program along. */
export function takesOutput(source: string, outputs: readonly string[]): boolean {
  if (/[$*?[]/.test(source)) return false;
  const path = imagePath('/', source) ?? '/';
  return outputs.some((output) => {
    if (!output.endsWith('/*')) return path === output || output.startsWith(`${path === '/' ? '' : path}/`);
    // Beside programs there are pages, libraries and modules.
    return path.startsWith(output.slice(0, -1)) && !/\.[^/]*$/.test(path.slice(path.lastIndexOf('/')));
  });
}

function compilerOf({ argv }: ShellCommand): Compiler | undefined {
  const [program = '', verb = ''] = argv;
  const name = commandNameOf(program);
  if (name === 'go') return /^(?:build|install)$/.test(verb) ? 'go' : undefined;
  if (name === 'cargo') return argv.some((word) => /^(?:build|b|install|rustc)$/.test(word)) ? 'cargo' : undefined;
  if (/^(?:gcc|g\+\+|cc|c\+\+|clang|clang\+\+)$/.test(name)) return argv.includes('-c') ? undefined : 'c';
  const line = argv.join(' ');
  return /^dart compile exe |^bun build .*--compile|^deno compile |^crystal build |^nim (?:c|cpp|compile) /.test(line)
    ? 'other'
    : undefined;
}

function outputsOf({ component, ...place }: Place, command: ShellCommand, compiler: Compiler): string[] {
  const { argv } = command;
  const directory = commandDirectory(place, command) ?? (compiler === 'go' ? '/go' : '/');
  const variable = (name: string): string | undefined => commandVariable(place, command, name) ?? undefined;
  const told = argv.flatMap((word, at) => {
    if (/^(?:-o|--output|--outfile)$/.test(word)) return [argv[at + 1] ?? ''];
    return /^(?:-o|--output|--outfile|--out|-o:)[=:](.+)$/.exec(word)?.[1] ?? [];
  });
  const outputs: string[] = [];
  if (compiler === 'cargo') {
    const target = argv.findIndex((word) => word.startsWith('--target-dir'));
    const folder = target < 0 ? variable('CARGO_TARGET_DIR') : (argv[target]?.split('=', 2)[1] ?? argv[target + 1]);
    const root = argv.findIndex((word) => word.startsWith('--root'));
    const into =
      root < 0 ? (variable('CARGO_HOME') ?? '/usr/local/cargo') : (argv[root]?.split('=', 2)[1] ?? argv[root + 1]);
    if (argv.includes('install')) outputs.push(`${imagePath(directory, into ?? '')}/bin/*`);
    else outputs.push(`${imagePath(directory, folder ?? 'target')}/*`);
  } else if (told.length > 0) {
    for (const path of told) outputs.push(imagePath(directory, path) ?? '');
    if (compiler === 'go' && told.some((path) => path.endsWith('/')))
      outputs.push(`${imagePath(directory, told[0] ?? '')}/*`);
  } else if (compiler === 'go') {
    if (argv.some((word) => word.includes('@'))) return [];
    const packages = argv.slice(2).filter((word) => /^(?:\.{1,2}|[\w-]+(?:\.[\w-]+)+)(?:\/[\w./-]*)?$/.test(word));
    const last = packages.at(-1)?.replace(/\/+$/, '') ?? '.';
    const names = /^\.{1,2}$/.test(last) ? [component.name, directory] : [last];
    const into = argv[1] === 'install' ? (variable('GOBIN') ?? `${variable('GOPATH') ?? '/go'}/bin`) : directory;
    for (const name of names) outputs.push(imagePath(into, name.slice(name.lastIndexOf('/') + 1)) ?? '');
  }
  return outputs.filter((path) => path !== '' && path !== '/' && !path.includes('$'));
}

/** What `cp`, `mv` and `install` make of an output in the same chain of stages. */
function withCopies({ image, stage, instruction }: Place, command: ShellCommand, outputs: readonly string[]): string[] {
  const all = [...outputs];
  const later = image.built.filter((one) => chainOf(image.dockerfile, one).includes(stage));
  for (const one of later) {
    const from = one === stage ? stage.instructions.indexOf(instruction) : 0;
    for (const next of one.instructions.slice(from)) {
      const start = next === instruction ? next.commands.indexOf(command) + 1 : 0;
      for (const copying of next.keyword === 'RUN' ? next.commands.slice(start) : []) {
        if (!/^(?:cp|mv|install)$/.test(commandNameOf(copying.argv[0] ?? '')) || all.length > 50) continue;
        const directory = commandDirectory({ image, stage: one, instruction: next }, copying) ?? '/';
        const paths = copying.argv.slice(1).filter((word) => !/^-|^\d{3,4}$|\$/.test(word));
        const to = paths.at(-1);
        for (const source of paths.slice(0, -1)) {
          const path = imagePath(directory, source) ?? '';
          if (to === undefined || !takesOutput(path, all)) continue;
          const base = path.slice(path.lastIndexOf('/') + 1);
          all.push(imagePath(directory, to) ?? '', imagePath(directory, `${to}/${base}`) ?? '');
        }
      }
    }
  }
  return all.filter((path) => path !== '' && path !== '/');
}
