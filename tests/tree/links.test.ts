import { expect, test } from 'vitest';
import { followLink } from '../../src/tree/links.ts';

const links: Readonly<Record<string, string>> = {
  'a/link': '../b/file',
  'a/up': '../../out',
  'a/root': '/etc/passwd',
  'a/self': 'self',
  folder: 'b',
  'a/chain': '../folder/./file',
  'x/y': '../folder',
};

test.each([
  ['a/link', 'b/file'],
  ['a/chain', 'b/file'],
  ['x/y/file', 'b/file'],
  ['b/file', 'b/file'],
  ['a/up', undefined],
  ['a/root', undefined],
  ['a/self', undefined],
])('%s leads to %s', (link, end) => {
  expect(followLink(link, (path) => links[path])).toBe(end);
});
