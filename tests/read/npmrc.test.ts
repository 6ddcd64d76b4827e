import { expect, test } from 'vitest';
import { npmrc } from '../../src/read/npmrc.ts';

test('settings with their lines; a credential is hidden, one from the environment has no value', () => {
  const { settings } = npmrc.read(
    '.npmrc',
    '; comment\r\nignore-scripts = true\n# comment\n//npm.example.org/:_authToken=abc\n//npm.example.org/:_password="${SECRET}"\nstrict-ssl\nhoist-pattern[]="*x*"\n',
  );
  expect(settings.map(({ key, value, at }) => [at.line, key, value])).toEqual([
    [2, 'ignore-scripts', 'true'],
    [4, '//npm.example.org/:_authToken', '***'],
    [5, '//npm.example.org/:_password', undefined],
    [6, 'strict-ssl', 'true'],
    [7, 'hoist-pattern', '*x*'],
  ]);
});
