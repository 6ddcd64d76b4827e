import type { EnvironmentVariable } from '../../model/workload.ts';
import type { FactType } from '../fact-type.ts';

export const variableFacts: FactType<EnvironmentVariable> = {
  name: 'Variable',
  doc: 'An environment variable of a workload.',
  fields: {
    name: { type: 'string', doc: 'Its name.', of: ({ name }) => name },
    value: {
      type: 'string',
      doc: 'Its literal value; empty if it comes from elsewhere.',
      of: ({ value }) => value ?? '',
    },
    literal: {
      type: 'bool',
      doc: 'The value stands in the file.',
      of: ({ value }) => value !== undefined && value !== '',
    },
    fallback: {
      type: 'string',
      doc: 'The default in the file of a value from elsewhere: `${DEBUG:-true}`.',
      of: ({ fallback }) => fallback ?? '',
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ at }) => at },
  },
};
