import { expect, test } from 'vitest';
import { dockerignore } from '../../src/read/dockerignore.ts';
import { parseDockerfile } from '../../src/read/dockerfile.ts';
import { ignoreFileOf, ignores } from '../../src/stack/ignored-files.ts';
import { indexReadings } from '../../src/stack/readings.ts';

function keptOut(file: string, path: string): boolean {
  return ignores(dockerignore.read('.dockerignore', file).patterns)(path);
}

test.each([
  ['node_modules', 'node_modules/a/b.js', true],
  ['node_modules', 'api/node_modules/a.js', false],
  ['**/node_modules', 'api/node_modules/a.js', true],
  ['/.env*', '.env.local', true],
  ['.env*\n!.env.example', '.env.example', false],
  ['*\n!src', 'src/a.js', false],
  ['*\n!src', 'test/a.js', true],
  ['# .env', '.env', false],
  ['build/', 'build/x', true],
  ['a/../b', 'b', true],
  ['!', 'a', false],
  ['*a*a*a*a*a*a*a*b', 'aaaaaaaa', false],
  ['', '.env', false],
  ['a/**/b', 'a/b', true],
  ['a/**/b', 'a/x/y/b/c', true],
  ['a/**', 'a/x', true],
  ['**', 'a/x', true],
  ['*.md', 'docs/a.md', false],
  ['**/*.md\n!README.md', 'README.md', false],
  ['a?c', 'abc', true],
  ['a[bc]d', 'acd', true],
  ['a\\*', 'a*', true],
  ['a\\*', 'ab', false],
  ['a+(b)|c', 'a+(b)|c', true],
  ['a|b', 'b', false],
  ['(a+)+$*', 'aaaa', false],
  ['return [', 'return [', false],
  ['a[', 'b', false],
])('%j keeps %s out: %s', (file, path, expected) => {
  expect(keptOut(file, path)).toBe(expected);
});

test('no pattern takes longer than its length, whatever it repeats', () => {
  const path = `${'a'.repeat(240)}/${'a'.repeat(240)}`;
  for (const pattern of ['*a*a*a*a*a*a*a*a*b', '**/*a**/*a**/*a**/b', '(x+x+)+y', `${'?'.repeat(200)}*?*?*?b`])
    expect(keptOut(pattern, path)).toBe(false);
});

test('the file named after the Dockerfile comes before that of the context', () => {
  const files = ['.dockerignore', 'docker/api.Dockerfile.dockerignore'];
  const readings = indexReadings(
    files.map((path) => dockerignore.read(path, 'a')),
    files,
  );
  const of = (path: string) =>
    ignoreFileOf({ dockerfile: parseDockerfile(path, 'FROM a'), context: '' }, readings)?.path;
  expect([of('docker/api.Dockerfile'), of('docker/web.Dockerfile')]).toEqual([
    'docker/api.Dockerfile.dockerignore',
    '.dockerignore',
  ]);
});

test('a file that could not be read, or not to its end, is there and not complete', () => {
  const image = { dockerfile: parseDockerfile('Dockerfile', 'FROM a'), context: '' };
  expect(ignoreFileOf(image, indexReadings([], ['.dockerignore']))).toEqual({
    path: '.dockerignore',
    patterns: [],
    complete: false,
  });
  for (const [text, complete] of [
    ['a\n', true],
    ['a\n'.repeat(5000), false],
    ['*a*a*a*a*a*a*a\n', true],
  ] as const) {
    const readings = indexReadings([dockerignore.read('.dockerignore', text)], ['.dockerignore']);
    expect(ignoreFileOf(image, readings)?.complete).toBe(complete);
  }
});

test('letters are told apart by their case, as by Docker', () => {
  expect([keptOut('Build', 'build/a'), keptOut('Build', 'Build/a')]).toEqual([false, true]);
});

test('more patterns than anybody writes are dropped, and that is said', () => {
  const { patterns, diagnostics } = dockerignore.read('.dockerignore', 'a\n'.repeat(5000));
  expect([patterns.length, diagnostics[0]?.message]).toEqual([2000, '3000 patterns were not read']);
});
