import type { Component } from '../../model/component.ts';
import type { FactType } from '../fact-type.ts';

export interface RepositorySubject {
  readonly components: readonly Component[];
}

export const repositoryFacts: FactType<RepositorySubject> = {
  name: 'Repository',
  doc: 'The whole repository.',
  fields: {
    components: { type: 'list<Component>', doc: 'Its components.', of: ({ components }) => components },
    services: {
      type: 'list<Component>',
      doc: 'Its components that are deployed.',
      of: ({ components }) => components.filter(({ role }) => role === 'service'),
    },
    at: {
      type: 'Location',
      doc: 'Its first manifest.',
      of: ({ components }) => components[0]?.manifests[0] ?? { path: '.' },
    },
  },
  methods: {
    has_file: {
      parameters: ['string'],
      returns: 'bool',
      doc: 'A file of this path exists.',
      of: (_repository, { paths }, path: string) => paths.has(path),
    },
  },
};
