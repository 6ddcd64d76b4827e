import type { Location } from '../../model/location.ts';
import type { FactType } from '../fact-type.ts';

export const locationFacts: FactType<Location> = {
  name: 'Location',
  doc: 'A place in the repository.',
  fields: {
    path: { type: 'string', doc: 'Path from the root.', of: (at) => at.path },
    line: { type: 'int', doc: 'Line from 1; 0 if it is about the whole file.', of: (at) => at.line ?? 0 },
  },
};
