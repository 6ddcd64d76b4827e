import { expect, test } from 'vitest';
import { packagesLockJson } from '../../src/read/packages-lock-json.ts';

test('the lock of NuGet answers by name in any case, and is silent when it is out of date', () => {
  const text =
    '{"version": 2, "dependencies": {"net8.0": {"Giraffe": {"type": "Direct", "requested": "[6.0.0, )", "resolved": "6.4.0"}, "core": {"type": "Project"}}}}';
  const { lockfile } = packagesLockJson.read('packages.lock.json', text);
  expect(lockfile?.format).toBe('2');
  expect(lockfile?.find({ name: 'giraffe', requirement: '6.0.0', importer: '' })).toBe('6.4.0');
  expect(lockfile?.find({ name: 'Giraffe', requirement: '7.0.0', importer: '' })).toBeUndefined();
  expect(lockfile?.find({ name: 'core', importer: '' })).toBeUndefined();
  expect(packagesLockJson.read('packages.lock.json', '{"version": 1,\n').lockfile?.problem?.()).toMatchObject({
    message: expect.stringContaining('not'),
  });
});
