import { reading } from '../model/reading.ts';
import { lockOf } from './locked-packages.ts';
import { paketPackages } from './paket.ts';
import type { Reader } from './reader.ts';

/** The lock file of Paket; names in lower case. */
export const paketLock: Reader = {
  name: 'paket.lock',
  specifications: ['https://fsprojects.github.io/Paket/lock-file.html'],
  takes: ['lockfile'],
  files: ['**/paket.lock'],
  maxBytes: 8 * 1024 * 1024,
  read: (path, text) =>
    reading(path, 'paket.lock', {
      lockfile: lockOf({ path }, { manager: 'paket', ecosystem: 'nuget' }, () => paketPackages(text)),
    }),
};
