import type { Component } from '../../model/component.ts';
import type { ImageBuild } from '../../model/image-build.ts';
import { parseImageReference } from '../../read/image-reference.ts';
import type { FactType } from '../fact-type.ts';

export interface BuildSubject {
  readonly build: ImageBuild;
  readonly component: Component;
}

/** Names of what browsers or everybody may know, whatever CI calls it. */
const open =
  /(?:^|_)(?:public|vite|react_app|gatsby|dsn|url|uri|host|hostname|user|username|name|email|domain|region|registry|org|project|bucket|port|version|id)(?:_|$)/i;

function leaked({ secretArguments }: ImageBuild) {
  return secretArguments.filter(({ name, secret }) => !open.test(name) && !open.test(secret));
}

export const buildFacts: FactType<BuildSubject> = {
  name: 'Build',
  doc: 'A container build that a workflow, GitLab CI, a bake file or Skaffold runs.',
  fields: {
    by: { type: 'string', doc: 'workflow, gitlab-ci, bake or skaffold', of: ({ build }) => build.by },
    dockerfile: {
      type: 'string',
      doc: 'The Dockerfile, from the root; empty if it cannot be told.',
      of: ({ build }) => build.dockerfile ?? '',
    },
    target: {
      type: 'string',
      doc: 'The target that it builds; empty for the last stage.',
      of: ({ build }) => build.target ?? '',
    },
    tags: {
      type: 'list<string>',
      doc: 'The names that the image gets, as far as they are literal.',
      of: ({ build }) => build.tags,
    },
    pushes: { type: 'bool', doc: 'It is pushed to a registry for certain.', of: ({ build }) => build.pushes },
    moving_only: {
      type: 'bool',
      doc: 'All its names are known, and all of them are `latest` or have no tag.',
      of: ({ build }) =>
        build.tagsKnown && build.tags.every((tag) => ['latest', undefined].includes(parseImageReference(tag)?.tag)),
    },
    secret_arguments: {
      type: 'string',
      doc: 'The names of build arguments that are filled from secrets of CI; those that name something public are left out.',
      of: ({ build }) =>
        leaked(build)
          .map(({ name }) => name)
          .join(', '),
    },
    secret_argument_at: {
      type: 'Location',
      doc: 'Where the first of these stands; its own place if there is none.',
      of: ({ build }) => leaked(build)[0]?.at ?? build.at,
    },
    short_lived: {
      type: 'bool',
      doc: 'All of these secrets end with the job, as GITHUB_TOKEN does.',
      of: ({ build }) => leaked(build).every(({ secret }) => secret === 'GITHUB_TOKEN'),
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ build }) => build.at },
  },
};
