import type { Component } from '../../model/component.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { schemeFor, schemes } from '../../versions/index.ts';
import type { FactType } from '../fact-type.ts';
import { supportOfRequirement } from '../support.ts';
import { agree } from '../version-agreement.ts';

export interface RuntimeSubject {
  readonly runtime: RuntimeRequirement;
  readonly component: Component;
}

export const runtimeFacts: FactType<RuntimeSubject> = {
  name: 'Runtime',
  doc: 'What one file says about the version of a language or runtime.',
  fields: {
    technology: { type: 'string', doc: 'Id of the technology.', of: ({ runtime }) => runtime.technology },
    kind: {
      type: 'string',
      doc: 'language, runtime or tool',
      of: ({ runtime }, context) => context.technology(runtime.technology)?.kind ?? 'tool',
    },
    name: {
      type: 'string',
      doc: 'Its name.',
      of: ({ runtime }, context) => context.technology(runtime.technology)?.name ?? runtime.technology,
    },
    requirement: { type: 'string', doc: 'As written.', of: ({ runtime }) => runtime.requirement },
    strength: {
      type: 'string',
      doc: 'pin: this version is used; minimum: what the code needs; target: what it is compiled for.',
      of: ({ runtime }) => runtime.strength,
    },
    support: {
      type: 'Support',
      doc: 'Its release cycle on the day of the audit.',
      of: ({ runtime, component }, context) => {
        const technology = context.technology(runtime.technology);
        const lifecycle = technology?.lifecycle === undefined ? undefined : context.lifecycle(technology.lifecycle);
        if (lifecycle === undefined) return {};
        const scheme = schemeFor(technology?.versions ?? 'semver', runtime.requirement) ?? schemes.semver;
        // A minimum without an upper bound, as `go 1.21`, says what the code needs and not what it runs on.
        if (runtime.strength !== 'pin' && scheme.highest(runtime.requirement) === undefined) return {};
        const version = { declared: runtime.requirement };
        return {
          support: supportOfRequirement(lifecycle, version, scheme, context.today, context.patience(component.path)),
        };
      },
    },
    first_to_disagree: {
      type: 'bool',
      doc: 'Another file of the component names a version that this one rules out, and no earlier one of them says so already.',
      of: (subject) => {
        const others = disagreeing(subject);
        const { runtimes } = subject.component;
        return (
          others.length > 0 && others.every((other) => runtimes.indexOf(other) > runtimes.indexOf(subject.runtime))
        );
      },
    },
    others: {
      type: 'string',
      doc: 'What the files that disagree say.',
      of: (subject) =>
        disagreeing(subject)
          .map(({ requirement, at }) => `\`${requirement}\` in ${at.path}`)
          .join(', '),
    },
    other_places: {
      type: 'list<Location>',
      doc: 'Where they say it.',
      of: (subject) => disagreeing(subject).map(({ at }) => at),
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ runtime }) => runtime.at },
  },
};

/** Requirements of the same runtime that cannot hold together with this one. What images bring is judged by container/base-runtime-mismatch. */
function disagreeing({ runtime, component }: RuntimeSubject): RuntimeRequirement[] {
  return component.runtimes.filter(
    (other) => other !== runtime && other.technology === runtime.technology && !agree(runtime, other),
  );
}
