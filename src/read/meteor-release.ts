import { reading } from '../model/reading.ts';
import { directoryOf } from './directory.ts';
import type { Reader } from './reader.ts';

/** The release that a Meteor application runs on: `METEOR@3.3.2`. */
export const meteorRelease: Reader = {
  name: '.meteor/release',
  specifications: ['https://docs.meteor.com/cli/#meteorupdate'],
  takes: ['project', 'dependencies'],
  files: ['**/.meteor/release'],
  read(path, text) {
    const version = /^METEOR@([\w.-]{1,50})\s*$/m.exec(text.slice(0, 1000))?.[1];
    if (version === undefined)
      return reading(path, this.name, { diagnostics: [{ message: 'no release of Meteor', at: { path, line: 1 } }] });
    const at = { path, line: 1 };
    return reading(path, this.name, {
      project: {
        directory: directoryOf(directoryOf(path)),
        ecosystem: 'file',
        at,
        languages: ['javascript'],
        signs: [{ for: 'service', reason: 'is a Meteor application', at }],
      },
      dependencies: [
        { ecosystem: 'file', name: '.meteor/release', requirement: version, resolved: version, scope: 'runtime', at },
      ],
    });
  },
};
