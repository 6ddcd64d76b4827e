import type { Component } from '../../model/component.ts';
import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { schemeFor, schemes } from '../../versions/index.ts';
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
        return (
          others.length > 0 &&
          others.every((other) => placeOf(other, subject.component) > placeOf(subject.runtime, subject.component))
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

/** Requirements of the same runtime that cannot hold together with this one. Only what both state is compared: `22` and `22.4.1` agree. */
function disagreeing({ runtime, component }: RuntimeSubject): RuntimeRequirement[] {
  return [...component.runtimes, ...shipped(component)].filter(
    (other) => other !== runtime && other.technology === runtime.technology && !compatible(runtime, other),
  );
}

/** Its place among what files say; images come last. */
function placeOf(runtime: RuntimeRequirement, { runtimes }: Component): number {
  const at = runtimes.indexOf(runtime);
  return at < 0 ? runtimes.length : at;
}

/** What the component's images run it on. */
function shipped({ images }: Component): RuntimeRequirement[] {
  return images.flatMap(({ role, runtime, at }): RuntimeRequirement[] =>
    role !== 'service' || runtime?.version === undefined
      ? []
      : [{ technology: runtime.technology, requirement: runtime.version, strength: 'pin', at }],
  );
}

function compatible(one: RuntimeRequirement, two: RuntimeRequirement): boolean {
  const [left, right] = [numbersOf(one.requirement), numbersOf(two.requirement)];
  if (one.strength === 'pin' && two.strength === 'pin')
    return left === undefined || right === undefined || sameUpToShorter(left, right);
  if (one.strength !== 'pin' && two.strength !== 'pin') return true;
  const [pin, range] = one.strength === 'pin' ? [left, two] : [right, one];
  if (pin === undefined || range.strength === 'target') return true;
  const lowest = numbersOf(range.requirement);
  if (lowest !== undefined && !/[x*]/.test(range.requirement)) return !below(pin, lowest);
  const scheme = schemeFor(ecosystems[one.technology] ?? 'npm', range.requirement) ?? schemes.semver;
  return ['0', '9999'].some(
    (rest) => scheme.admits(range.requirement, [...pin, rest, rest].slice(0, 3).join('.')) !== false,
  );
}

/** Whose way to write ranges the manifests of a language use, where that is not npm's. */
const ecosystems: Readonly<Record<string, string>> = {
  python: 'pypi',
  ruby: 'rubygems',
  crystal: 'shards',
  elixir: 'hex',
  gleam: 'hex',
  php: 'composer',
  dart: 'pub',
};

/** The numbers of a requirement that names one version or one line of versions. */
function numbersOf(requirement: string): string[] | undefined {
  return /^v?(\d+(?:\.\d+){0,2})(?:\.[x*])?$/.exec(requirement.trim())?.[1]?.split('.');
}

function sameUpToShorter(one: readonly string[], two: readonly string[]): boolean {
  return one.every((part, position) => two[position] === undefined || two[position] === part);
}

/** A bare minimum as of Cargo and Go means "this or later". Parts that the pin does not state are taken for high enough. */
function below(pin: readonly string[], minimum: readonly string[]): boolean {
  for (const [position, part] of minimum.entries()) {
    const difference = Number(pin[position] ?? Number.POSITIVE_INFINITY) - Number(part);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
