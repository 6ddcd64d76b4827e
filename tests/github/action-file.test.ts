import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { pullRequest } from './repositories.ts';
import { denied, github, given, run, shop } from './shop.ts';

type Declared = Record<string, { description: string; default?: string }>;
const declared = parse(readFileSync(new URL('../../action.yml', import.meta.url), 'utf8')) as {
  inputs: Declared;
  outputs: Declared;
  runs: object;
};

test('action.yml runs what ships', () => {
  expect(declared.runs).toEqual({ using: 'node24', main: 'dist/action.js' });
});

test('what the policy file can say has no default here: it would have the last word', () => {
  for (const name of ['fail-on', 'comment', 'suggestions', 'policy'])
    expect(declared.inputs[name]).not.toHaveProperty('default');
});

test('every output is set, also those that do not apply', async () => {
  const api = await github();
  const pull = await given(pullRequest({ api, base: shop, head: denied }));
  const { outputs } = await run(api, pull);
  expect(Object.keys(outputs).sort()).toEqual(Object.keys(declared.outputs).sort());
});
