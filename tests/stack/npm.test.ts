import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { npm } from '../../src/stack/npm.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

type Files = Readonly<Record<string, string | object>>;

function readingsOf(files: Files) {
  const texts = Object.entries(files).map(([path, file]) => [
    path,
    typeof file === 'string' ? file : JSON.stringify(file, null, 2),
  ]);
  const tree = memoryTree(Object.fromEntries(texts));
  return indexReadings(readTree(tree, readers), tree.paths);
}

function resolve(files: Files, path = 'package.json') {
  const readings = readingsOf(files);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  return npm.resolve(manifest, readings);
}

/** Each dependency as `name requirement = resolved at path:line`. */
function shown(files: Files, path?: string): string[] {
  return resolve(files, path).dependencies.map(
    ({ name, requirement, resolved, source, at }) =>
      `${name} ${requirement} = ${resolved}${source ? ` (${source})` : ''} at ${at.path}:${at.line}`,
  );
}

const npmLock = (packages: object) => ({ lockfileVersion: 3, packages: { '': {}, ...packages } });

test('without a lock only an exact requirement selects a version', () => {
  expect(
    shown({ 'package.json': { dependencies: { a: '5.1.0', b: '^5.1.0', c: 'latest', d: 'x/y#v20.44.0' } } }),
  ).toEqual([
    'a 5.1.0 = 5.1.0 at package.json:3',
    'b ^5.1.0 = undefined at package.json:4',
    'c latest = undefined at package.json:5',
    'd v20.44.0 = 20.44.0 (git) at package.json:6',
  ]);
});

test('one lock at the root serves the members of the workspace, and nobody else', () => {
  const files = {
    'package.json': { workspaces: ['apps/*'] },
    'apps/api/package.json': { dependencies: { express: '^5' } },
    'tools/package.json': { dependencies: { express: '^5' } },
    'package-lock.json': npmLock({ 'apps/api': {}, 'node_modules/express': { version: '5.1.0' } }),
  };
  expect(shown(files, 'apps/api/package.json')).toEqual(['express ^5 = 5.1.0 at apps/api/package.json:3']);
  expect(shown(files, 'tools/package.json')).toEqual(['express ^5 = undefined at tools/package.json:3']);
  expect(resolve(files, 'tools/package.json').lockfiles).toEqual([]);
});

test('a classic yarn lock does not list members: the globs of the root decide', () => {
  const files = {
    'package.json': { workspaces: { packages: ['apps/*', '!apps/old'] } },
    'apps/api/package.json': { dependencies: { express: '^5' } },
    'apps/old/package.json': { dependencies: { express: '^5' } },
    'yarn.lock': '# yarn lockfile v1\n\nexpress@^5:\n  version "5.1.0"\n',
  };
  expect(shown(files, 'apps/api/package.json')).toEqual(['express ^5 = 5.1.0 at apps/api/package.json:3']);
  expect(shown(files, 'apps/old/package.json')).toEqual(['express ^5 = undefined at apps/old/package.json:3']);
});

test('a version from a catalogue stands in the catalogue', () => {
  const files = {
    'pnpm-workspace.yaml':
      'packages:\n- apps/*\ncatalog:\n  express: ^4.22.0\ncatalogs:\n  next:\n    ts: npm:typescript@7.0.2\n',
    'apps/api/package.json': { dependencies: { express: 'catalog:', ts: 'catalog:next', koa: 'catalog:' } },
    'pnpm-lock.yaml': `lockfileVersion: '9.0'
importers:
  apps/api:
    dependencies:
      express:
        specifier: 'catalog:'
        version: 4.22.1
      ts:
        specifier: catalog:next
        version: typescript@7.0.2
`,
  };
  const path = 'apps/api/package.json';
  expect(shown(files, path)).toEqual([
    'express ^4.22.0 = 4.22.1 at pnpm-workspace.yaml:4',
    'typescript 7.0.2 = 7.0.2 at pnpm-workspace.yaml:7',
    'koa undefined = undefined at apps/api/package.json:5',
  ]);
  const { dependencies, diagnostics } = resolve(files, path);
  expect(dependencies[0]).toMatchObject({ inherits: 'catalog:default', namedAt: { path, line: 3 } });
  expect(dependencies[1]).toMatchObject({ alias: 'ts' });
  expect(diagnostics.map(({ message }) => message)).toEqual(['version unknown: koa is not in catalog:default']);
});

test('an override takes the place of the requirement, here and in the members', () => {
  const files = {
    'package.json': {
      workspaces: ['a'],
      resolutions: { '**/express': '4.21.2', 'x/koa': '1' },
      dependencies: { express: '^4.17.0', koa: '^2' },
    },
    'a/package.json': { dependencies: { express: '^4.18.0' } },
    'yarn.lock':
      '# yarn lockfile v1\n\nexpress@4.21.2, express@^4.17.0:\n  version "4.21.2"\n\nkoa@^2:\n  version "2.14.0"\n',
  };
  expect(shown(files)).toEqual(['express 4.21.2 = 4.21.2 at package.json:6', 'koa ^2 = 2.14.0 at package.json:11']);
  expect(shown(files, 'a/package.json')).toEqual(['express 4.21.2 = 4.21.2 at package.json:6']);
});

