import type { Component } from '../../model/component.ts';
import type { Command } from '../../model/command.ts';
import type { Image } from '../../model/image.ts';
import type { FactType } from '../fact-type.ts';
import type { StageSubject } from './stage.ts';

export interface ImageSubject {
  readonly image: Image;
  readonly component: Component;
}

/** The process that a container of the image starts: entry point and command together. */
export function startOf({ entrypoint, command }: Image): Command | undefined {
  if (entrypoint === undefined) return command;
  return command === undefined ? entrypoint : { ...entrypoint, argv: [...entrypoint.argv, ...command.argv] };
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
      doc: 'The Dockerfile says what to start.',
      of: ({ image }) => startOf(image) !== undefined,
    },
    shell_form: {
      type: 'bool',
      doc: 'The start command is in shell form, so that a shell is process 1.',
      of: ({ image }) => image.execForm === false,
    },
    command: {
      type: 'string',
      doc: 'The start command, words joined by spaces.',
      of: ({ image }) => startOf(image)?.argv.join(' ') ?? '',
    },
    command_at: {
      type: 'Location',
      doc: 'Where the start command stands.',
      of: ({ image }) => image.command?.at ?? image.entrypoint?.at ?? image.at,
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
      of: ({ image }, _context, word: string) => startOf(image)?.argv.includes(word) === true,
    },
  },
};
