import { expect, test } from 'vitest';
import { packageResolved } from '../../src/read/package-resolved.ts';

const lockOf = (text: string) => packageResolved.read('Package.resolved', text).lockfile;

test('formats 2 and 3', () => {
  const lock = lockOf(
    '{"pins": [{"identity": "vapor", "location": "https://github.com/vapor/vapor.git", "state": {"version": "4.99.3"}}, {"identity": "x", "location": "https://github.com/a/x", "state": {"branch": "main"}}], "version": 3}',
  );
  expect(lock?.format).toBe('3');
  expect(lock?.find({ name: 'vapor/vapor', requirement: 'from: "4.0.0"', importer: '' })).toBe('4.99.3');
  expect(lock?.find({ name: 'vapor/vapor', requirement: 'from: "5.0.0"', importer: '' })).toBeUndefined();
  expect(lock?.versions('a/x')).toEqual([]);
});

test('format 1', () => {
  const lock = lockOf(
    '{"object": {"pins": [{"package": "Vapor", "repositoryURL": "git@github.com:vapor/vapor.git", "state": {"version": "3.3.1"}}]}, "version": 1}',
  );
  expect(lock?.versions('vapor/vapor')).toEqual(['3.3.1']);
});

test('a broken one says so and names no version', () => {
  const lock = lockOf('{"pins": [');
  expect(lock?.versions('vapor/vapor')).toEqual([]);
  expect(lock?.problem?.()).toBeDefined();
});
