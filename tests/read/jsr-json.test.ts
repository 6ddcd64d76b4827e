import { expect, test } from 'vitest';
import { jsrJson } from '../../src/read/jsr-json.ts';

test('what is published on JSR is a library', () => {
  const { project } = jsrJson.read(
    'jsr.jsonc',
    '{ "name": "@me/lib", "version": "1.0.0", /* all */ "exports": "./mod.ts" }',
  );
  expect(project).toMatchObject({ ecosystem: 'jsr', name: '@me/lib', version: '1.0.0' });
  expect(project?.signs.map((sign) => sign.for)).toEqual(['library']);
});

test('no object', () => {
  expect(jsrJson.read('jsr.json', '[').project).toBeUndefined();
});
