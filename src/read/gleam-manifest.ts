// Gleam's lock file, written by `gleam deps download`.
import { type Reading, reading } from '../model/reading.ts';
import { hex } from '../versions/hex.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';

const name = 'manifest.toml';
const entry = /^\s*\{\s*name = "([^"]+)", version = "([^"]+)"/;

/** manifest.toml is Gleam's only beside a gleam.toml; other files of that name hold no such entries. */
export const gleamManifest: Reader = {
  name,
  specifications: ['https://gleam.run/writing-gleam/'],
  takes: ['lockfile'],
  files: ['**/manifest.toml'],
  maxBytes: 8 * 1024 * 1024,
  read(path, text): Reading {
    if (!/^packages = \[/m.test(text)) return reading(path, name, {});
    return reading(path, name, {
      lockfile: lockOf({ path }, { manager: 'gleam', ecosystem: 'hex' }, () => packages(text), hex),
    });
  },
};

function* packages(text: string): Generator<LockedPackage> {
  for (const line of text.split('\n')) {
    const [, app, version] = entry.exec(line.slice(0, 500)) ?? [];
    if (app !== undefined && version !== undefined) yield { name: app, version };
  }
}
