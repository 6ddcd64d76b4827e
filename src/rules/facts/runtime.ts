import type { Component } from '../../model/component.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { schemeFor, schemes } from '../../versions/index.ts';
import type { FactType } from '../fact-type.ts';
import { supportOfRequirement } from '../questions/support.ts';
import { agree } from '../questions/version-agreement.ts';

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
    beside: {
      type: 'bool',
      doc: 'All web frameworks of the component are of languages that do not run on it: it serves the tools around them.',
      of: ({ runtime, component }, context) => {
        const own = context.technology(runtime.technology)?.language;
        const languages = component.technologies.flatMap(({ technology, strength }) =>
          strength === 'strong' && (technology.kind === 'framework' || technology.kind === 'server')
            ? (technology.language ?? [])
            : [],
        );
        return (
          own !== undefined &&
          languages.length > 0 &&
          languages.every((language) => language !== own && !(families[own] ?? []).includes(language))
        );
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
      of: (subject) => {
        const said = disagreeing(subject).map(({ requirement, at }) => `\`${requirement}\` in ${at.path}`);
        const more = said.length - mostOthers;
        return `${said.slice(0, mostOthers).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
      },
    },
    other_places: {
      type: 'list<Location>',
      doc: 'Where they say it.',
      of: (subject) => disagreeing(subject).map(({ at }) => at),
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ runtime }) => runtime.at },
  },
};

/** More would bury the sentence; all of them are places of the finding. */
const mostOthers = 4;

/** The languages that run on the runtime of another one. */
const families: Readonly<Record<string, readonly string[]>> = {
  JavaScript: ['TypeScript'],
  Java: ['Kotlin', 'Scala', 'Groovy', 'Clojure'],
  Erlang: ['Elixir', 'Gleam'],
  'C#': ['F#', 'Visual Basic'],
};

/** Requirements of the same runtime that cannot hold together with this one. What images bring is judged by container/base-runtime-mismatch. */
function disagreeing({ runtime, component }: RuntimeSubject): RuntimeRequirement[] {
  return component.runtimes.filter(
    (other) => other !== runtime && other.technology === runtime.technology && !agree(runtime, other),
  );
}
