import type { BaseFacts, BaseImage } from '../model/base-image.ts';
import type { Dockerfile, Stage } from '../model/dockerfile.ts';
import type { Copy, Image } from '../model/image.ts';
import type { Location } from '../model/location.ts';
import { directoryOf, fileNameOf, pathIn } from '../read/directory.ts';
import { commandNameOf } from '../read/shell-prefixes.ts';
import { type BaseFinder, indexBases } from './base-facts.ts';
import { chainOf, stagesBuilt, targetStage } from './image-chain.ts';
import { type Configuration, configureStages } from './image-configuration.ts';
import { copiedSecrets, secretHolders } from './copied-files.ts';
import { ignoreFileOf } from './ignored-files.ts';
import { type Exists, guessContext, indexPaths } from './image-context.ts';
import { baseOf } from './image-base.ts';
import { roleOfImage } from './image-role.ts';
import { type ScriptFinder, startOf } from './image-start.ts';
import { userOf } from './image-user.ts';
import type { Readings } from './readings.ts';
import type { Reading } from '../model/reading.ts';

/** Every image that the Dockerfiles of a repository build: the last stage of each, and every other target that a compose file or a workflow builds. */
export function imagesOf(readings: Readings, bases: readonly BaseImage[]): Image[] {
  const find = indexBases(bases);
  const exists = indexPaths(readings.paths);
  const builds = buildsByDockerfile(readings);
  const holders = secretHolders(readings);
  const scripts = readings.all.filter(({ script }) => script !== undefined);
  const onlyImages = !readings.all.some(({ project }) => project !== undefined);
  return readings.all.flatMap(({ dockerfile }) => {
    if (dockerfile === undefined) return [];
    const targets = targetsOf(dockerfile, builds.get(dockerfile.path) ?? []);
    return targets.map((target) => {
      const image = imageOf(dockerfile, target, find, exists, scripts, readings);
      const whole = { ...image, ...roleOfImage(image, onlyImages) };
      return { ...whole, copiedSecrets: copiedSecrets(whole, holders) };
    });
  });
}

/** A build that compose, CI, bake or Skaffold runs. */
interface Build {
  readonly dockerfile?: string;
  readonly context?: string;
  readonly target?: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly at: Location;
}

/** One target of a Dockerfile and the files that build it. */
interface Target {
  readonly stage: Stage;
  readonly target?: string;
  readonly by: readonly Build[];
}

function buildsByDockerfile(readings: Readings): Map<string, Build[]> {
  const byDockerfile = new Map<string, Build[]>();
  for (const { workloads, builds } of readings.all) {
    for (const build of [...workloads.map((workload) => workload.build), ...builds]) {
      if (build?.dockerfile === undefined) continue;
      const known = byDockerfile.get(build.dockerfile);
      if (known) known.push(build);
      else byDockerfile.set(build.dockerfile, [build]);
    }
  }
  return byDockerfile;
}

function targetsOf(dockerfile: Dockerfile, builds: readonly Build[]): Target[] {
  const targets = new Map<Stage, Target & { by: Build[] }>();
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

function imageOf(
  dockerfile: Dockerfile,
  { stage, target, by }: Target,
  find: BaseFinder,
  exists: Exists,
  scripts: readonly Reading[],
  readings: Readings,
): Image {
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
  const copies = built.flatMap((one) => configurations[one.index]?.copies ?? []);
  const named = by.flatMap((build) => build.context ?? []);
  const contexts = named.length > 0 ? [...new Set(named)] : [guessContext(dockerfile.path, built, exists)];
  const [context = ''] = contexts;
  const ignoreFile = ignoreFileOf({ dockerfile, context }, readings);
  const started = startOf(configuration, base, ofBase, target, scriptFinder(scripts, copies, context));
  const programs = [
    ...started.startCommands.flatMap(({ argv, prefixes }) => [...argv, ...prefixes].map(commandNameOf)),
    ...(started.script ? [] : toolsBroughtIn(chain)),
  ];
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
    contexts,
    ...(ignoreFile && { ignoreFile }),
    copiedSecrets: [],
    contextKnown: by.some((build) => build.context !== undefined),
    builtBy: by.map((build) => build.at),
    at: stage.at,
  };
  return { ...image, role: 'service', roleReason: '' };
}

const noConfiguration: Configuration = { environment: new Map(), arguments: new Map(), ports: [], copies: [] };

/** Finds the script of the context that is copied to a path of the image, by its name if the copy does not tell. */
function scriptFinder(scripts: readonly Reading[], copies: readonly Copy[], context: string): ScriptFinder {
  return (path) => {
    const name = fileNameOf(path);
    if (name === '') return undefined;
    const prefix = pathIn(context, '');
    const same = scripts.filter((one) => fileNameOf(one.path) === name && one.path.startsWith(prefix));
    const copied = same.filter((one) =>
      copies.some(
        ({ sources, from }) =>
          from === undefined && sources.some((source) => covers(source, one.path.slice(prefix.length))),
      ),
    );
    const found = copied.length > 0 ? copied : same;
    const nearest = found.length > 1 ? found.filter((one) => directoryOf(one.path) === context) : found;
    const only = nearest.length === 1 ? nearest[0] : undefined;
    return only?.script && { path: only.path, commands: only.script };
  };
}

function covers(source: string, path: string): boolean {
  const plain = source.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  return plain === path || plain === '' || plain === '.' || path.startsWith(`${plain}/`);
}

/** Programs for changing the user that the image installs or takes from another: its script, which is not known, may use them. */
function toolsBroughtIn(chain: readonly Stage[]): string[] {
  const words = chain.flatMap(({ instructions }) =>
    instructions.flatMap(({ keyword, text }) =>
      keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD'
        ? (text.match(/\b(?:gosu|su-exec|s6-overlay|setpriv|fixuid)\b/g) ?? [])
        : [],
    ),
  );
  return [...new Set(words)];
}
