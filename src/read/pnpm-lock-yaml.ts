import type { Lockfile } from '../model/lockfile.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, relativeTo } from './directory.ts';
import { lazily } from './lazily.ts';
import { conflictIn, onlyVersion } from './locked-versions.ts';
import { parseDepPath, scanImporters, scanPackages } from './pnpm-lock-scan.ts';
import type { Reader } from './reader.ts';

/**
 * https://github.com/pnpm/spec/blob/master/lockfile/9.0.md and its older versions 5 and 6, read line by line: a general YAML
 * parser needs seconds for what pnpm always writes in the same shape.
 */
export const pnpmLockYaml: Reader = {
  name: 'pnpm-lock.yaml',
  specifications: ['https://github.com/pnpm/spec/blob/master/lockfile/9.0.md'],
  takes: ['lockfile'],
  files: ['**/pnpm-lock.yaml'],
  maxBytes: 64 * 1024 * 1024,
  read: (path, text) => reading(path, 'pnpm-lock.yaml', { lockfile: pnpmLock(path, text) }),
};

function pnpmLock(path: string, text: string): Lockfile {
  const at = { path, line: 1 };
  const root = directoryOf(path);
  const format = /(?:^|\n)lockfileVersion: ?['"]?(\d{1,3}(?:\.\d{1,3})?)/.exec(text.slice(0, 4000))?.[1];
  const old = format !== undefined && Number(format) < 6;
  const conflict = lazily(() => conflictIn(path, text));
  const readable = lazily(() => (conflict() ? '' : text));
  const importers = lazily(() => scanImporters(readable()));
  const packages = lazily(() => scanPackages(readable(), old));
  const memberOf = (directory: string): string | undefined => {
    const member = relativeTo(root, directory);
    return member === '' ? '.' : member;
  };
  return {
    at,
    manager: 'pnpm',
    ecosystem: 'npm',
    format,
    problem() {
      if (conflict()) return conflict();
      return format === undefined ? { message: 'not understood: no lockfileVersion in it', at } : undefined;
    },
    covers: (directory) => importers().has(memberOf(directory) ?? ''),
    find({ name, alias, requirement, importer }) {
      const version = importers()
        .get(memberOf(importer) ?? '')
        ?.get(alias ?? name);
      if (version === undefined) return requirement === undefined ? onlyVersion(packages().versions, name) : undefined;
      if (/^\d/.test(version)) return parseDepPath(`/x${old ? '/' : '@'}${version}`, old)?.version;
      if (/^(?:link|file):/.test(version)) return undefined;
      const address = version.split('(', 1)[0] ?? '';
      const below = packages().byPath;
      return parseDepPath(version, old)?.version ?? below.get(address) ?? below.get(`${name}@${address}`);
    },
    versions: (name) => [...(packages().versions.get(name) ?? [])],
  };
}
