import type { BaseFacts, BaseImage } from '../model/base-image.ts';
import type { Command } from '../model/command.ts';
import type { Dockerfile, ImageReference, Instruction, Stage } from '../model/dockerfile.ts';
import type { Image } from '../model/image.ts';
import type { ShellCommand } from '../model/shell-command.ts';
import type { WorkloadBuild } from '../model/workload.ts';
import { commandNameOf } from '../read/shell-prefixes.ts';
import { type BaseFinder, indexBases } from './base-facts.ts';
import { chainOf, stagesBuilt, targetStage } from './image-chain.ts';
import { type Configuration, configureStages } from './image-configuration.ts';
import { type Exists, guessContext, indexPaths } from './image-context.ts';
import { mainCommand, processOf } from './image-process.ts';
import { roleOfImage } from './image-role.ts';
import { baseOf } from './image-base.ts';
import { userOf } from './image-user.ts';
import type { Readings } from './readings.ts';

/** A Dockerfile of more stages is no one's work. */
const mostStages = 200;

/** Every image that the Dockerfiles of a repository build: the last stage of each, and every other target that a compose file or a workflow builds. */
export function imagesOf(readings: Readings, bases: readonly BaseImage[]): Image[] {
  const find = indexBases(bases);
  const exists = indexPaths(readings.paths);
  const builds = buildsByDockerfile(readings);
  return readings.all.flatMap(({ dockerfile }) => {
    if (dockerfile === undefined || dockerfile.stages.length > mostStages) return [];
    const targets = targetsOf(dockerfile, builds.get(dockerfile.path) ?? []);
    return targets.map((target) => imageOf(dockerfile, target, find, exists));
  });
}

/** One target of a Dockerfile and the files that build it. */
interface Target {
  readonly stage: Stage;
  readonly target?: string;
  readonly by: readonly WorkloadBuild[];
}

function buildsByDockerfile(readings: Readings): Map<string, WorkloadBuild[]> {
  const builds = new Map<string, WorkloadBuild[]>();
  for (const { workloads } of readings.all) {
    for (const { build } of workloads) {
      if (build === undefined) continue;
      const known = builds.get(build.dockerfile);
      if (known) known.push(build);
      else builds.set(build.dockerfile, [build]);
    }
  }
  return builds;
}

function targetsOf(dockerfile: Dockerfile, builds: readonly WorkloadBuild[]): Target[] {
  const targets = new Map<Stage, Target & { by: WorkloadBuild[] }>();
  for (const build of [undefined, ...builds]) {
    const stage = targetStage(dockerfile, build?.target);
    if (stage === undefined) continue;
    const known = targets.get(stage);
    if (known && build) known.by.push(build);
    else if (!known)
      targets.set(stage, {
        stage,
        ...(build?.target !== undefined && { target: build.target }),
        by: build ? [build] : [],
      });
  }
  return [...targets.values()];
}

function imageOf(dockerfile: Dockerfile, { stage, target, by }: Target, find: BaseFinder, exists: Exists): Image {
  const given = Object.assign(Object.create(null), ...by.map((build) => build.arguments)) as Record<string, string>;
  const chain = chainOf(dockerfile, stage);
  const built = stagesBuilt(dockerfile, stage);
  const facts = new Map<Stage, BaseFacts>();
  for (const one of built) {
    const reference = baseOf(dockerfile, one, given);
    const known = reference && find(reference);
    if (known) facts.set(one, known);
  }
  const first = chain[0] ?? stage;
  const base = baseOf(dockerfile, first, given);
  const ofBase = facts.get(first);
  const configurations = configureStages(dockerfile, given);
  const configuration = configurations[stage.index] ?? noConfiguration;
  const started = startOf(configuration, base, ofBase, target);
  const programs = started.startCommands.flatMap(({ argv, prefixes }) => [...argv, ...prefixes].map(commandNameOf));
  const copies = built.flatMap((one) => configurations[one.index]?.copies ?? []);
  const context = by[0]?.context ?? guessContext(dockerfile.path, built, exists);
  const { environment, ports, workingDirectory, healthcheck } = configuration;
  const image = {
    dockerfile,
    ...(target !== undefined && { target }),
    chain,
    built,
    ...(base && { base }),
    facts,
    ...userOf(configuration, base, ofBase, programs, configuration.entrypoint === undefined),
    ...(ofBase?.runtime && { runtime: ofBase.runtime }),
    multiStage: built.length > 1,
    healthcheck: healthcheck !== undefined && !/^none$/i.test(healthcheck.words[0] ?? ''),
    ...(healthcheck && { healthcheckAt: healthcheck.at }),
    ...started,
    environment,
    ...(workingDirectory !== undefined && { workingDirectory }),
    ports,
    copies,
    context,
    contextKnown: by.length > 0,
    builtBy: by.map((build) => build.at),
    at: stage.at,
  };
  return { ...image, ...roleOfImage(image) };
}

const noConfiguration: Configuration = { environment: new Map(), arguments: new Map(), ports: [], copies: [] };

type Started = Pick<Image, 'start' | 'entrypoint' | 'command' | 'startCommands' | 'process' | 'execForm'>;

function startOf(
  { entrypoint, command, environment }: Configuration,
  base: ImageReference | undefined,
  facts: BaseFacts | undefined,
  target: string | undefined,
): Started {
  const own = [entrypoint, command].filter((one) => one !== undefined && one.text !== '' && one.words.length > 0);
  const variables = Object.fromEntries(
    [...environment].flatMap(([name, { value }]) => (value === undefined ? [] : [[name, value]])),
  );
  const asCommand = (instruction: Instruction): Command => ({
    argv: argvOf(instruction),
    origin: 'image',
    name: target ?? '',
    environment: variables,
    at: instruction.at,
  });
  const start = own.length > 0 ? 'own' : base?.text === 'scratch' ? 'none' : facts?.start;
  const inherited = entrypoint === undefined ? facts?.entrypoint : undefined;
  const entry =
    entrypoint && entrypoint.words.length > 0
      ? asCommand(entrypoint)
      : inherited &&
        command && { argv: inherited, origin: 'image' as const, name: target ?? '', environment: {}, at: command.at };
  const shellEntry = entrypoint !== undefined && entrypoint.form === 'shell' && entrypoint.text !== '';
  const given = command && command.words.length > 0 && !shellEntry ? asCommand(command) : undefined;
  const shellForms = own.map((one) => one?.form === 'shell');
  return {
    ...(start !== undefined && { start }),
    ...(entry && { entrypoint: entry }),
    ...(given && { command: given }),
    startCommands: own.flatMap((one) => one?.commands ?? []),
    process: processOf([...(entry?.argv ?? []), ...(given?.argv ?? [])]),
    ...(own.length > 0 && { execForm: !shellForms.includes(true) }),
  };
}

/** The words of the exec form; those of the command that stays, in shell form. */
function argvOf({ form, words, commands }: Instruction): readonly string[] {
  if (form === 'json') return words;
  const main: ShellCommand | undefined = mainCommand(commands);
  return main?.argv ?? words;
}
