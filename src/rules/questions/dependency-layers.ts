import type { Component } from '../../model/component.ts';
import type { Instruction, Stage } from '../../model/dockerfile.ts';
import type { Copy, Image } from '../../model/image.ts';
import type { Location } from '../../model/location.ts';
import type { ShellCommand } from '../../model/shell-command.ts';
import { fileNameOf } from '../../read/directory.ts';
import { matchesGlob } from '../../stack/globs.ts';

/** How each package manager installs what a lock file names, and what that file is called. */
const installs: readonly {
  readonly matches: (text: string) => boolean;
  readonly manifest: RegExp;
  readonly lock: RegExp;
  readonly ecosystem: string;
}[] = [
  {
    matches: (text) => /^npm (?:ci|install|i)(?: |$)/.test(text) && !/ -g| --global/.test(text),
    manifest: /^package\.json$/,
    lock: /^(?:package-lock|npm-shrinkwrap)\.json$/,
    ecosystem: 'npm',
  },
  {
    matches: (text) => /^yarn(?: install| --|$)/.test(text),
    manifest: /^package\.json$/,
    lock: /^yarn\.lock$/,
    ecosystem: 'npm',
  },
  {
    matches: (text) => /^pnpm (?:install|i|fetch)(?: |$)/.test(text),
    manifest: /^package\.json$/,
    lock: /^pnpm-lock\.yaml$/,
    ecosystem: 'npm',
  },
  {
    matches: (text) => text.startsWith('uv sync'),
    manifest: /^pyproject\.toml$/,
    lock: /^uv\.lock$/,
    ecosystem: 'pypi',
  },
  {
    matches: (text) => text.startsWith('poetry install'),
    manifest: /^pyproject\.toml$/,
    lock: /^poetry\.lock$/,
    ecosystem: 'pypi',
  },
  {
    matches: (text) => text.startsWith('bundle install'),
    manifest: /^Gemfile$/,
    lock: /^Gemfile\.lock$/,
    ecosystem: 'rubygems',
  },
  {
    matches: (text) => text.startsWith('composer install'),
    manifest: /^composer\.json$/,
    lock: /^composer\.lock$/,
    ecosystem: 'composer',
  },
  { matches: (text) => text.startsWith('mix deps.get'), manifest: /^mix\.exs$/, lock: /^mix\.lock$/, ecosystem: 'hex' },
  { matches: (text) => text.startsWith('go mod download'), manifest: /^go\.mod$/, lock: /^go\.sum$/, ecosystem: 'go' },
  {
    matches: (text) => /^pip3? install .*-r /.test(text),
    manifest: /^requirements.*\.txt$/,
    lock: /^requirements.*\.txt$/,
    ecosystem: 'pypi',
  },
];

interface Installation {
  readonly stage: Stage;
  readonly instruction: Instruction;
  readonly kind: (typeof installs)[number];
}

function installationsOf(image: Image): Installation[] {
  return image.built.flatMap((stage) =>
    stage.instructions
      .filter(({ keyword }) => keyword === 'RUN')
      .flatMap((instruction) =>
        instruction.commands.flatMap((command) => kindsOf(command).map((kind) => ({ stage, instruction, kind }))),
      ),
  );
}

function kindsOf({ argv }: ShellCommand) {
  const text = argv.join(' ');
  return installs.filter(({ matches }) => matches(text));
}

/** The installation that runs without the lock file although the manifest was copied by name before it and the component has a lock. */
export function lockfileLeftOut(image: Image, component: Component): Location | undefined {
  const found = installationsOf(image).find(({ stage, instruction, kind }) => {
    const lock = component.lockfiles.find(
      ({ at }) => kind.lock.test(fileNameOf(at.path)) && fileNameOf(at.path) !== '',
    );
    if (lock === undefined || instruction.mounts.length > 0) return false;
    const before = copiesBefore(image, stage, instruction);
    if (before.some((copy) => takesMany(copy)) || stage.parent !== undefined) return false;
    const brings = (name: RegExp): boolean =>
      before.some(({ sources }) => sources.some((source) => covers(source, name)));
    return brings(kind.manifest) && !brings(kind.lock);
  });
  return found?.instruction.at;
}

/** The COPY of the whole context that stands before an installation of dependencies, so that each change of any file installs them anew. */
export function sourceBeforeDependencies(image: Image): Location | undefined {
  for (const { stage, instruction, kind } of installationsOf(image)) {
    const before = copiesBefore(image, stage, instruction);
    const whole = before.find(({ sources }) => sources.some((source) => /^\.?\/?$/.test(source)));
    if (whole === undefined || instruction.mounts.some(({ type }) => type === 'cache')) continue;
    const earlier = installationsOf(image).some(
      (other) =>
        other.stage === stage &&
        other.kind.ecosystem === kind.ecosystem &&
        (other.instruction.at.line ?? 0) < (whole.at.line ?? 0),
    );
    if (!earlier) return whole.at;
  }
  return undefined;
}

function copiesBefore(image: Image, stage: Stage, instruction: Instruction): Copy[] {
  return image.copies.filter(
    (copy) => copy.stage === stage && copy.from === undefined && (copy.at.line ?? 0) < (instruction.at.line ?? 0),
  );
}

function takesMany({ sources }: Copy): boolean {
  return sources.some((source) => /^\.?\/?$|^\.?\/?\*$|\$/.test(source) || source.endsWith('/'));
}

/** Whether a source of COPY takes in a file of this name: by name, or by a glob such as `package*.json`. */
function covers(source: string, name: RegExp): boolean {
  const last = fileNameOf(source);
  if (!/[*?[]/.test(last)) return name.test(last);
  const samples = [
    'package.json',
    'package-lock.json',
    'npm-shrinkwrap.json',
    'yarn.lock',
    'pnpm-lock.yaml',
    'pyproject.toml',
    'uv.lock',
    'poetry.lock',
    'Gemfile',
    'Gemfile.lock',
    'composer.json',
    'composer.lock',
    'mix.exs',
    'mix.lock',
    'go.mod',
    'go.sum',
    'requirements.txt',
  ];
  return samples.some((sample) => name.test(sample) && matchesGlob(last, sample));
}
