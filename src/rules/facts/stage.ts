import type { BaseFacts } from '../../model/base-image.ts';
import type { Component } from '../../model/component.ts';
import type { Stage } from '../../model/dockerfile.ts';
import type { Image } from '../../model/image.ts';
import type { FactContext, FactType } from '../fact-type.ts';
import { runtimeMismatch } from '../questions/runtime-mismatch.ts';
import { supportOf } from '../questions/support.ts';
import type { SupportSubject } from './support.ts';

export interface StageSubject {
  readonly stage: Stage;
  readonly image: Image;
  readonly component: Component;
}

/** Whether the content of a stage ends up in the image, rather than only being built for it. */
export function isFinal({ stage, image }: StageSubject): boolean {
  return image.chain.includes(stage);
}

/** What is known of the base image that the stage stands on. */
function factsOf({ stage, image }: StageSubject): BaseFacts | undefined {
  return image.facts.get(stage);
}

function lifecycleOf(technology: string | undefined, context: FactContext): string | undefined {
  return technology === undefined ? undefined : context.technology(technology)?.lifecycle;
}

function cycleSupport(
  product: string | undefined,
  version: string | undefined,
  { component }: StageSubject,
  context: FactContext,
): SupportSubject {
  const lifecycle = product === undefined ? undefined : context.lifecycle(product);
  if (lifecycle === undefined || version === undefined) return {};
  const support = supportOf(lifecycle, version, context.today, context.patience(component.path));
  return support === undefined ? {} : { support };
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
    known: {
      type: 'bool',
      doc: 'There are facts about its base image (rules/images).',
      of: (subject) => factsOf(subject) !== undefined,
    },
    role: {
      type: 'string',
      doc: 'What its base image is for: sdk, jdk, jre, runtime, server, service, static, os, tool; empty if unknown.',
      of: (subject) => factsOf(subject)?.role ?? '',
    },
    compiler: {
      type: 'bool',
      doc: 'Its base image brings a compiler and headers.',
      of: (subject) => factsOf(subject)?.compiler === true,
    },
    libc: {
      type: 'string',
      doc: 'glibc, musl or none; empty if unknown.',
      of: (subject) => factsOf(subject)?.libc ?? '',
    },
    runtime: {
      type: 'string',
      doc: 'Id of the runtime that its base image brings.',
      of: (subject) => factsOf(subject)?.runtime?.technology ?? '',
    },
    runtime_version: {
      type: 'string',
      doc: 'The version of that runtime, as the tag tells it.',
      of: (subject) => factsOf(subject)?.runtime?.version ?? '',
    },
    runtime_support: {
      type: 'Support',
      doc: "The release cycle of its base image's runtime on the day of the audit.",
      of: (subject, context) => {
        const facts = factsOf(subject);
        return cycleSupport(
          facts?.image.lifecycle ?? lifecycleOf(facts?.runtime?.technology, context),
          facts?.runtime?.version,
          subject,
          context,
        );
      },
    },
    runtime_name: {
      type: 'string',
      doc: 'The name of the runtime that its base image brings: "Node.js".',
      of: (subject, context) => {
        const id = factsOf(subject)?.runtime?.technology ?? '';
        return context.technology(id)?.name ?? id;
      },
    },
    runtime_asked: {
      type: 'string',
      doc: "The version that a file of the component built or run in it asks for, where its base image's runtime does not satisfy that; empty if it does, or if it cannot be told.",
      of: (subject, { components }) => runtimeMismatch(subject, components)?.requirement.requirement ?? '',
    },
    runtime_asked_at: {
      type: 'Location',
      doc: 'Where that file asks for it; its own place otherwise.',
      of: (subject, { components }) => runtimeMismatch(subject, components)?.requirement.at ?? subject.stage.at,
    },
    runtime_pinned: {
      type: 'bool',
      doc: 'That file names the version that is used, as .nvmrc does, rather than what the code needs.',
      of: (subject, { components }) => runtimeMismatch(subject, components)?.requirement.strength === 'pin',
    },
    runtime_refused: {
      type: 'bool',
      doc: 'What is built in it ends with an error, because the base image is older than the code asks for and does not fetch a newer one.',
      of: (subject, { components }) => runtimeMismatch(subject, components)?.refused === true,
    },
    distribution_support: {
      type: 'Support',
      doc: "The release cycle of its base image's distribution on the day of the audit.",
      of: (subject, context) => {
        const distribution = factsOf(subject)?.distribution;
        return cycleSupport(distribution?.id, distribution?.version, subject, context);
      },
    },
    process: {
      type: 'string',
      doc: 'The main process of the image that the stage is built for.',
      of: ({ image }) => image.process.join(' '),
    },
    retired: {
      type: 'bool',
      doc: 'Its base image is no longer published.',
      of: (subject) => factsOf(subject)?.image.retired !== undefined,
    },
    instead: {
      type: 'string',
      doc: 'What to use in place of a retired base image.',
      of: (subject) => factsOf(subject)?.image.retired?.instead ?? '',
    },
    final: { type: 'bool', doc: 'Its content ends up in the image.', of: isFinal },
    missing_arguments: {
      type: 'list<string>',
      doc: 'Build arguments that FROM needs and that have no default.',
      of: ({ stage }) => stage.missingArguments,
    },
    undeclared_arguments: {
      type: 'list<string>',
      doc: 'Those of them that no ARG before the first FROM declares: no `--build-arg` reaches them.',
      of: ({ stage, image }) => {
        const declared = new Set(image.dockerfile.globalArguments.map(({ name }) => name));
        return stage.missingArguments.filter((name) => !declared.has(name));
      },
    },
    at: { type: 'Location', doc: 'Its FROM.', of: ({ stage }) => stage.at },
  },
};
