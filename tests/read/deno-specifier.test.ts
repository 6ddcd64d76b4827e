import { expect, test } from 'vitest';
import { parseDenoSpecifier } from '../../src/read/deno-specifier.ts';

test.each([
  ['npm:express@^5', 'npm:express ^5'],
  ['npm:express', 'npm:express *'],
  ['npm:/@scope/name@1.2.3/sub/path.js', 'npm:@scope/name 1.2.3'],
  ['npm:@jsr/oak__oak@17', 'jsr:@oak/oak 17'],
  ['jsr:@oak/oak@17/router', 'jsr:@oak/oak 17'],
  ['jsr:/@std/path', 'jsr:@std/path *'],
  ['https://deno.land/x/oak@v12.6.1/mod.ts', 'deno:https://deno.land/x/oak v12.6.1'],
  ['https://deno.land/x/oak/mod.ts', 'deno:https://deno.land/x/oak *'],
  ['https://deno.land/std@0.200.0/http/server.ts', 'deno:https://deno.land/std 0.200.0'],
  ['https://esm.sh/v135/hono@4.1.0?target=deno', 'npm:hono 4.1.0'],
  ['https://esm.sh/*preact-render-to-string@6', 'npm:preact-render-to-string 6'],
  ['https://esm.sh/jsr/@std/path@1', 'jsr:@std/path 1'],
  ['https://cdn.jsdelivr.net/npm/@scope/x@1.0.0/+esm', 'npm:@scope/x 1.0.0'],
  ['https://unpkg.com/preact@10/dist/a.js', 'npm:preact 10'],
  ['https://jsr.io/@std/path/1.0.0/mod.ts', 'jsr:@std/path 1.0.0'],
  ['https://raw.githubusercontent.com/me/mine/v1.2.0/mod.ts', 'deno:https://raw.githubusercontent.com/me/mine v1.2.0'],
  ['https://example.org/lib@2.0.0/mod.ts', 'deno:https://example.org/lib 2.0.0'],
])('%s', (specifier, expected) => {
  const spec = parseDenoSpecifier(specifier);
  expect(`${spec?.ecosystem}:${spec?.name} ${spec?.requirement}`).toBe(expected);
});

test.each(['./src/', '../mod.ts', '/abs.ts', 'node:fs', 'express', '#app', '', 'https://example.org'])(
  'no package: %s',
  (specifier) => {
    expect(parseDenoSpecifier(specifier)).toBeUndefined();
  },
);
