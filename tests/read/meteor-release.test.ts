import { expect, test } from 'vitest';
import { meteorRelease } from '../../src/read/meteor-release.ts';

test('the release, which belongs to the directory above', () => {
  const { project, dependencies } = meteorRelease.read('web/.meteor/release', 'METEOR@3.3.2\n');
  expect(project?.directory).toBe('web');
  expect(dependencies).toMatchObject([{ ecosystem: 'file', name: '.meteor/release', resolved: '3.3.2' }]);
  expect(meteorRelease.read('.meteor/release', 'none').diagnostics).toHaveLength(1);
});
