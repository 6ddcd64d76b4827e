import type { Component } from '../../model/component.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { schemes, type SchemeId } from '../../versions/index.ts';
import type { FactType } from '../fact-type.ts';
import { supportOfRequirement } from '../support.ts';

export interface RuntimeSubject {
  readonly runtime: RuntimeRequirement;
  readonly component: Component;
}

export const runtimeFacts: FactType<RuntimeSubject> = {
  name: 'Runtime',
  doc: 'What one file says about the version of a language or runtime.',
  fields: {
    technology: { type: 'string', doc: 'Id of the technology.', of: ({ runtime }) => runtime.technology },
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
        const scheme = schemes[(technology?.versions ?? 'semver') as SchemeId] ?? schemes.semver;
        // A minimum without an upper bound, as `go 1.21`, says what the code needs and not what it runs on.
        if (runtime.strength !== 'pin' && scheme.highest(runtime.requirement) === undefined) return {};
        const version = { declared: runtime.requirement };
        return {
          support: supportOfRequirement(lifecycle, version, scheme, context.today, context.patience(component.path)),
        };
      },
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ runtime }) => runtime.at },
  },
};
