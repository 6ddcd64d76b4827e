// Mix's lock file, a map of application names to tuples.
import { type Reading, reading } from '../model/reading.ts';
import { hex } from '../versions/hex.ts';
import { versionOfTag } from './git-tag.ts';
import { lockOf, type LockedPackage } from './locked-packages.ts';
import type { Reader } from './reader.ts';

const name = 'mix.lock';
const entry = /^\s*(?:%\{\s*)?"?:?([a-z_][a-zA-Z0-9_@]*)"?(?::|\s*=>)\s*\{:(hex|git),\s*(.*)/;

/** The versions that `mix deps.get` takes. Knows no environments: what only tests need is listed too. */
export const mixLock: Reader = {
  name,
  specifications: ['https://hexdocs.pm/mix/Mix.Tasks.Deps.Get.html'],
  takes: ['lockfile'],
  files: ['**/mix.lock'],
  maxBytes: 32 * 1024 * 1024,
  read(path, text): Reading {
    return reading(path, name, {
      lockfile: lockOf({ path }, { manager: 'mix', ecosystem: 'hex' }, () => packages(text), hex),
    });
  },
};

function* packages(text: string): Generator<LockedPackage> {
  for (const line of text.split('\n')) {
    const [, app, kind, rest] = entry.exec(line.slice(0, 2000)) ?? [];
    if (app === undefined || rest === undefined) continue;
    if (kind === 'git') {
      const version = versionOfTag(/[[\s]tag: "([^"]*)"/.exec(rest)?.[1] ?? '');
      if (version !== undefined) yield { name: app, version };
      continue;
    }
    const [, published, version] = /^:"?([\w.-]+)"?,\s*"([^"]+)"/.exec(rest) ?? [];
    if (published === undefined || version === undefined) continue;
    yield { name: published, version };
    if (published !== app) yield { name: app, version };
  }
}
