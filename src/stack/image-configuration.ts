import type { Dockerfile, Instruction, Stage } from '../model/dockerfile.ts';
import type { Copy, ExposedPort } from '../model/image.ts';
import type { Location } from '../model/location.ts';
import { type Expanded, expand } from '../read/dockerfile-arguments.ts';
import { automaticArguments } from '../read/dockerfile-stages.ts';
import { imagePath } from './image-path.ts';

/** What instructions make of an image, in the order in which BuildKit runs them: those of a stage and of the stages that it stands on. */
export interface Configuration {
  readonly environment: Map<string, { value?: string; at: Location }>;
  readonly arguments: Map<string, string | null>;
  readonly ports: ExposedPort[];
  /** Of this stage alone. */
  readonly copies: Copy[];
  user?: { text: string; known: boolean; at: Location };
  workingDirectory?: string;
  entrypoint?: Instruction;
  command?: Instruction;
  healthcheck?: Instruction;
}

/** More ports than this are no list but a range that was meant as one. */
const mostPorts = 200;

interface Walk {
  readonly dockerfile: Dockerfile;
  readonly escape: string;
  readonly given: Readonly<Record<string, string>>;
  readonly configuration: Configuration;
}

/**
 * Runs the instructions of every stage as far as text tells; `given` are build arguments that a compose file or a workflow passes. In order of the
 * stages.
 */
export function configureStages(dockerfile: Dockerfile, given: Readonly<Record<string, string>>): Configuration[] {
  const escape = dockerfile.directives.escape ?? '\\';
  const configurations: Configuration[] = [];
  for (const stage of dockerfile.stages) {
    const parent = stage.parent === undefined ? undefined : configurations[stage.parent];
    const configuration: Configuration = {
      ...parent,
      environment: new Map(parent?.environment),
      arguments: new Map(parent?.arguments),
      ports: [...(parent?.ports ?? [])],
      copies: [],
    };
    configurations.push(configuration);
    let ownCommand = false;
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'CMD') ownCommand = true;
      // An entry point takes away the command of the images below it.
      if (instruction.keyword === 'ENTRYPOINT' && !ownCommand) delete configuration.command;
      apply({ dockerfile, escape, given, configuration }, stage, instruction);
    }
  }
  return configurations;
}

function apply(walk: Walk, stage: Stage, instruction: Instruction): void {
  const { configuration } = walk;
  const { at } = instruction;
  switch (instruction.keyword) {
    case 'ARG':
      return declare(walk, instruction);
    case 'ENV':
      return setVariables(walk, instruction);
    case 'USER': {
      const { text, unresolved } = resolve(walk, instruction.text);
      configuration.user = { text, known: unresolved.length === 0, at };
      return;
    }
    case 'WORKDIR': {
      const { text, unresolved } = resolve(walk, instruction.text);
      const directory = unresolved.length === 0 ? imagePath(configuration.workingDirectory, text) : undefined;
      if (directory === undefined) delete configuration.workingDirectory;
      else configuration.workingDirectory = directory;
      return;
    }
    case 'EXPOSE':
      for (const word of instruction.words) {
        if (configuration.ports.length < mostPorts) configuration.ports.push(...portsOf(resolve(walk, word).text, at));
      }
      return;
    case 'COPY':
    case 'ADD':
      configuration.copies.push(copyOf(walk, stage, instruction, instruction.keyword));
      return;
    case 'ENTRYPOINT':
      configuration.entrypoint = instruction;
      return;
    case 'CMD':
      configuration.command = instruction;
      return;
    case 'HEALTHCHECK':
      configuration.healthcheck = instruction;
      return;
    default:
  }
}

function resolve({ configuration, escape }: Walk, text: string): Expanded {
  return expand(
    text,
    (name) => {
      const set = configuration.environment.get(name);
      // What is set nowhere here may still be set by the base image.
      return set === undefined ? configuration.arguments.get(name) : set.value;
    },
    escape,
  );
}

function declare(walk: Walk, { pairs }: Instruction): void {
  for (const { name, written } of pairs) {
    const given = Object.hasOwn(walk.given, name) ? walk.given[name] : undefined;
    const inherited = walk.dockerfile.globalArguments.findLast((one) => one.name === name)?.default;
    const { text, unresolved } = written === undefined ? { text: undefined, unresolved: [] } : resolve(walk, written);
    const own = unresolved.length === 0 ? text : undefined;
    const before = walk.configuration.arguments.get(name);
    walk.configuration.arguments.set(name, given ?? own ?? inherited ?? automaticArguments.get(name) ?? before ?? null);
  }
}

function setVariables(walk: Walk, { pairs }: Instruction): void {
  // All pairs of one instruction see the values from before it.
  const values = pairs.map(({ name, written = '', at }) => ({ name, at, ...resolve(walk, written) }));
  for (const { name, at, text, unresolved } of values)
    walk.configuration.environment.set(name, unresolved.length === 0 ? { value: text, at } : { at });
}

function portsOf(text: string, at: Location): ExposedPort[] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?(?:\/(\w+))?$/.exec(text);
  if (!match) return [];
  const first = Number(match[1]);
  const last = match[2] === undefined ? first : Number(match[2]);
  const protocol = (match[3] ?? 'tcp').toLowerCase();
  const ports: ExposedPort[] = [];
  for (let port = first; port <= last && ports.length < 100; port++) ports.push({ port, protocol, at });
  return ports;
}

function copyOf(walk: Walk, stage: Stage, instruction: Instruction, keyword: Copy['keyword']): Copy {
  const { words, heredocs, flags, fromStage, at } = instruction;
  const announced = new Set(heredocs.map(({ name }) => name));
  const resolved = words.map((word) => resolve(walk, word).text);
  const isHeredoc = (word: string): boolean => announced.size > 0 && (/^\d*<</.test(word) || announced.has(word));
  const from = flags.find(({ name }) => name === 'from')?.value;
  const source = fromStage === undefined ? undefined : walk.dockerfile.stages[fromStage];
  return {
    stage,
    keyword,
    sources: resolved.slice(0, -1).filter((word) => !isHeredoc(word)),
    destination: destinationOf(walk.configuration.workingDirectory, resolved.at(-1) ?? '') ?? resolved.at(-1) ?? '',
    ...(from !== undefined && { from: resolve(walk, from).text }),
    ...(source && { fromStage: source }),
    excluded: flags.filter(({ name }) => name === 'exclude').map(({ value }) => value),
    at,
  };
}

/** Where a COPY puts things. A slash at its end stays: it tells a directory from a file. */
function destinationOf(directory: string | undefined, path: string): string | undefined {
  const absolute = imagePath(directory, path);
  return absolute === undefined || absolute === '/' || !/\/\.?$/.test(path) ? absolute : `${absolute}/`;
}
