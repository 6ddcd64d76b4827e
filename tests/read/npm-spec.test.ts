import { expect, test } from 'vitest';
import { parseNpmSpec } from '../../src/read/npm-spec.ts';

test.each([
  ['^5.1.0', 'npm:express ^5.1.0'],
  ['', 'npm:express *'],
  ['latest', 'npm:express latest'],
  ['>=4 <6 || 7.x', 'npm:express >=4 <6 || 7.x'],
  ['npm:ultimate-express@^2', 'npm:ultimate-express ^2 as express'],
  ['npm:@acme/express@1.0.0', 'npm:@acme/express 1.0.0 as express'],
  ['npm:ultimate-express', 'npm:ultimate-express * as express'],
  ['npm:^5.0.0', 'npm:express ^5.0.0'],
  ['npm:@jsr/oak__oak@17', 'jsr:@oak/oak 17 as express'],
  ['jsr:@oak/oak@^17', 'jsr:@oak/oak ^17 as express'],
  ['workspace:*', 'npm:express workspace:* from workspace'],
  ['workspace:^1.2', 'npm:express workspace:^1.2 from workspace'],
  ['workspace:../express', 'npm:express workspace:../express from workspace'],
  ['workspace:other@*', 'npm:other workspace:* as express from workspace'],
  ['catalog:', 'npm:express undefined in catalog:default'],
  ['catalog:old', 'npm:express undefined in catalog:old'],
  ['file:../express', 'npm:express file:../express from path'],
  ['./express', 'npm:express ./express from path'],
  ['link:../x', 'npm:express link:../x from path'],
  ['expressjs/express', 'npm:express expressjs/express from git'],
  ['uNetworking/uWebSockets.js#v20.44.0', 'npm:express v20.44.0 from git'],
  ['github:expressjs/express#semver:^5', 'npm:express ^5 from git'],
  [
    'git+ssh://git@github.com/expressjs/express.git#main',
    'npm:express git+ssh://git@github.com/expressjs/express.git#main from git',
  ],
  ['https://github.com/expressjs/express', 'npm:express https://github.com/expressjs/express from git'],
  ['https://example.org/express-5.0.0.tgz', 'npm:express https://example.org/express-5.0.0.tgz from url'],
  ['patch:express@npm%3A5.1.0#~/.yarn/patches/a.patch', 'npm:express 5.1.0'],
])('express: %s', (text, expected) => {
  const { ecosystem, name, requirement, alias, inherits, source } = parseNpmSpec('express', text);
  const parts = [
    `${ecosystem}:${name}`,
    requirement,
    alias && `as ${alias}`,
    inherits && `in ${inherits}`,
    source && `from ${source}`,
  ];
  expect(
    parts
      .filter((part, at) => at === 1 || part !== undefined)
      .map(String)
      .join(' '),
  ).toBe(expected);
});

test('the npm name of a JSR package is that package', () => {
  expect(parseNpmSpec('@jsr/std__path', '^1')).toEqual({
    ecosystem: 'jsr',
    name: '@std/path',
    alias: '@jsr/std__path',
    requirement: '^1',
  });
  expect(parseNpmSpec('@std/path', 'npm:@jsr/std__path@^1')).toEqual({
    ecosystem: 'jsr',
    name: '@std/path',
    requirement: '^1',
  });
});
