import type { Component } from '../../model/component.ts';
import type { Stage } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import type { FactType } from '../fact-type.ts';

export interface StageSubject {
  readonly stage: Stage;
  readonly image: Image;
  readonly component: Component;
}

/** Whether the content of a stage ends up in the image, rather than only being built for it. */
export function isFinal({ stage, image }: StageSubject): boolean {
  return image.chain.includes(stage);
}

export const stageFacts: FactType<StageSubject> = {
  name: 'Stage',
  doc: 'One FROM of a Dockerfile and what follows it.',
  fields: {
    name: { type: 'string', doc: 'Its name; empty if it has none.', of: ({ stage }) => stage.name ?? '' },
    from: { type: 'string', doc: 'What stands after FROM, as written.', of: ({ stage }) => stage.from },
    external: {
      type: 'bool',
      doc: 'It stands on an image from a registry, not on another stage or on scratch.',
      of: ({ stage }) => stage.parent === undefined && stage.base !== undefined && stage.base.text !== 'scratch',
    },
    base: {
      type: 'string',
      doc: 'The base image, build arguments filled in; empty for another stage or where they cannot be.',
      of: ({ stage }) => stage.base?.text ?? '',
    },
    repository: {
      type: 'string',
      doc: 'The base image without registry of Docker Hub, tag and digest: `node`, `dotnet/sdk`.',
      of: ({ stage }) => stage.base?.repository ?? '',
    },
    registry: {
      type: 'string',
      doc: 'The registry of the base image; `docker.io` if none is written.',
      of: ({ stage }) => (stage.base === undefined ? '' : (stage.base.registry ?? 'docker.io')),
    },
    tag: {
      type: 'string',
      doc: 'The tag of the base image; empty if it has none.',
      of: ({ stage }) => stage.base?.tag ?? '',
    },
    digest: {
      type: 'string',
      doc: 'The digest of the base image; empty if it has none.',
      of: ({ stage }) => stage.base?.digest ?? '',
    },
    platform: { type: 'string', doc: 'The value of --platform.', of: ({ stage }) => stage.platform ?? '' },
    final: { type: 'bool', doc: 'Its content ends up in the image.', of: isFinal },
    missing_arguments: {
      type: 'list<string>',
      doc: 'Build arguments that FROM needs and that have no default.',
      of: ({ stage }) => stage.missingArguments,
    },
    at: { type: 'Location', doc: 'Its FROM.', of: ({ stage }) => stage.at },
  },
};
