import type { Component } from '../../model/component.ts';
import type { BaseFacts } from '../../model/base-image.ts';
import type { Image } from '../../model/image.ts';
import type { FactType } from '../fact-type.ts';
import { workloadsOfImage } from '../../stack/image-of-workload.ts';
import { lockfileLeftOut, sourceBeforeDependencies } from '../questions/dependency-layers.ts';
import { missingHealthTool } from '../questions/health-tool.ts';
import { loopbackOnly } from '../questions/loopback.ts';
import { contextFields } from './image-context.ts';
import { undefinedUser } from '../questions/undefined-user.ts';
import { unreplacedShell } from '../questions/start-script.ts';
import type { StageSubject } from './stage.ts';
import { setsNonRootUser } from '../questions/workload-risks.ts';
import { weightFields } from './image-weight.ts';

export interface ImageSubject {
  readonly image: Image;
  readonly component: Component;
}

/** What the container runs in the end: a package script is followed to what it runs. */
export function processText({ image, component }: ImageSubject): string {
  let words = image.process;
  for (let depth = 0; depth < 3; depth++) {
    const script = scriptName(words);
    const found =
      script === undefined
        ? undefined
        : component.commands.findLast(({ origin, name }) => origin === 'script' && name === script);
    if (found === undefined) break;
    words = found.argv;
  }
  return words.join(' ');
}

/** `npm start`, `npm run serve`, `yarn serve`, `pnpm run serve`: the script that it runs. */
function scriptName([program = '', ...rest]: readonly string[]): string | undefined {
  if (!/(?:^|\/)(?:npm|pnpm|yarn|bun)$/.test(program)) return undefined;
  const words = rest.filter((word) => !word.startsWith('-'));
  if (words[0] === 'run' || words[0] === 'run-script') return words[1];
  return program.endsWith('npm') && words[0] !== 'start' ? undefined : words[0];
}

/** What is known of the base that the image stands on. */
export function finalFacts(image: Image): BaseFacts | undefined {
  const [first] = image.chain;
  return first === undefined ? undefined : image.facts.get(first);
}

function stages({ image, component }: ImageSubject): StageSubject[] {
  return image.built.map((stage) => ({ stage, image, component }));
}

