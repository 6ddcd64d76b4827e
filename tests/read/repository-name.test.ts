import { expect, test } from 'vitest';
import { repositoryName } from '../../src/read/repository-name.ts';

test.each([
  ['https://github.com/Vapor/vapor.git', 'vapor/vapor'],
  ['https://github.com/vapor/vapor/', 'vapor/vapor'],
  ['git@github.com:vapor/vapor.git', 'vapor/vapor'],
  ['ssh://git@example.org:22/group/sub/name.git', 'sub/name'],
  ['kemalcr/kemal', 'kemalcr/kemal'],
  ['local', undefined],
  ['', undefined],
])('%s is %s', (address, expected) => {
  expect(repositoryName(address)).toBe(expected);
});
