import { expect, test } from 'vitest';
import { rightLines } from '../../src/github/diff-lines.ts';

function shown(patch: string): string[] {
  return [...rightLines(patch)].map(([number, { text, hunk }]) => `${hunk}:${number}:${text}`);
}

test('the right side by line, with its hunk', () => {
  const patch = [
    '@@ -1,3 +1,4 @@ FROM node',
    ' a',
    '-b',
    '+@@ -1 +1 @@',
    '++++ c',
    ' d',
    '@@ -20 +21,2 @@',
    ' e',
    '+f',
    '\\ No newline at end of file',
  ].join('\n');
  expect(shown(patch)).toEqual(['1:1:a', '1:2:@@ -1 +1 @@', '1:3:+++ c', '1:4:d', '2:21:e', '2:22:f']);
});

test('a file that is gone, and no patch at all', () => {
  expect(shown('@@ -1,2 +0,0 @@\n-a\n-b')).toEqual([]);
  expect(shown('')).toEqual([]);
});
