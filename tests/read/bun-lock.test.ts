import { expect, test } from 'vitest';
import type { Lockfile } from '../../src/model/lockfile.ts';
import { bunLock } from '../../src/read/bun-lock.ts';

function lock(text: string, path = 'lock'): Lockfile {
  const { lockfile } = bunLock.read(path, text);
  if (lockfile === undefined) throw new Error('no lock file was read');
  return lockfile;
}

const found = lock(`{
  "lockfileVersion": 1,
  "workspaces": {
    "": { "name": "elysia", "dependencies": { "cookie": "^1.1.1", }, },
    "apps/api": { "name": "api", },
  },
  "packages": {
    "cookie": ["cookie@1.1.1", "", {}, "sha512-,]"],
    "elysia/cookie": ["cookie@1.1.0", "", {}, "sha512-b"],
    "api/hono": ["hono@3.0.0", "", {}, "sha512-c"],
    "hono": ["hono@4.0.0", "", {}, "sha512-d"],
    "web": ["ultimate-express@2.0.0", "", {}, "sha512-e"],
    "api": ["api@workspace:apps/api"],
  },
}`);

test('trailing commas are no mistake, and a package named like the root is not the root', () => {
  expect(found.problem?.()).toBeUndefined();
  expect(found.find({ name: 'cookie', requirement: '^1', importer: '' })).toBe('1.1.1');
  expect(found.find({ name: 'hono', requirement: '^3', importer: 'apps/api' })).toBe('3.0.0');
  expect(found.find({ name: 'hono', requirement: '^4', importer: '' })).toBe('4.0.0');
  expect(found.find({ name: 'ultimate-express', alias: 'web', requirement: '*', importer: '' })).toBe('2.0.0');
  expect(found.find({ name: 'api', requirement: '*', importer: '' })).toBeUndefined();
  expect(found.versions('cookie')).toEqual(['1.1.1', '1.1.0']);
  expect(['', 'apps/api', 'x'].map((one) => found.covers?.(one))).toEqual([true, true, false]);
});
