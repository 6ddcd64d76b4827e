import { expect, test } from 'vitest';
import { audited, stack, unclear, versionOf } from './audited.ts';

const json = (value: unknown): string => JSON.stringify(value, null, 1);

test('10: package.json without a name, with a byte order mark, with development packages alone', () => {
  const dependencies = { express: '4.21.2' };
  expect(stack({ 'package.json': json({ scripts: { start: 'node app.js' }, dependencies }) })).toEqual({
    '.: service': ['express 4.21.2 at package.json:6'],
  });
  const marked = `\uFEFF${json({ scripts: { start: 'node app.js' }, dependencies })}`;
  expect(stack({ 'package.json': marked })).toEqual({ '.: service': ['express 4.21.2 at package.json:6'] });
  expect(stack({ 'package.json': json({ devDependencies: { eslint: '9.0.0' } }) })).toEqual({ '.: library': [] });
});

test('11: kits for server-side rendering are development packages of their projects', () => {
  const manifest = {
    scripts: { build: 'vite build' },
    devDependencies: { '@sveltejs/kit': '2.48.0', svelte: '5.43.0' },
  };
  expect(stack({ 'package.json': json(manifest) })).toEqual({ '.: frontend': ['sveltekit 2.48.0 at package.json:6'] });
});

test('12: a server in the development packages is a mock', () => {
  const manifest = { dependencies: { 'react-dom': '19.2.0' }, devDependencies: { express: '4.21.2' } };
  expect(stack({ 'package.json': json(manifest) })).toEqual({ '.: frontend': [] });
});

test('13: names are exact: preact, nextra, playwright, child-process-promise', () => {
  const dependencies = { preact: '10.27.0', nextra: '4.6.0', playwright: '1.56.0', 'child-process-promise': '2.2.1' };
  const { components } = audited({ 'package.json': json({ scripts: { start: 'node app.js' }, dependencies }) });
  expect(components[0]?.technologies.map(({ id }) => id).sort()).toEqual(['javascript', 'node']);
});

test('32: catalogues and members; a catalogue that is not there', () => {
  const files = {
    'pnpm-workspace.yaml': 'packages:\n  - apps/*\n  - libs/*\ncatalog:\n  express: 4.22.0\n',
    'apps/api/package.json': json({
      name: 'api',
      scripts: { start: 'node app.js' },
      dependencies: { express: 'catalog:', '@acme/log': 'workspace:*', fastify: 'catalog:next' },
    }),
    'libs/log/package.json': json({ name: '@acme/log', version: '1.0.0', exports: './index.js' }),
  };
  expect(stack(files)).toEqual({
    'apps/api: service': ['express 4.22.0 at pnpm-workspace.yaml:5', 'fastify ? at apps/api/package.json:9'],
    'libs/log: library': [],
  });
  expect(unclear(files)).toEqual([expect.stringMatching(/^apps\/api\/package\.json:9 .*catalog:next/)]);
});

test('33: the lock of the root serves its members', () => {
  const files = {
    'package.json': json({ private: true, workspaces: ['api'] }),
    'package-lock.json': json({
      lockfileVersion: 3,
      packages: {
        '': { workspaces: ['api'] },
        api: { dependencies: { express: '^4.0.0' } },
        'node_modules/express': { version: '4.21.2' },
      },
    }),
    'api/package.json': json({ scripts: { start: 'node app.js' }, dependencies: { express: '^4.0.0' } }),
  };
  expect(stack(files)).toEqual({ 'api: service': ['express 4.21.2 at api/package.json:6'] });
});

test('34, 35: a framework belongs to the package that names it, not to its siblings, children or parents', () => {
  const files = {
    'package.json': json({
      private: true,
      workspaces: ['apps/*'],
      scripts: { start: 'node app.js' },
      dependencies: { koa: '3.0.0' },
    }),
    'apps/api/package.json': json({ scripts: { start: 'node app.js' }, dependencies: { fastify: '5.6.0' } }),
    'apps/web/package.json': json({ scripts: { start: 'vite' }, dependencies: { 'react-dom': '19.2.0' } }),
  };
  expect(stack(files)).toEqual({
    '.: service': ['koa 3.0.0 at package.json:10'],
    'apps/api: service': ['fastify 5.6.0 at apps/api/package.json:6'],
    'apps/web: frontend': [],
  });
});

test('36: Python with a package.json, and the reverse: each says what it is', () => {
  const files = {
    'package.json': json({ devDependencies: { '@playwright/test': '1.56.0' } }),
    'requirements.txt': 'fastapi==0.121.0\n',
    'main.py': '',
  };
  expect(stack(files)).toEqual({
    '.: service': ['fastapi 0.121.0 at requirements.txt:1', 'starlette ? at requirements.txt:1 beneath fastapi'],
  });
  expect(audited(files).components[0]?.language).toBe('Python');
  expect(stack({ 'pom.xml': '<project><artifactId>a</artifactId></project>', 'Publish.py': 'import flask' })).toEqual({
    '.: library': [],
  });
});

test('49: Deno: requirements in the source, an import map, no manifest; deno.json only to publish', () => {
  expect(stack({ 'main.ts': "import { Hono } from 'npm:hono@4.10.4';\nDeno.serve(new Hono().fetch);\n" })).toEqual({
    '.: service': ['hono 4.10.4 at main.ts:1'],
  });
  const mapped = {
    'deno.json': json({ importMap: './import_map.json', tasks: { start: 'deno run main.ts' } }),
    'import_map.json': json({ imports: { oak: 'https://deno.land/x/oak@v17.1.6/mod.ts' } }),
  };
  expect(stack(mapped)).toEqual({ '.: service': ['oak 17.1.6 at import_map.json:3'] });
  const published = {
    'package.json': json({ name: 'shop', scripts: { start: 'node app.js' }, dependencies: { express: '4.21.2' } }),
    'deno.json': json({ name: '@acme/shop', version: '1.0.0', exports: './mod.ts' }),
  };
  expect(versionOf(published, 'deno')).toBe('not found');
  expect(versionOf(published, 'node')).toBe('? at package.json:2');
});

test('50: bun.lock with commas at the end, bun.lockb that is binary, Bun that only installs', () => {
  const manifest = { scripts: { start: 'node app.js' }, dependencies: { hono: '^4.0.0' } };
  const lock =
    '{ "lockfileVersion": 1, "workspaces": { "": { "dependencies": { "hono": "^4.0.0", }, }, },\n "packages": { "hono": ["hono@4.10.4", "", {}, "sha512-x"], }, }';
  const files = { 'package.json': json(manifest), 'bun.lock': lock };
  expect(stack(files)).toEqual({ '.: service': ['hono 4.10.4 at package.json:6'] });
  expect(versionOf(files, 'bun')).toBe('not found');
  expect(versionOf(files, 'node')).toBe('? at package.json:1');
  expect(stack({ 'package.json': json(manifest), 'bun.lockb': '\u0000binary' })).toEqual({
    '.: service': ['hono ^4.0.0 at package.json:6'],
  });
});
