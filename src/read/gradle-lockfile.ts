import { reading } from '../model/reading.ts';
import { linesOf } from './lines.ts';
import type { Reader } from './reader.ts';

/** Gradle's lock of one project: `group:artifact:version=configurations`, one a line. */
export const gradleLockfile: Reader = {
  name: 'gradle.lockfile',
  specifications: ['https://docs.gradle.org/current/userguide/dependency_locking.html'],
  takes: ['lockfile'],
  files: ['**/gradle.lockfile', '**/gradle/dependency-locks/*.lockfile'],
  maxBytes: 8 * 1024 * 1024,
  read(path, text) {
    const locked = new Map<string, string[]>();
    for (const line of linesOf(text)) {
      if (line.startsWith('#')) continue;
      const [group = '', artifact = '', version = ''] = (line.split('=', 1)[0] ?? '').trim().split(':');
      if (version === '') continue;
      const name = `${group}:${artifact}`;
      const versions = locked.get(name);
      if (versions) versions.push(version);
      else locked.set(name, [version]);
    }
    return reading(path, this.name, {
      lockfile: {
        at: { path, line: 1 },
        manager: 'gradle',
        ecosystem: 'maven',
        find: ({ name }) => locked.get(name)?.[0],
        versions: (name) => locked.get(name) ?? [],
      },
    });
  },
};
