import { expect, test } from 'vitest';
import { denoSource } from '../../src/read/deno-source.ts';

function packagesIn(text: string): string[] {
  return denoSource
    .read('main.ts', text)
    .dependencies.map(({ name, requirement, at }) => `${name} ${requirement} :${at.line}`);
}

test('packages are named where they are imported', () => {
  const text = `/* see "https://deno.land/x/none@1" */
import { Application } from "https://deno.land/x/oak@v12.6.1/mod.ts"; // from "npm:nothing"
import {
  a,
  b,
} from 'npm:express@^5';
export * from "jsr:@std/path@1";
const lazy = await import("npm:koa@2");
import "npm:side-effect";
const text = "npm:no-import@1";
const template = \`import x from "npm:neither@1"
from \`;
import { join } from "./join.ts";
`;
  expect(packagesIn(text)).toEqual([
    'https://deno.land/x/oak v12.6.1 :2',
    'express ^5 :6',
    '@std/path 1 :7',
    'koa 2 :8',
    'side-effect * :9',
  ]);
});

test('a server of Deno itself', () => {
  const { project } = denoSource.read('src/main.ts', 'Deno.serve(() => new Response("hello"));\n');
  expect(project?.signs).toEqual([
    { for: 'service', reason: 'main.ts calls Deno.serve', at: { path: 'src/main.ts', line: 1 } },
  ]);
});

test.each([
  ['a module of Node.js', 'import express from "express";\nexpress().listen(80);\n'],
  ['Deno in a comment', '// Deno.serve(handler)\nimport a from "./a.ts";\n'],
  ['an address in a string', 'fetch("https://deno.land/x/oak@v1/mod.ts");\n'],
])('no project: %s', (_, text) => {
  expect(denoSource.read('main.ts', text).project).toBeUndefined();
});
