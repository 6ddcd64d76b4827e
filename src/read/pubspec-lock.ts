import { reading } from '../model/reading.ts';
import { pub } from '../versions/pub.ts';
import { linesOf } from './lines.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';

/** The lock file of Dart's pub: by lines, for it is written by a program and may be long. */
export const pubspecLock: Reader = {
  name: 'pubspec.lock',
  specifications: ['https://dart.dev/tools/pub/glossary#lockfile'],
  takes: ['lockfile'],
  files: ['**/pubspec.lock'],
  maxBytes: 4 * 1024 * 1024,
  read: (path, text) =>
    reading(path, 'pubspec.lock', {
      lockfile: lockOf({ path }, { manager: 'pub', ecosystem: 'pub' }, () => packagesOf(text), pub),
    }),
};

function* packagesOf(text: string): Generator<LockedPackage> {
  let inside = false;
  let name: string | undefined;
  for (const line of linesOf(text)) {
    if (/^\S/.test(line)) inside = line.startsWith('packages:');
    else if (inside) {
      name = /^ {2}"?([\w.-]{1,200})"?:\s*$/.exec(line)?.[1] ?? name;
      const version = /^ {4}version: ["']?([^"'\s]{1,200})/.exec(line)?.[1];
      if (name !== undefined && version !== undefined) yield { name, version };
    }
  }
}
