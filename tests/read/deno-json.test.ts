import { expect, test } from 'vitest';
import { denoJson } from '../../src/read/deno-json.ts';

function read(text: string) {
  return denoJson.read('api/deno.jsonc', text);
}

test('imports, scopes, tasks and links', () => {
  const { dependencies, commands, links, project, diagnostics, settings } = read(`{
  // comments and trailing commas are allowed
  "importMap": "../import_map.json",
  "lock": { "path": "./locks/deno.lock", "frozen": true },
  "tasks": {
    "start": "deno run --allow-net main.ts",
    "check": { "command": "deno lint && deno fmt", "dependencies": ["start"] },
    "all": { "dependencies": ["start"] },
  },
  "imports": {
    "oak": "jsr:@oak/oak@17.1.4",
    "oak/": "jsr:@oak/oak@17.1.4/",
    "@/": "./src/",
    "hono": "npm:hono@^4",
  },
  "scopes": { "https://deno.land/x/": { "a": "https://deno.land/x/a@1.0.0/mod.ts" } },
  "compilerOptions": { "strict": false },
}`);
  expect(diagnostics).toEqual([]);
  expect(
    dependencies.map(({ ecosystem, name, alias, requirement, at }) => [ecosystem, name, alias, requirement, at.line]),
  ).toEqual([
    ['tool', 'deno', undefined, undefined, 10],
    ['jsr', '@oak/oak', 'oak', '17.1.4', 11],
    ['npm', 'hono', undefined, '^4', 14],
    ['deno', 'https://deno.land/x/a', 'a', '1.0.0', 16],
  ]);
  expect(commands.map(({ name, origin, argv }) => `${origin} ${name}: ${argv.join(' ')}`)).toEqual([
    'task start: deno run --allow-net main.ts',
    'task check: deno lint',
    'task check: deno fmt',
  ]);
  expect(links.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'import import_map.json',
    'reference api/locks/deno.lock',
  ]);
  expect(project?.signs.map(({ reason }) => reason)).toEqual(['its script start runs deno']);
  expect(settings.map(({ key, value }) => `${key}=${value}`)).toContain('compilerOptions.strict=false');
});

test('a file that only lints or publishes does not prove that anything runs on Deno', () => {
  const { dependencies, project } = read(
    '{ "name": "@me/lib", "version": "1.0.0", "exports": "./mod.ts", "lint": {}, "lock": false }',
  );
  expect(dependencies).toEqual([]);
  expect(project?.signs.map((sign) => sign.for)).toEqual(['library']);
});

test('a root without anything of its own only holds its members together', () => {
  expect(read('{ "workspace": ["./api", "./web"] }').project).toMatchObject({
    aggregator: true,
    workspace: { members: ['./api', './web'] },
  });
  expect(read('{ "workspace": { "members": ["api"] }, "imports": {} }').project?.aggregator).toBeUndefined();
});

test('no object', () => {
  expect(read('"text"').project).toBeUndefined();
  expect(read('').diagnostics[0]?.message).toContain('not JSON');
});
