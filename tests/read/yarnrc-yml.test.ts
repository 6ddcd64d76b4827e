import { expect, test } from 'vitest';
import { yarnrcYml } from '../../src/read/yarnrc-yml.ts';

test('catalogues and settings; credentials never leave the file', () => {
  const { constraints, settings } = yarnrcYml.read(
    '.yarnrc.yml',
    `nodeLinker: node-modules
enableScripts: false
npmAuthToken: abc
npmScopes:
  acme:
    npmAuthToken: "\${TOKEN:-}"
catalog:
  express: ^5.1.0
`,
  );
  expect(constraints.map(({ key, name, requirement, at }) => `${at.line}: ${key} ${name} ${requirement}`)).toEqual([
    '8: catalog:default express ^5.1.0',
  ]);
  expect(settings.map(({ key, value }) => [key, value])).toEqual([
    ['nodeLinker', 'node-modules'],
    ['enableScripts', 'false'],
    ['npmAuthToken', '***'],
    ['npmScopes.acme.npmAuthToken', undefined],
  ]);
});
