import type { Command } from '../model/command.ts';
import type { ImageBuild } from '../model/image-build.ts';
import type { Location } from '../model/location.ts';
import { reading } from '../model/reading.ts';
import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';
import {
  type BuildPlace,
  dockerBuild,
  mayBuildImage,
  literalPath,
  secretIn,
  unknownBuild,
} from './docker-build-command.ts';
import { actionBuild } from './github-build-action.ts';
import { fillIn, matrixOf } from './github-matrix.ts';
import type { Reader } from './reader.ts';
import { splitCommands } from './shell-words.ts';
import { type YamlDocument, parseYaml } from './yaml.ts';

const mostSteps = 2000;

/** Steps of GitHub workflows: what they run and which images they build. */
export const githubWorkflow: Reader = {
  name: 'github-workflow',
  specifications: ['https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax'],
  takes: ['commands', 'builds'],
  files: ['.github/workflows/*.yml', '.github/workflows/*.yaml'],
  read(path, text) {
    const [document] = parseYaml(path, text);
    if (document === undefined) return reading(path, this.name, {});
    const steps = stepsOf(path, document, text.split('\n'));
    const builds = distinct(steps.flatMap(buildsOf));
    const called = entriesOf(fieldOf(document.value, 'jobs')).map(([, job]) => textOf(fieldOf(job, 'uses')) ?? '');
    const mayBuild = [...steps.map(textOfStep), ...called].some(mayBuildImage);
    return reading(path, this.name, {
      commands: steps.flatMap(commandsOf),
      builds: builds.length === 0 && mayBuild ? [unknownBuild('workflow', { path, line: 1 })] : builds,
      diagnostics: document.diagnostics,
    });
  },
};

/** One step of a job, for one combination of its matrix. */
interface Step {
  readonly job: string;
  readonly value: Record<string, unknown>;
  /** It is the first combination: the others run the same commands. */
  readonly first: boolean;
  readonly directory: string | undefined;
  readonly secrets: ReadonlyMap<string, string>;
  fill(text: string): string;
  at(...keys: readonly string[]): Location;
  /** The place of a line of a text block. */
  lineIn(index: number, ...keys: readonly string[]): Location;
}

function stepsOf(path: string, document: YamlDocument, lines: readonly string[]): Step[] {
  const found: Step[] = [];
  const everywhere = secretVariables(fieldOf(document.value, 'env'));
  const usual = textOf(fieldOf(document.value, 'defaults', 'run', 'working-directory'));
  for (const [job, value] of entriesOf(fieldOf(document.value, 'jobs'))) {
    const steps = fieldOf(value, 'steps');
    if (!Array.isArray(steps)) continue;
    const inJob = new Map([...everywhere, ...secretVariables(fieldOf(value, 'env'))]);
    const jobDirectory = textOf(fieldOf(value, 'defaults', 'run', 'working-directory')) ?? usual;
    for (const [number, combination] of matrixOf(fieldOf(value, 'strategy', 'matrix')).entries()) {
      const fill = (text: string): string => fillIn(text, combination);
      for (const [index, step] of steps.entries()) {
        if (!isRecord(step) || found.length >= mostSteps) continue;
        const at = (...keys: readonly string[]): Location => ({
          path,
          line: document.lineOf('jobs', job, 'steps', index, ...keys),
        });
        found.push({
          job,
          value: step,
          first: number === 0,
          directory: literalPath('', fill(textOf(step['working-directory']) ?? jobDirectory ?? '.')),
          secrets: new Map([...inJob, ...secretVariables(step['env'])]),
          fill,
          at,
          lineIn: (row, ...keys) => {
            const { line = 1 } = at(...keys);
            const block = /[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.test((lines[line - 1] ?? '').slice(-200));
            return { path, line: line + row + (block ? 1 : 0) };
          },
        });
      }
    }
  }
  return found;
}

function secretVariables(environment: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of entriesOf(environment)) {
    const secret = secretIn(textOf(value) ?? '');
    if (secret !== undefined) found.set(name, secret);
  }
  return found;
}

function commandsOf(step: Step): Command[] {
  const run = textOf(step.value['run']);
  if (run === undefined || !step.first) return [];
  return splitCommands(run)
    .filter(({ argv }) => argv.length > 0)
    .map(({ argv, environment, line }) => ({
      argv,
      origin: 'workflow' as const,
      name: step.job,
      environment,
      at: step.lineIn(line, 'run'),
    }));
}

function buildsOf(step: Step): ImageBuild[] {
  const run = textOf(step.value['run']);
  if (run === undefined) return actionBuild(step);
  let { directory } = step;
  const found: ImageBuild[] = [];
  for (const { argv, line } of splitCommands(step.fill(run))) {
    if (argv[0] === 'cd') directory = directory === undefined ? undefined : literalPath(directory, argv[1] ?? '');
    const place: BuildPlace = { by: 'workflow', directory, secrets: step.secrets, at: step.lineIn(line, 'run') };
    const build = dockerBuild(argv, place);
    if (build) found.push(build);
  }
  return found;
}

function textOfStep({ value }: Step): string {
  return `${textOf(value['uses']) ?? ''}\n${textOf(value['run']) ?? ''}`;
}

/** Combinations of a matrix that build the same are one build. */
function distinct(builds: readonly ImageBuild[]): ImageBuild[] {
  const seen = new Map(builds.map((build) => [JSON.stringify({ ...build, tags: [] }), build]));
  return [...seen.values()];
}
