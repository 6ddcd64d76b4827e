import { expect, test } from 'vitest';
import { tsconfigJson } from '../../src/read/tsconfig-json.ts';

test('options with their lines, and the files that it builds on', () => {
  const { settings, links, diagnostics } = tsconfigJson.read(
    'apps/api/tsconfig.json',
    `{
  // as the team agreed
  "extends": ["../../tsconfig.base", "@tsconfig/node22/tsconfig.json"],
  "compilerOptions": {
    "strict": true,
    "lib": ["es2023", "dom"],
  },
  "references": [{ "path": "../lib" }, { "path": "./tsconfig.test.json" }],
}`,
  );
  expect(diagnostics).toEqual([]);
  expect(settings.map(({ key, value, values, at }) => [at.line, key, value ?? values?.join(' ')])).toEqual([
    [3, 'extends', '../../tsconfig.base @tsconfig/node22/tsconfig.json'],
    [5, 'compilerOptions.strict', 'true'],
    [6, 'compilerOptions.lib', 'es2023 dom'],
  ]);
  expect(links.map(({ kind, path }) => `${kind} ${path}`)).toEqual([
    'parent tsconfig.base.json',
    'reference apps/lib/tsconfig.json',
    'reference apps/api/tsconfig.test.json',
  ]);
});

test('a configuration for tests says so; nothing outside the repository is linked', () => {
  const { settings, links } = tsconfigJson.read(
    'tsconfig.spec.json',
    '{ "extends": "../../x.json", "compilerOptions": { "strict": false } }',
  );
  expect(settings.map(({ profile }) => profile)).toEqual(['test', 'test']);
  expect(links).toEqual([]);
});