export const imageFacts: FactType<ImageSubject> = {
  name: 'Image',
  doc: 'A container image that a Dockerfile builds: the chain of stages that leads to one target.',
  fields: {
    path: { type: 'string', doc: 'Path of the Dockerfile.', of: ({ image }) => image.dockerfile.path },
    target: {
      type: 'string',
      doc: 'Name of the target; empty for the last stage.',
      of: ({ image }) => image.target ?? '',
    },
    context: { type: 'string', doc: 'The build context, from the root.', of: ({ image }) => image.context },
    base: {
      type: 'string',
      doc: 'The image that the final chain stands on, build arguments filled in; empty if they cannot be.',
      of: ({ image }) => image.base?.text ?? '',
    },
    user: {
      type: 'string',
      doc: 'The user that the container runs as; empty if it cannot be told.',
      of: ({ image }) => image.user ?? '',
    },
    user_set: {
      type: 'bool',
      doc: 'A USER instruction of the Dockerfile decides.',
      of: ({ image }) => image.userAt !== undefined,
    },
    user_known: {
      type: 'bool',
      doc: 'It can be told whether it runs as root.',
      of: ({ image }) => image.runsAsRoot !== undefined,
    },
    runs_as_root: { type: 'bool', doc: 'It runs as root for certain.', of: ({ image }) => image.runsAsRoot === true },
    user_at: {
      type: 'Location',
      doc: 'The USER that decides; the final FROM if there is none.',
      of: ({ image }) => image.userAt ?? image.at,
    },
    multi_stage: { type: 'bool', doc: 'It is built in more than one stage.', of: ({ image }) => image.multiStage },
    healthcheck: { type: 'bool', doc: 'It has a HEALTHCHECK.', of: ({ image }) => image.healthcheck },
    has_command: {
      type: 'bool',
      doc: 'The Dockerfile or its base says what to start.',
      of: ({ image }) => image.process.length > 0 || image.start === 'server' || image.start === 'entrypoint',
    },
    forced_non_root: {
      type: 'bool',
      doc: 'Every workload of this repository that runs it makes it run as another user than root.',
      of: ({ image, component }) => {
        const workloads = workloadsOfImage(component, image);
        return (
          workloads.length > 0 &&
          workloads.every((one) => setsNonRootUser(one) || (one.runAsNonRoot === true && one.user !== '0'))
        );
      },
    },
    needs_numeric_user: {
      type: 'bool',
      doc: 'A workload runs it with runAsNonRoot and without a user of its own: Kubernetes then only starts it if its USER is a number.',
      of: ({ image, component }) =>
        workloadsOfImage(component, image).some((one) => one.runAsNonRoot === true && one.user === undefined),
    },
    probed: {
      type: 'bool',
      doc: 'A workload that runs it has probes or a health check of its own.',
      of: ({ image, component }) =>
        workloadsOfImage(component, image).some(
          (one) =>
            one.readinessProbe === true ||
            one.livenessProbe === true ||
            one.startupProbe === true ||
            one.healthcheck === true,
        ),
    },
    in_kubernetes: {
      type: 'bool',
      doc: 'A Kubernetes manifest of this repository runs it.',
      of: ({ image, component }) => workloadsOfImage(component, image).some(({ kind }) => kind === 'kubernetes'),
    },
    in_compose: {
      type: 'bool',
      doc: 'A compose file of this repository runs it.',
      of: ({ image, component }) => workloadsOfImage(component, image).some(({ kind }) => kind === 'compose'),
    },
    shell_form: {
      type: 'bool',
      doc: 'The start command is in shell form, so that a shell stays process 1: no exec in it, and no shell chosen on purpose with SHELL.',
      of: ({ image }) =>
        image.execForm === false &&
        !image.startCommands.some(({ prefixes }) => prefixes.includes('exec')) &&
        !image.chain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'SHELL')),
    },
    process: {
      type: 'string',
      doc: 'The main process in the end, words joined by spaces: shells, init programs and package scripts are followed.',
      of: processText,
    },
    command: {
      type: 'string',
      doc: 'The main process as the image starts it, words joined by spaces; only the beginning of a long one.',
      of: ({ image }) => {
        const words = image.process.join(' ');
        return words.length > 160 ? `${words.slice(0, 159)}…` : words;
      },
    },
    command_at: {
      type: 'Location',
      doc: 'Where the start command stands.',
      of: ({ image }) => image.command?.at ?? image.entrypoint?.at ?? image.at,
    },
    start: {
      type: 'string',
      doc: 'What starts by itself: own, none, shell, repl, server, entrypoint; empty if it cannot be told.',
      of: ({ image }) => image.start ?? '',
    },
    start_known: {
      type: 'bool',
      doc: 'It can be told what a container of it starts, or that it starts nothing.',
      of: ({ image }) => image.process.length > 0 || image.start !== undefined,
    },
    ...contextFields,
    refused: {
      type: 'string',
      doc: 'What BuildKit refuses about the Dockerfile, first; empty if nothing.',
      of: ({ image }) => image.dockerfile.refusals[0]?.message ?? '',
    },
    refused_at: {
      type: 'Location',
      doc: 'Where that stands.',
      of: ({ image }) => image.dockerfile.refusals[0]?.at ?? image.at,
    },
    lockfile_left_out: {
      type: 'bool',
      doc: 'Dependencies are installed after the manifest was copied by name and its lock file was not.',
      of: ({ image, component }) => lockfileLeftOut(image, component) !== undefined,
    },
    lockfile_left_out_at: {
      type: 'Location',
      doc: 'The installation.',
      of: ({ image, component }) => lockfileLeftOut(image, component) ?? image.at,
    },
    source_before_dependencies: {
      type: 'bool',
      doc: 'The whole context is copied before dependencies are installed.',
      of: ({ image }) => sourceBeforeDependencies(image) !== undefined,
    },
    source_before_dependencies_at: {
      type: 'Location',
      doc: 'The COPY.',
      of: ({ image }) => sourceBeforeDependencies(image) ?? image.at,
    },
    missing_health_tool: {
      type: 'string',
      doc: 'The tool that its HEALTHCHECK calls and that it does not have; empty if none.',
      of: ({ image }) => missingHealthTool(image, finalFacts(image)) ?? '',
    },
    loopback_reason: {
      type: 'string',
      doc: 'Why its server can only be reached from inside the container; empty if it can, or if that cannot be told.',
      of: (subject, { paths }) => loopbackOnly(processText(subject), subject.image, paths) ?? '',
    },
    ...weightFields,
    changes_user: {
      type: 'bool',
      doc: 'It starts as root, and what it starts goes on as somebody else.',
      of: ({ image }) => image.changesUser === true,
    },
    undefined_user: {
      type: 'string',
      doc: 'The name of the user that it runs as, if neither its base image nor the Dockerfile creates it; empty if one does, or if it cannot be told.',
      of: ({ image }) => undefinedUser(image) ?? '',
    },
    unreplaced_command: {
      type: 'string',
      doc: 'The command at the end of its start script that runs the service as a child of the shell, without exec; empty if there is none, or if the script does more than that.',
      of: ({ image }, { text }) => unreplacedShell(image, text(image.script?.path ?? ''))?.words ?? '',
    },
    unreplaced_command_at: {
      type: 'Location',
      doc: 'Where that stands in the script.',
      of: ({ image }, { text }) => unreplacedShell(image, text(image.script?.path ?? ''))?.at ?? image.at,
    },
    user_reason: { type: 'string', doc: 'Why it runs as root or not.', of: ({ image }) => image.userReason },
    suggested_user: {
      type: 'string',
      doc: 'A user that the base image has, or a number.',
      of: ({ image }) => finalFacts(image)?.users?.[0] ?? '10001:10001',
    },
    unprivileged_base: {
      type: 'string',
      doc: 'The image to stand on instead, where its base needs more than another user to run without root; empty if none is known.',
      of: ({ image }) => finalFacts(image)?.unprivileged ?? '',
    },
    runtime: {
      type: 'string',
      doc: 'Id of the runtime that the final base brings.',
      of: ({ image }) => image.runtime?.technology ?? '',
    },
    ports: {
      type: 'list<int>',
      doc: 'The ports that it exposes.',
      of: ({ image }) => image.ports.map(({ port }) => port),
    },
    final: {
      type: 'Stage',
      doc: 'The last stage of the chain.',
      of: (subject) => ({
        stage: subject.image.chain.at(-1) ?? subject.image.dockerfile.stages.at(-1),
        image: subject.image,
        component: subject.component,
      }),
    },
    stages: { type: 'list<Stage>', doc: 'Every stage that is built for it.', of: stages },
    at: { type: 'Location', doc: 'The FROM of the final stage.', of: ({ image }) => image.at },
  },
  methods: {
    environment: {
      parameters: ['string'],
      returns: 'string',
      doc: 'The literal value of an environment variable of the final image; empty if it is not set or not literal.',
      of: ({ image }, _context, name: string) => image.environment.get(name)?.value ?? '',
    },
    starts: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'The start command contains this word.',
      of: ({ image }, _context, word: string) => image.process.includes(word),
    },
  },
};
