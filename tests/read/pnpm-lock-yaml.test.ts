import { expect, test } from 'vitest';
import type { Lockfile } from '../../src/model/lockfile.ts';
import { pnpmLockYaml } from '../../src/read/pnpm-lock-yaml.ts';

function lock(text: string, path = 'lock'): Lockfile {
  const { lockfile } = pnpmLockYaml.read(path, text);
  if (lockfile === undefined) throw new Error('no lock file was read');
  return lockfile;
}

test('9.0: members, aliases, peers, links, tarballs', () => {
  const text = `lockfileVersion: '9.0'

importers:

  .:
    devDependencies:
      typescript:
        specifier: 5.9.3
        version: 5.9.3

  apps/api:
    dependencies:
      '@nestjs/core':
        specifier: ^11.0.0
        version: 11.1.6(@nestjs/common@11.1.6)(rxjs@7.8.2)
      web:
        specifier: npm:ultimate-express@^2
        version: ultimate-express@2.0.15
      ui:
        specifier: workspace:*
        version: link:../ui
      uws:
        specifier: uNetworking/uWebSockets.js#v20.44.0
        version: https://codeload.github.com/uNetworking/uWebSockets.js/tar.gz/8fa05571

  apps/empty: {}

packages:

  '@nestjs/core@11.1.6':
    resolution: {integrity: sha512-a}

  express@4.21.0:
    resolution: {integrity: sha512-b}

  express@5.1.0:
    resolution: {integrity: sha512-c}

  uws@https://codeload.github.com/uNetworking/uWebSockets.js/tar.gz/8fa05571:
    resolution: {tarball: https://codeload.github.com/uNetworking/uWebSockets.js/tar.gz/8fa05571}
    version: 20.44.0

snapshots:

  express@5.1.0: {}
`;
  for (const variant of [text, text.replaceAll('\n', '\r\n')]) {
    const found = lock(variant);
    const api = (name: string, alias?: string) => found.find({ name, alias, requirement: '*', importer: 'apps/api' });
    expect(found.format).toBe('9.0');
    expect(api('@nestjs/core')).toBe('11.1.6');
    expect(api('ultimate-express', 'web')).toBe('2.0.15');
    expect(api('ui')).toBeUndefined();
    expect(api('uws')).toBe('20.44.0');
    expect(api('typescript')).toBeUndefined();
    expect(found.find({ name: 'typescript', importer: '' })).toBe('5.9.3');
    expect(found.versions('express')).toEqual(['4.21.0', '5.1.0']);
    expect(['', 'apps/api', 'apps/empty', 'apps/ui'].map((one) => found.covers?.(one))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  }
});

test("asked for what is nobody's own, it answers only if there is one version", () => {
  const found = lock(
    "lockfileVersion: '9.0'\nimporters:\n  .: {}\npackages:\n  a@1.0.0:\n    x: y\n  b@1.0.0:\n  b@2.0.0:\n",
  );
  expect(found.find({ name: 'a', importer: '' })).toBe('1.0.0');
  expect(found.find({ name: 'b', importer: '' })).toBeUndefined();
  expect(found.find({ name: 'a', requirement: '^1', importer: '' })).toBeUndefined();
});

test('6.0 without a workspace', () => {
  const found = lock(
    "lockfileVersion: '6.0'\n\ndependencies:\n  express:\n    specifier: ^4.18.2\n    version: 4.18.2(supports-color@9.0.0)\n  web:\n    specifier: npm:koa@2\n    version: /koa@2.14.2\n\npackages:\n\n  /express@4.18.2(supports-color@9.0.0):\n    dev: false\n",
  );
  expect(found.find({ name: 'express', requirement: '^4.18.2', importer: '' })).toBe('4.18.2');
  expect(found.find({ name: 'koa', alias: 'web', requirement: '2', importer: '' })).toBe('2.14.2');
  expect(found.versions('express')).toEqual(['4.18.2']);
  expect(found.covers?.('apps/api')).toBe(false);
});

test('5.4, alone and with members', () => {
  const alone = lock(
    'lockfileVersion: 5.4\n\nspecifiers:\n  express: ^4.17.1\n\ndependencies:\n  express: 4.17.1_debug@4.0.0\n  string_decoder: 1.1.1\n\npackages:\n\n  /express/4.17.1_debug@4.0.0:\n    dev: false\n\n  /@babel/core/7.12.3:\n    dev: true\n',
  );
  expect(alone.find({ name: 'express', requirement: '^4.17.1', importer: '' })).toBe('4.17.1');
  expect(alone.find({ name: 'string_decoder', requirement: '*', importer: '' })).toBe('1.1.1');
  expect(alone.versions('@babel/core')).toEqual(['7.12.3']);
  const shared = lock(
    'lockfileVersion: 5.3\nimporters:\n  apps/api:\n    specifiers:\n      koa: ^2\n    dependencies:\n      koa: 2.13.1\n      web: /express/4.17.1\npackages:\n  github.com/me/mine/abc:\n    name: mine\n    version: 3.0.0\n',
  );
  expect(shared.find({ name: 'koa', requirement: '^2', importer: 'apps/api' })).toBe('2.13.1');
  expect(shared.find({ name: 'express', alias: 'web', requirement: '*', importer: 'apps/api' })).toBe('4.17.1');
  expect(shared.versions('mine')).toEqual(['3.0.0']);
});

test('an unfinished merge', () => {
  const found = lock("lockfileVersion: '9.0'\nimporters:\n<<<<<<< HEAD\n  .: {}\n=======\n>>>>>>> main\n");
  expect(found.problem?.()).toEqual({
    message: 'not understood: it holds the marks of an unfinished merge',
    at: { path: 'lock', line: 3 },
  });
  expect(found.covers?.('')).toBe(true);
});
