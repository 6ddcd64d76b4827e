import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { deno } from '../../src/stack/deno.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function readingsOf(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  return indexReadings(readTree(tree, readers), tree.paths);
}

/** Every component that Deno's files make, with its packages. */
function components(files: Readonly<Record<string, string>>): string[] {
  const readings = readingsOf(files);
  return readings.all
    .filter(
      ({ project }) =>
        project !== undefined && project.aggregator !== true && deno.ecosystems.includes(project.ecosystem),
    )
    .filter((reading) => deno.stands?.(reading, readings) !== false)
    .map((reading) => {
      const packages = deno.resolve(reading, readings).dependencies;
      return `${reading.path}: ${packages.map(({ name, resolved }) => `${name} ${resolved}`).join(', ')}`;
    });
}

test('a directory of modules without a manifest is one project', () => {
  expect(
    components({
      'deps.ts': 'export * from "https://deno.land/x/oak@v12.6.1/mod.ts";',
      'src/app.ts': 'import { serve } from "https://deno.land/std@0.200.0/http/server.ts";',
    }),
  ).toEqual(['deps.ts: deno undefined, https://deno.land/x/oak 12.6.1, https://deno.land/std 0.200.0']);
});

test('modules below a deno.json are part of its project, tests and examples are not', () => {
  expect(
    components({
      'deno.json': '{ "imports": { "hono": "npm:hono@^4" } }',
      'deno.lock': '{ "version": "5", "specifiers": { "npm:hono@4": "4.9.1" } }',
      'src/main.ts': 'import "npm:express@5.1.0"; Deno.serve(x);',
      'tests/fixtures/a/main.ts': 'import "npm:koa@2";',
    }),
  ).toEqual(['deno.json: deno undefined, hono 4.9.1, express 5.1.0']);
});

test('the import map that a deno.json names is part of it', () => {
  const files = {
    'api/deno.json': '{ "importMap": "../import_map.json" }',
    'import_map.json': '{ "imports": { "oak": "jsr:@oak/oak@17.1.4" } }',
  };
  expect(components(files)[0]).toBe('api/deno.json: deno undefined, @oak/oak 17.1.4');
  const readings = readingsOf({ 'deno.json': '{ "importMap": "./maps/all.json" }' });
  const manifest = readings.at('deno.json');
  expect(manifest && deno.resolve(manifest, readings).diagnostics).toEqual([
    { message: 'packages unknown: the import map maps/all.json was not read', at: { path: 'deno.json', line: 1 } },
  ]);
});

test('a deno.json beside a package.json proves Deno only if something runs there', () => {
  const node = { 'package.json': '{ "dependencies": { "express": "5" } }' };
  expect(components({ ...node, 'deno.json': '{ "name": "@me/x", "exports": "./mod.ts" }' })).toEqual(['deno.json: ']);
  expect(components({ ...node, 'deno.json': '{ "tasks": { "start": "deno run -A main.ts" } }' })).toEqual([
    'deno.json: deno undefined',
  ]);
  expect(components({ 'deno.json': '{ "lint": {} }' })).toEqual(['deno.json: deno undefined']);
});

test('another entry to a Node.js package is no project of its own', () => {
  const module = 'export * from "npm:express@5";';
  expect(components({ 'package.json': '{}', 'src/mod.ts': module })).toEqual([]);
  expect(components({ 'package.json': '{}', 'functions/main.ts': module })).toEqual([
    'functions/main.ts: deno undefined, express undefined',
  ]);
});

test('members share the lock of the root and take each other in place of what is published', () => {
  expect(
    components({
      'deno.json': '{ "workspace": ["./api", "./lib"] }',
      'deno.lock': '{ "version": "5", "specifiers": { "npm:hono@^4.1.0": "4.9.1" } }',
      'api/deno.json': '{ "imports": { "hono": "npm:hono@^4.1.0", "lib": "jsr:@me/lib@^1" } }',
      'lib/deno.json': '{ "name": "@me/lib", "version": "1.2.0", "exports": "./mod.ts" }',
      'other/deno.json': '{ "imports": { "hono": "npm:hono@^4.1.0" } }',
    }),
  ).toEqual([
    'api/deno.json: deno undefined, hono 4.9.1, @me/lib 1.2.0',
    'lib/deno.json: deno undefined',
    'other/deno.json: deno undefined, hono undefined',
  ]);
});

test('a lock that is switched off is not asked', () => {
  expect(
    components({
      'deno.json': '{ "lock": false, "imports": { "hono": "npm:hono@4" } }',
      'deno.lock': '{ "version": "5", "specifiers": { "npm:hono@4": "4.9.1" } }',
    }),
  ).toEqual(['deno.json: deno undefined, hono undefined']);
});
