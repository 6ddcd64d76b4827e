import { expect, test } from 'vitest';
import { importMapJson } from '../../src/read/import-map-json.ts';

test('the packages of an import map', () => {
  const { dependencies, project } = importMapJson.read(
    'import_map.json',
    '{\n  "imports": {\n    "oak": "https://deno.land/x/oak@v12.6.1/mod.ts",\n    "~/": "./src/"\n  }\n}',
  );
  expect(project?.ecosystem).toBe('deno');
  expect(dependencies).toEqual([
    {
      ecosystem: 'deno',
      name: 'https://deno.land/x/oak',
      alias: 'oak',
      requirement: 'v12.6.1',
      scope: 'runtime',
      source: 'url',
      at: { path: 'import_map.json', line: 3 },
    },
  ]);
});

test('one that only maps files of its own is no project', () => {
  expect(importMapJson.read('import_map.json', '{ "imports": { "~/": "./src/" } }').project).toBeUndefined();
});
