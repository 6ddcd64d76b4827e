import { expect, test } from 'vitest';
import type { Lockfile } from '../../src/model/lockfile.ts';
import { packageLockJson } from '../../src/read/package-lock-json.ts';

function lock(text: string, path = 'lock'): Lockfile {
  const { lockfile } = packageLockJson.read(path, text);
  if (lockfile === undefined) throw new Error('no lock file was read');
  return lockfile;
}

const workspace = lock(
  JSON.stringify({
    lockfileVersion: 3,
    packages: {
      '': { workspaces: ['apps/*'] },
      'apps/api': { name: 'api', version: '1.2.3' },
      'apps/api/node_modules/express': { version: '4.21.0' },
      'node_modules/express': { version: '5.1.0' },
      'node_modules/api': { resolved: 'apps/api', link: true },
      'node_modules/web': { name: 'ultimate-express', version: '2.0.0' },
      'node_modules/x/node_modules/express': { version: '3.0.0' },
    },
  }),
);

test('the copy nearest to the member counts', () => {
  expect(workspace.find({ name: 'express', importer: '' })).toBe('5.1.0');
  expect(workspace.find({ name: 'express', importer: 'apps/api' })).toBe('4.21.0');
  expect(workspace.find({ name: 'koa', importer: '' })).toBeUndefined();
  expect(workspace.format).toBe('3');
});

test('aliases are filed under their alias, links point to the member', () => {
  expect(workspace.find({ name: 'ultimate-express', alias: 'web', importer: '' })).toBe('2.0.0');
  expect(workspace.find({ name: 'api', importer: '' })).toBe('1.2.3');
  expect(workspace.versions('ultimate-express')).toEqual(['2.0.0']);
  expect(workspace.versions('express')).toEqual(['4.21.0', '5.1.0', '3.0.0']);
});

test('it covers the root and the members it lists', () => {
  expect(['', 'apps/api', 'tools'].map((directory) => workspace.covers?.(directory))).toEqual([true, true, false]);
});

test('it lies in a directory of its own', () => {
  const below = lock('{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}', 'web/package-lock.json');
  expect(below.find({ name: 'a', importer: 'web' })).toBe('1.0.0');
  expect(below.find({ name: 'a', importer: '' })).toBeUndefined();
  expect(below.covers?.('webshop')).toBe(false);
});

test('version 1 nests; aliases and addresses stand in the version', () => {
  const old = lock(
    JSON.stringify({
      lockfileVersion: 1,
      dependencies: {
        express: { version: '4.17.1', dependencies: { qs: { version: '6.7.0' } } },
        web: { version: 'npm:koa@2.0.0' },
        mine: { version: 'github:me/mine#abc' },
        qs: { version: '6.9.0' },
      },
    }),
  );
  expect(old.find({ name: 'express', importer: '' })).toBe('4.17.1');
  expect(old.find({ name: 'koa', alias: 'web', importer: '' })).toBe('2.0.0');
  expect(old.find({ name: 'mine', importer: '' })).toBeUndefined();
  expect(old.versions('qs')).toEqual(['6.9.0', '6.7.0']);
  expect([old.covers?.(''), old.covers?.('apps/api')]).toEqual([true, false]);
});

test('a broken lock says so and nothing else', () => {
  const broken = lock('{\n"packages": {\n<<<<<<< HEAD\n"node_modules/a": {"version": "1.0.0"}\n}}');
  expect(broken.find({ name: 'a', importer: '' })).toBeUndefined();
  expect(broken.problem?.()?.at.line).toBe(3);
  expect(lock('[]').problem?.()?.message).toBe('not understood: no packages in it');
});
