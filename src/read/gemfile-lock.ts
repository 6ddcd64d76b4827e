import type { Lockfile } from '../model/lockfile.ts';
import { type Reading, reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { rubygems } from '../versions/rubygems.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { lazily } from './lazily.ts';
import { lockOf, type LockedPackage } from './locked-packages.ts';
import type { Reader } from './reader.ts';
import { linesFrom } from './toml-packages.ts';

/** Bundler's lock: exact versions, and the Ruby they were chosen for. */
export const gemfileLock: Reader = {
  name: 'Gemfile.lock',
  specifications: ['https://bundler.io/guides/gemfile_lock.html'],
  takes: ['lockfile', 'runtimes'],
  files: ['**/Gemfile.lock', '**/gems.locked'],
  maxBytes: 16 * 1024 * 1024,
  read,
};

function read(path: string, text: string): Reading {
  return reading(path, gemfileLock.name, { lockfile: lockfileOf(path, text), runtimes: rubyOf(path, text) });
}

function lockfileOf(path: string, text: string): Lockfile {
  const at = { path, line: 1 };
  const local = lazily(() => localGems(path, text));
  const lock = lockOf(at, { manager: 'bundler', ecosystem: 'rubygems' }, () => packages(text), rubygems);
  return {
    ...lock,
    covers: (directory) => directory === directoryOf(path) || local().has(directory),
    problem: () =>
      /^(?:GEM|GIT|PATH|DEPENDENCIES)\s*$/m.test(text.slice(0, 20_000))
        ? undefined
        : { message: 'not understood: no gems in it', at },
  };
}

/** Four spaces stand before a gem, six before what it needs. Behind the version may stand a platform: `1.16.0-x86_64-linux`. */
function* packages(text: string): Generator<LockedPackage> {
  for (const line of linesFrom(text)) {
    const [, name, version] = /^ {4}([\w.-]+) \((\d[\w.]*)(?:-[\w.-]+)?\)/.exec(line.slice(0, 300)) ?? [];
    if (name !== undefined && version !== undefined) yield { name, version };
  }
}

/** The directories of gems that lie in the repository: `remote:` of the PATH sections. */
function localGems(path: string, text: string): Set<string> {
  const found = new Set<string>();
  let inPath = false;
  for (const line of linesFrom(text)) {
    if (/^[A-Z]/.test(line)) inPath = line.startsWith('PATH');
    const remote = inPath ? /^ {2}remote: (\S+)/.exec(line.slice(0, 500))?.[1] : undefined;
    const directory = remote === undefined ? undefined : resolvePath(directoryOf(path), remote);
    if (directory !== undefined) found.add(directory);
  }
  return found;
}

function rubyOf(path: string, text: string): RuntimeRequirement[] {
  const start = text.search(/^RUBY VERSION\s*$/m);
  if (start < 0) return [];
  const version = /^RUBY VERSION\s*\n\s+ruby (\d[\w.]*)/
    .exec(text.slice(start, start + 200))?.[1]
    ?.replace(/p\d+$/, '');
  if (version === undefined) return [];
  let line = 2;
  for (let at = text.indexOf('\n'); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) line++;
  return [{ technology: 'ruby', requirement: version, strength: 'pin', at: { path, line } }];
}
