import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../github/built.ts';

/** What is loaded along with a file of dist/, whether it is needed or not. */
function loadedWith(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(join(dirname(cli), file), 'utf8');
  for (const [, other] of text.matchAll(/^(?:import|export)\b[^;]*?"\.\/([\w-]+\.js)";$/gm)) loadedWith(other!, seen);
  return seen;
}

test('an audit in a terminal loads no format that it does not print, and no client', () => {
  const loaded = [...loadedWith('cli.js'), ...loadedWith('audit.js')];
  expect(loaded).toContain('stack-audit.js');
  expect(loaded.filter((file) => /^(?:html|sarif|github|client|relay)\d*\.js$/.test(file))).toEqual([]);
});

test('nor does the action', () => {
  expect([...loadedWith('action.js')].filter((file) => /^(?:html|sarif)\d*\.js$/.test(file))).toEqual([]);
});
