import type { Component } from '../../model/component.ts';
import type { Instruction } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { commandNameOf } from '../../read/shell-prefixes.ts';
import { packagesLeft } from './os-packages.ts';

const compilers =
  /^(?:build-essential|build-base|alpine-sdk|@?development-tools|gcc(?:-[\d.]+)?|g\+\+(?:-[\d.]+)?|gcc-c\+\+|gcc-gfortran|gfortran|clang(?:-?\d+)?|llvm|cmake|ninja|ninja-build|autoconf|automake|rustc|cargo|rust|go|golang|golang-go|golang-[\d.]+|ghc|cabal-install|maven|gradle)$/;

const headers = /^(?!musl-dev$)\w[\w.+-]*-(?:dev|devel|headers)$/;

/** Tools that are listed beside compilers; alone, they are small and may have another use. */
const besides = /^(?:make|musl-dev|pkg-?config|pkgconf|libtool|patch|bison|flex|nasm|yasm|m4)$/;

/** Steps that may compile what they install or build. */
const buildSteps =
  /^(?:pip[\d.]*|uv|poetry|pdm|pipenv|conda|mamba|python[\d.]*|npm|yarn|pnpm|bun|npx|node-gyp|bundle|\w*-?gem|make|cmake|meson|ninja|cargo|go|mix|rebar3|composer|pecl|phpize|docker-php-ext-install|gcc|g\+\+|cc|clang|luarocks|cpanm?|stack|cabal|shards|crystal|nimble|dotnet|mvnw?|gradlew?|configure|R|Rscript)$/;

/** Packages that compile code while they run. */
const compilesAtRunTime = /\b(?:torch|triton|vllm|deepspeed|sglang|cupy|cuda|rocm|neuronx?|tensorrt)\b/i;

/** Processes that build, or that people start by hand. */
const buildsAtStart = /build|^(?:go|cargo|make|mvnw?|gradlew?|mix|rebar3|stack|cabal|swift|sbt|gcc|cc|clang|\w*sh)$/;

/** What an image keeps of the tools that only a build needs, and the first place that installs some. */
export interface KeptTools {
  readonly names: readonly string[];
  readonly at: Location;
}

/**
 * The build tools that RUN instructions of the final chain install and leave. Undefined if there are none, if the base image has a compiler of its
 * own, and where the image seems to compile when it runs: no step of it builds anything with the compilers that it has.
 */
export function buildToolsKept(image: Image, component: Component): KeptTools | undefined {
  const base = image.chain[0] && image.facts.get(image.chain[0]);
  if (base?.compiler === true || base?.role === 'sdk' || base?.platform === 'windows') return undefined;
  const program = commandNameOf(image.process[0] ?? '');
  if (program === '' || buildsAtStart.test(program) || /build/.test(image.chain.at(-1)?.name ?? '')) return undefined;
  const instructions = image.chain.flatMap((stage) => stage.instructions);
  const compiles = (text: string): boolean => compilesAtRunTime.test(text);
  if (component.dependencies.some(({ name, scope }) => scope === 'runtime' && compiles(name))) return undefined;
  if (compiles(image.base?.text ?? '') || instructions.some(({ text }) => compiles(text))) return undefined;

  const last = instructions.findLastIndex(({ commands, keyword }) => keyword === 'RUN' && commands.some(builds));
  const left = instructions.flatMap((instruction, at) => packagesLeft(instruction).map((one) => ({ ...one, at })));
  if (left.some(({ name, at }) => compilers.test(name) && at > last)) return undefined;
  const first = left.find(({ name }) => compilers.test(name) || headers.test(name));
  if (first === undefined) return undefined;
  const tools = left.filter(({ name }) => compilers.test(name) || headers.test(name) || besides.test(name));
  return {
    names: [...new Set(tools.map(({ name }) => name))],
    at: { path: (instructions[first.at] as Instruction).at.path, line: first.line },
  };
}

/** Editors, debuggers, and tools to look at other machines. What a service may call by itself, such as ping or dig, is not among them. */
const debugTools =
  /^(?:vim(?:-tiny|-nox|-enhanced|-minimal)?|nano|emacs(?:-nox)?|neovim|telnet|busybox-extras|strace|ltrace|gdb|gdbserver|htop|tcpdump|mtr|wireshark|tshark|screen|tmux)$/;

/** The tools for looking into a running container that the final chain installs and leaves; undefined if there are none, or if people work in it. */
export function debugToolsKept(image: Image): KeptTools | undefined {
  const program = commandNameOf(image.process[0] ?? '');
  if (program === '' || buildsAtStart.test(program)) return undefined;
  const left = image.chain.flatMap(({ instructions }) =>
    instructions.flatMap((instruction) =>
      packagesLeft(instruction)
        .filter(({ name }) => debugTools.test(name))
        .map(({ name, line }) => ({ name, at: { path: instruction.at.path, line } })),
    ),
  );
  return left[0] && { names: [...new Set(left.map(({ name }) => name))], at: left[0].at };
}

function builds({ argv }: ShellCommand): boolean {
  return buildSteps.test(commandNameOf(argv[0] ?? '')) && argv[1]?.startsWith('local.') !== true;
}
