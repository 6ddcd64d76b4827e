import type { Component, TechnologyUse } from '../../model/component.ts';
import { parseBand, inBand } from '../../versions/band.ts';
import { schemeFor, schemes, type Scheme } from '../../versions/index.ts';
import type { FactContext, FactType } from '../fact-type.ts';
import { supportOfRequirement } from '../questions/support.ts';

export interface TechnologySubject {
  readonly use: TechnologyUse;
  readonly component: Component;
}

const schemeOfUse = ({ use: { technology, version } }: TechnologySubject): Scheme =>
  schemeFor(technology.versions ?? 'semver', version.declared) ?? schemes.semver;

/** The exact version if one is known, the lowest that the requirement admits otherwise; empty if neither. */
export function versionOf(subject: TechnologySubject): string {
  const { declared, resolved } = subject.use.version;
  if (resolved !== undefined) return resolved;
  if (declared === undefined) return '';
  const scheme = schemeOfUse(subject);
  return (
    scheme.exact(declared) ??
    scheme.lowest(declared) ??
    (scheme.isVersion(declared) || scheme.isPartial(declared) ? declared : '')
  );
}

/** A commit of a Go module without a release: https://go.dev/ref/mod#pseudo-versions says nothing of how finished it is. */
function isUntagged(version: string): boolean {
  return /^v\d+\.\d+\.\d+-(?:.*\.)?\d{14}-[0-9a-f]{12}/.test(version);
}

function supportFor(subject: TechnologySubject, context: FactContext) {
  const { lifecycle } = subject.use.technology;
  const product = lifecycle === undefined ? undefined : context.lifecycle(lifecycle);
  if (product === undefined) return undefined;
  return supportOfRequirement(
    product,
    subject.use.version,
    schemeOfUse(subject),
    context.today,
    context.patience(subject.component.path),
  );
}

export const technologyFacts: FactType<TechnologySubject> = {
  name: 'Technology',
  doc: 'A language, runtime, framework, server, library or service that a component uses.',
  fields: {
    id: { type: 'string', doc: 'Its id, `spring-boot`.', of: ({ use }) => use.technology.id },
    name: { type: 'string', doc: 'Its name, `Spring Boot`.', of: ({ use }) => use.technology.name },
    kind: {
      type: 'string',
      doc: 'language, runtime, framework, server, library, database …',
      of: ({ use }) => use.technology.kind,
    },
    layer: { type: 'bool', doc: 'It lies beneath another framework of the component.', of: ({ use }) => use.layer },
    strong: {
      type: 'bool',
      doc: 'It is a production dependency, not merely optional.',
      of: ({ use }) => use.strength === 'strong',
    },
    declared: {
      type: 'string',
      doc: 'The version requirement as written.',
      of: ({ use }) => use.version.declared ?? '',
    },
    resolved: {
      type: 'string',
      doc: 'The exact version, if a lock file or an exact requirement gives one.',
      of: ({ use }) => use.version.resolved ?? '',
    },
    version: {
      type: 'string',
      doc: 'The exact version, or the lowest that the requirement admits; empty if unknown.',
      of: versionOf,
    },
    exact: {
      type: 'bool',
      doc: '`version` is the version that is installed, not a lower bound.',
      of: (subject) =>
        subject.use.version.resolved !== undefined ||
        schemeOfUse(subject).exact(subject.use.version.declared ?? '') !== undefined,
    },
    prerelease: {
      type: 'bool',
      doc: 'The version is an alpha, beta, candidate or snapshot.',
      of: (subject) => schemeOfUse(subject).isPrerelease(versionOf(subject)) && !isUntagged(versionOf(subject)),
    },
    below_one: {
      type: 'bool',
      doc: 'The version is below 1.0.',
      of: (subject) => /^v?0(?:\.|$)/.test(versionOf(subject)) && !isUntagged(versionOf(subject)),
    },
    standing: {
      type: 'string',
      doc: 'mainstream, established, emerging, maintenance, unmaintained; empty if nobody says.',
      of: ({ use }) => use.technology.standing ?? '',
    },
    standing_note: {
      type: 'string',
      doc: 'Why it stands there.',
      of: ({ use }) => use.technology['standing-note'] ?? '',
    },
    support: {
      type: 'Support',
      doc: 'Its release cycle on the day of the audit.',
      of: (subject, context) => ({ support: supportFor(subject, context) }),
    },
    at: { type: 'Location', doc: 'Where the version stands.', of: ({ use }) => use.at },
  },
  methods: {
    in_band: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'The version lies in a band such as ">=3.2 <3.5"; false if the version is unknown.',
      of: (subject, _context, band: string) => {
        const parsed = parseBand(band);
        return !('error' in parsed) && inBand(parsed, versionOf(subject), schemeOfUse(subject)) === true;
      },
    },
  },
};