test('an override that repeats the root, or comes from a catalogue', () => {
  expect(shown({ 'package.json': { dependencies: { a: '1.0.0' }, overrides: { a: '$a' } } })).toEqual([
    'a 1.0.0 = 1.0.0 at package.json:3',
  ]);
  const pnpm = {
    'package.json': { dependencies: { a: '^1' } },
    'pnpm-workspace.yaml': "catalog:\n  a: 2.0.0\noverrides:\n  a: 'catalog:'\n",
  };
  expect(shown(pnpm)).toEqual(['a 2.0.0 = 2.0.0 at pnpm-workspace.yaml:2']);
});

test('members of the workspace are taken in place of published packages', () => {
  const files = {
    'package.json': { workspaces: ['a', 'b'] },
    'a/package.json': { dependencies: { b: 'workspace:*', c: '^2' } },
    'b/package.json': { name: 'b', version: '1.2.3' },
    'c/package.json': { name: 'c', version: '2.0.0' },
  };
  expect(shown(files, 'a/package.json')).toEqual([
    'b workspace:* = 1.2.3 (workspace) at a/package.json:3',
    'c ^2 = undefined at a/package.json:4',
  ]);
  expect(shown({ ...files, 'a/package.json': { dependencies: { b: '^1' } } }, 'a/package.json')).toEqual([
    'b ^1 = 1.2.3 (workspace) at a/package.json:3',
  ]);
  expect(shown({ ...files, 'a/package.json': { dependencies: { b: '^2' } } }, 'a/package.json')).toEqual([
    'b ^2 = undefined at a/package.json:3',
  ]);
});

test('a lock that does not hold what the manifest asks for is out of date', () => {
  const files = {
    'package.json': { dependencies: { a: '^2', b: '2.0.0', c: '^1', d: '^1' }, peerDependencies: { e: '^2' } },
    'package-lock.json': npmLock({
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0' },
      'node_modules/c': { version: '1.5.0' },
      'node_modules/e': { version: '1.0.0' },
    }),
  };
  expect(resolve(files).dependencies.map(({ name, resolved }) => [name, resolved])).toEqual([
    ['a', undefined],
    ['b', '2.0.0'],
    ['c', '1.5.0'],
    ['d', undefined],
    ['e', undefined],
  ]);
  expect(resolve(files).diagnostics).toEqual([
    {
      message: 'versions unknown: package-lock.json is out of date for a ^2 (locked: 1.0.0), d ^1',
      at: { path: 'package.json', line: 3 },
    },
  ]);
});

test('of several locks the one of the package manager counts', () => {
  const files = {
    'package.json': { dependencies: { a: '^1' } },
    'package-lock.json': npmLock({ 'node_modules/a': { version: '1.0.0' } }),
    'yarn.lock': '# yarn lockfile v1\n\na@^1:\n  version "1.5.0"\n',
  };
  expect(shown(files)).toEqual(['a ^1 = 1.5.0 at package.json:3']);
  expect(shown({ ...files, 'package.json': { dependencies: { a: '^1' }, packageManager: 'npm@11.0.0' } })).toEqual([
    'a ^1 = 1.0.0 at package.json:3',
  ]);
});

test('the shrinkwrap goes before the lock; a broken lock is reported', () => {
  const files = {
    'package.json': { dependencies: { a: '^1' } },
    'package-lock.json': npmLock({ 'node_modules/a': { version: '1.0.0' } }),
    'npm-shrinkwrap.json': npmLock({ 'node_modules/a': { version: '1.1.0' } }),
  };
  expect(shown(files)).toEqual(['a ^1 = 1.1.0 at package.json:3']);
  const broken = resolve({ 'package.json': files['package.json'], 'package-lock.json': '{\n"packages": {,}}' });
  expect(broken.diagnostics.map(({ message, at }) => `${at.path}:${at.line} ${message}`)).toEqual([
    'package-lock.json:2 not valid JSON: ValueExpected',
  ]);
});

test('of a binary lock only its presence is known', () => {
  const { lockfiles, diagnostics } = resolve({ 'package.json': { dependencies: { a: '^1' } }, 'bun.lockb': '\0' });
  expect(lockfiles.map(({ manager, format }) => [manager, format])).toEqual([['bun', 'binary']]);
  expect(diagnostics.map(({ at }) => at.path)).toEqual(['bun.lockb']);
});

test('members run on what the root pins, unless they say otherwise', () => {
  const files = {
    'package.json': { workspaces: ['*'], engines: { node: '>=22' }, packageManager: 'yarn@4.6.0' },
    'api/package.json': { engines: { node: '>=24' } },
  };
  expect(
    resolve(files, 'api/package.json').runtimes.map(({ technology, requirement }) => `${technology} ${requirement}`),
  ).toEqual(['node >=24', 'yarn 4.6.0']);
});

test('the root of a pnpm workspace stands for itself only with something of its own', () => {
  const stands = (manifest: object) => {
    const readings = readingsOf({ 'package.json': manifest, 'pnpm-workspace.yaml': 'packages: [apps/*]' });
    const root = readings.at('package.json');
    return root && npm.stands?.(root, readings);
  };
  expect(stands({ devDependencies: { turbo: '2' } })).toBe(false);
  expect(stands({ dependencies: { express: '5' } })).toBe(true);
  expect(stands({ scripts: { start: 'node server.js' } })).toBe(true);
});
