import type { Component } from '../../model/component.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { cycleOf } from '../../versions/cycle.ts';
import { schemes } from '../../versions/index.ts';
import type { FactType } from '../fact-type.ts';
import { supportOf } from '../support.ts';

export interface RuntimeSubject {
  readonly runtime: RuntimeRequirement;
  readonly component: Component;
}

/** The version that a requirement of a language or runtime stands for: the one it names, or the lowest it admits. */
function versionOf(requirement: string): string {
  const text = requirement.trim();
  return /^v?\d[\w.+-]*$/.test(text) ? text.replace(/^v/, '') : (schemes.semver.lowest(text) ?? '');
}

export const runtimeFacts: FactType<RuntimeSubject> = {
  name: 'Runtime',
  doc: 'What one file says about the version of a language or runtime.',
  fields: {
    technology: { type: 'string', doc: 'Id of the technology.', of: ({ runtime }) => runtime.technology },
    name: { type: 'string', doc: 'Its name.', of: ({ runtime }, context) => context.technology(runtime.technology)?.name ?? runtime.technology },
    requirement: { type: 'string', doc: 'As written.', of: ({ runtime }) => runtime.requirement },
    strength: { type: 'string', doc: 'pin: this version is used; minimum: what the code needs; target: what it is compiled for.', of: ({ runtime }) => runtime.strength },
    support: {
      type: 'Support',
      doc: 'Its release cycle on the day of the audit.',
      of: ({ runtime, component }, context) => {
        const id = context.technology(runtime.technology)?.lifecycle;
        const lifecycle = id === undefined ? undefined : context.lifecycle(id);
        const version = versionOf(runtime.requirement);
        if (lifecycle === undefined || version === '' || cycleOf(version, lifecycle.cycle.map(({ name }) => name)) === undefined) return {};
        return { support: supportOf(lifecycle, version, context.today, context.patience(component.path)) };
      },
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ runtime }) => runtime.at },
  },
};
