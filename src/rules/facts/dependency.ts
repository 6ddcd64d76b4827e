import type { Component } from '../../model/component.ts';
import type { Dependency } from '../../model/dependency.ts';
import { inBand, parseBand } from '../../versions/band.ts';
import { schemeFor } from '../../versions/index.ts';
import type { FactType } from '../fact-type.ts';

export interface DependencySubject {
  readonly dependency: Dependency;
  readonly component: Component;
}

export const dependencyFacts: FactType<DependencySubject> = {
  name: 'Dependency',
  doc: 'A package that a manifest of the component names.',
  fields: {
    ecosystem: { type: 'string', doc: 'npm, pypi, cargo, go, maven …', of: ({ dependency }) => dependency.ecosystem },
    name: { type: 'string', doc: 'Its name as the ecosystem writes it.', of: ({ dependency }) => dependency.name },
    requirement: {
      type: 'string',
      doc: 'The version requirement as written; empty if none.',
      of: ({ dependency }) => dependency.requirement ?? '',
    },
    resolved: {
      type: 'string',
      doc: 'The exact version, if one is known.',
      of: ({ dependency }) => dependency.resolved ?? '',
    },
    scope: {
      type: 'string',
      doc: 'runtime, optional, peer, development, test, build, provided, indirect',
      of: ({ dependency }) => dependency.scope,
    },
    source: {
      type: 'string',
      doc: 'registry, git, path, url or workspace',
      of: ({ dependency }) => dependency.source ?? 'registry',
    },
    local: {
      type: 'bool',
      doc: 'A component of this repository bears the name: it may well be meant, whatever the requirement says.',
      of: ({ dependency }, { components }) => components.some(({ name }) => name === dependency.name),
    },
    prerelease: {
      type: 'bool',
      doc: 'The version is an alpha, beta, candidate or snapshot.',
      of: ({ dependency }) => {
        const scheme = schemeFor(dependency.ecosystem, dependency.requirement);
        const version =
          dependency.resolved ??
          scheme?.exact(dependency.requirement ?? '') ??
          scheme?.lowest(dependency.requirement ?? '');
        return version !== undefined && scheme?.isPrerelease(version) === true;
      },
    },
    at: { type: 'Location', doc: 'Where the version stands.', of: ({ dependency }) => dependency.at },
  },
  methods: {
    resolved_in: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'The exact version is known and lies in a band such as "<2.17.1".',
      of: ({ dependency }, _context, band: string) => {
        const scheme = schemeFor(dependency.ecosystem, dependency.requirement);
        const version = dependency.resolved ?? scheme?.exact(dependency.requirement ?? '');
        const parsed = parseBand(band);
        return (
          scheme !== undefined &&
          version !== undefined &&
          !('error' in parsed) &&
          inBand(parsed, version, scheme) === true
        );
      },
    },
    at_most_in: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'Even the highest version that the requirement admits lies in the band.',
      of: ({ dependency }, _context, band: string) => {
        const scheme = schemeFor(dependency.ecosystem, dependency.requirement);
        const highest = scheme?.highest(dependency.requirement ?? '');
        const parsed = parseBand(band);
        return (
          scheme !== undefined &&
          highest !== undefined &&
          !('error' in parsed) &&
          inBand(parsed, highest.version, scheme) === true
        );
      },
    },
  },
};
