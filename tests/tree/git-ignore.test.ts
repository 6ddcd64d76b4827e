import { describe, expect, test } from 'vitest';
import { gitIgnore } from '../../src/model/git-ignore.ts';

describe('what a .gitignore leaves out', () => {
  test.each([
    ['*.log', ['x.log', 'd/x.log', 'X.LOG'], ['x.log.gz']],
    ['/build', ['build', 'build/'], ['d/build']],
    ['doc/*.txt', ['doc/a.txt'], ['doc/d/a.txt', 'e/doc/a.txt']],
    ['a/**/b', ['a/b', 'a/x/b', 'a/x/y/b'], ['b', 'a/bb']],
    ['**/foo/bar', ['foo/bar', 'q/foo/bar'], ['bar']],
    ['abc/**', ['abc/x', 'abc/x/y'], ['abc/', 'abc']],
    ['foo/', ['foo/', 'd/foo/'], ['foo', 'foobar/']],
    ['*.log\n!keep.log', ['x.log'], ['keep.log']],
    ['!keep.log\n*.log', ['keep.log'], []],
    ['# note\n\\#hash\n\\!bang', ['#hash', '!bang'], ['# note', 'hash']],
    ['trailing  \nkept\\ ', ['trailing', 'kept '], ['trailing  ', 'kept']],
    ['x?y', ['xzy'], ['xy', 'x/y']],
    ['a[!b]c\nq[a-c]\n[]x]z', ['axc', 'qb', ']z', 'xz'], ['abc', 'qd', 'yz']],
    ['Icon[[:space:]]x', ['icon x'], ['iconsx']],
    ['w**w', ['ww', 'wxw'], ['w/w']],
    ['/', [], ['x', 'x/']],
    ['weird[abc\n[z-a]', ['weird[abc'], ['weirda', 'z']],
  ])('%j', (text, out, kept) => {
    const leavesOut = gitIgnore(text);
    expect(out.filter((path) => !leavesOut(path))).toEqual([]);
    expect(kept.filter(leavesOut)).toEqual([]);
  });

  test('patterns that would take a backtracking matcher ages are told at once', () => {
    const leavesOut = gitIgnore('a/**/a/**/a/**/a/**/a/**/b\n**/a*/**/a*/**/b\n*a*a*a*a*a*b\n*?*?*?*?*?*b');
    expect(leavesOut(`${'a/'.repeat(2000)}c`)).toBe(false);
    expect(leavesOut(`${'a'.repeat(4000)}bc`)).toBe(false);
    expect(leavesOut(`${'a/'.repeat(2000)}b`)).toBe(true);
  });
});
