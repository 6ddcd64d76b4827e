import { expect, test } from 'vitest';
import type { Lockfile } from '../../src/model/lockfile.ts';
import { denoLock } from '../../src/read/deno-lock.ts';

function lock(value: unknown): Lockfile {
  const { lockfile } = denoLock.read('deno.lock', typeof value === 'string' ? value : JSON.stringify(value));
  if (lockfile === undefined) throw new Error('no lock file was read');
  return lockfile;
}

test('version 5 writes requirements in their shortest form', () => {
  const found = lock({
    version: '5',
    specifiers: {
      'jsr:@oak/oak@17': '17.1.4',
      'npm:express@5': '5.1.0',
      'npm:react@~0.3.1': '0.3.4_react-dom@19.0.0',
      'npm:any@*': '1.0.0',
    },
    npm: { 'express@5.1.0': {}, 'express@4.0.0': {} },
    workspace: { members: { api: {} } },
  });
  expect(found.format).toBe('5');
  expect(found.find({ ecosystem: 'jsr', name: '@oak/oak', requirement: '^17.0.0', importer: '' })).toBe('17.1.4');
  expect(found.find({ ecosystem: 'npm', name: 'express', requirement: '5', importer: '' })).toBe('5.1.0');
  expect(found.find({ ecosystem: 'npm', name: 'express', requirement: '^4', importer: '' })).toBeUndefined();
  expect(found.find({ ecosystem: 'npm', name: 'react', requirement: '^0.3.1', importer: '' })).toBe('0.3.4');
  expect(found.find({ ecosystem: 'npm', name: 'any', requirement: '*', importer: '' })).toBe('1.0.0');
  expect(found.versions('express')).toEqual(['5.1.0', '4.0.0']);
  expect(['', 'api', 'web'].map((one) => found.covers?.(one))).toEqual([true, true, false]);
});

test('versions 2 and 3', () => {
  const second = lock({
    version: '2',
    remote: {},
    npm: { specifiers: { 'express@4': 'express@4.18.2' }, packages: { 'express@4.18.2': {} } },
  });
  expect(second.find({ ecosystem: 'npm', name: 'express', requirement: '4', importer: '' })).toBe('4.18.2');
  expect(second.covers?.('api')).toBeUndefined();
  const third = lock({
    version: '3',
    packages: { specifiers: { 'jsr:@std/path@^0.1.0': 'jsr:@std/path@0.1.2', 'npm:koa@2': 'npm:koa@2.14.2' } },
    redirects: { 'https://deno.land/x/oak/mod.ts': 'https://deno.land/x/oak@v12.6.1/mod.ts' },
    remote: { 'https://deno.land/x/oak@v12.6.1/mod.ts': 'hash' },
  });
  expect(third.find({ ecosystem: 'jsr', name: '@std/path', requirement: '^0.1.0', importer: '' })).toBe('0.1.2');
  expect(third.find({ ecosystem: 'npm', name: 'koa', requirement: '2', importer: '' })).toBe('2.14.2');
  expect(third.find({ ecosystem: 'deno', name: 'https://deno.land/x/oak', requirement: '*', importer: '' })).toBe(
    '12.6.1',
  );
  expect(third.versions('https://deno.land/x/oak')).toEqual(['12.6.1']);
});

test('not a lock', () => {
  expect(lock('{').problem?.()).toBeDefined();
  expect(lock('{}').problem?.()?.message).toBe('not understood: no version in it');
});
