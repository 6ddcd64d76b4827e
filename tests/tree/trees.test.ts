import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Tree, Wants } from '../../src/model/tree.ts';
import { commitFile, commitTree } from '../../src/tree/commit.ts';
import { remoteTree } from '../../src/tree/remote.ts';
import { worktree, worktreeFile } from '../../src/tree/worktree.ts';
import { git } from '../github/git.ts';
import { type DiskFiles, directoryOf, repositoryOf, write } from './repository.ts';
import { localServer } from './server.ts';

/** Text files of up to a hundred bytes. */
const wants: Wants = (path) => (path.endsWith('.txt') ? 100 : undefined);

/** All that a tree tells. */
function told(tree: Tree) {
  return {
    paths: tree.paths,
    texts: Object.fromEntries(
      tree.paths.flatMap((path) => (tree.text(path) === undefined ? [] : [[path, tree.text(path)]])),
    ),
    skipped: Object.fromEntries(tree.skipped.map(({ path, reason }) => [path, reason])),
  };
}

const files: DiskFiles = {
  'a.txt': 'a\n',
  'mark.txt': '\uFEFFmarked\n',
  'latin.txt': Buffer.from([0x63, 0x61, 0x66, 0xe9]),
  'utf16.txt': Buffer.from('\uFEFFwide\n', 'utf16le'),
  'empty.txt': '',
  'binary.txt': Buffer.from([0, 1, 2]),
  'large.txt': 'x'.repeat(101),
  'other.md': 'not wanted',
  'sub/dir/b.txt': 'b\n',
  'sub/ a "quoted"\tname ü.txt': 'odd\n',
  'same.txt': 'a\n',
  'links/near.txt': { link: '../a.txt' },
  'links/far.txt': { link: 'near.txt' },
  'links/through.txt': { link: '../folder/b.txt' },
  'links/out.txt': { link: '../../../../../../etc/hostname' },
  'links/absolute.txt': { link: '/etc/hostname' },
  'links/nowhere.txt': { link: 'missing.txt' },
  'links/round.txt': { link: 'round.txt' },
  folder: { link: 'sub/dir' },
};

const texts = {
  'a.txt': 'a\n',
  'empty.txt': '',
  'latin.txt': 'caf\uFFFD',
  'links/far.txt': 'a\n',
  'links/near.txt': 'a\n',
  'links/through.txt': 'b\n',
  'mark.txt': 'marked\n',
  'same.txt': 'a\n',
  'sub/ a "quoted"\tname ü.txt': 'odd\n',
  'sub/dir/b.txt': 'b\n',
  'utf16.txt': 'wide\n',
};

describe('a directory, a commit and a server tell the same of the same files', () => {
  test('paths, texts and what is left out', async () => {
    const { directory, commit } = await repositoryOf(files);
    const disk = told(worktree(directory, wants));
    const stored = told(commitTree(directory, commit, wants)!);
    const far = told(await remoteTree(localServer(directory), commit, wants));
    expect(disk.paths).toEqual(Object.keys(files).sort());
    expect(disk.texts).toEqual(texts);
    expect(Object.keys(disk.skipped).sort()).toEqual([
      'binary.txt',
      'large.txt',
      'links/absolute.txt',
      'links/nowhere.txt',
      'links/out.txt',
      'links/round.txt',
    ]);
    expect(disk.skipped).toMatchObject({
      'binary.txt': 'binary',
      'large.txt': 'too large',
      'links/out.txt': 'link out of the repository',
    });
    for (const other of [stored, far]) {
      expect({ ...other, skipped: Object.keys(other.skipped).sort() }).toEqual({
        ...disk,
        skipped: Object.keys(disk.skipped).sort(),
      });
      expect(other.skipped).toMatchObject({
        'binary.txt': 'binary',
        'large.txt': 'too large',
        'links/out.txt': 'link out of the repository',
      });
    }
  });
});

describe('a directory', () => {
  test('under git: what is tracked and what is not ignored', async () => {
    const { directory } = await repositoryOf({ '.gitignore': 'ignored*\n', 'a.txt': '' });
    await write(directory, { 'new.txt': '', 'ignored.txt': '', 'ignored-dir/b.txt': '' });
    expect(worktree(directory, wants).paths).toEqual(['.gitignore', 'a.txt', 'new.txt']);
    expect(worktree(directory, wants, { untracked: false }).paths).toEqual(['.gitignore', 'a.txt']);
  });

  test('without git: what ignore files leave, installed folders left out', async () => {
    const directory = await directoryOf({
      '.gitignore': 'ignored*\n',
      'a.txt': '',
      'ignored.txt': '',
      'node_modules/b.txt': '',
      'sub/.gitignore': '/own.txt\n',
      'sub/own.txt': '',
      'sub/deep/own.txt': '',
    });
    expect(worktree(directory, wants).paths).toEqual(['.gitignore', 'a.txt', 'sub/.gitignore', 'sub/deep/own.txt']);
  });

  test('a file may be read that no reader wants, never one outside', async () => {
    const directory = await directoryOf({ 'policy.yml': 'version: 1\n', 'out.yml': { link: '/etc/hostname' } });
    expect(worktreeFile(directory, 'policy.yml')).toBe('version: 1\n');
    expect(worktreeFile(directory, 'out.yml')).toBeUndefined();
    expect(worktreeFile(directory, '../../etc/hostname')).toBeUndefined();
    expect(worktreeFile(directory, 'missing.yml')).toBeUndefined();
  });

  test('nothing of the repository runs: hooks, file system monitors, filters, helpers', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n', '.gitattributes': '*.txt filter=evil diff=evil\n' });
    const marker = join(directory, 'it-ran');
    const evil = join(directory, '.git', 'evil.sh');
    await writeFile(evil, `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    const settings = [
      'core.fsmonitor',
      'filter.evil.clean',
      'filter.evil.smudge',
      'diff.evil.textconv',
      'core.sshCommand',
      'core.pager',
    ];
    for (const name of settings) await git(directory, ['config', name, evil]);
    await writeFile(join(directory, '.git', 'hooks-are-here'), '');
    await git(directory, ['config', 'core.hooksPath', join(directory, '.git')]);
    await writeFile(join(directory, '.git', 'post-index-change'), `#!/bin/sh\ntouch ${marker}\n`, { mode: 0o755 });
    await writeFile(join(directory, 'a.txt'), 'changed\n');
    expect(worktree(directory, wants).text('a.txt')).toBe('changed\n');
    expect(commitTree(directory, 'HEAD', wants)!.text('a.txt')).toBe('a\n');
    expect(worktree(directory, wants).paths).not.toContain('it-ran');
  });
});

describe('a commit', () => {
  test('any revision, without checking it out, from any directory of the repository', async () => {
    const { directory, commit } = await repositoryOf({ 'a.txt': 'old\n', 'sub/b.txt': 'b\n' });
    await write(directory, { 'a.txt': 'new\n' });
    expect(commitTree(directory, 'HEAD', wants)!.text('a.txt')).toBe('old\n');
    expect(commitTree(join(directory, 'sub'), commit, wants)!.paths).toEqual(['b.txt']);
    expect(commitFile(directory, commit, 'sub/b.txt')).toBe('b\n');
    expect(commitFile(directory, commit, 'missing')).toBeUndefined();
  });

  test.each(['nowhere', '--help', '', 'HEAD~1'])('%j is no revision here', async (revision) => {
    const { directory } = await repositoryOf({ 'a.txt': '' });
    expect(commitTree(directory, revision, wants)).toBeUndefined();
  });

  test('half of it is nothing: a clone without contents', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n' });
    await git(directory, ['config', 'uploadpack.allowFilter', 'true']);
    const clone = join(directory, 'clone');
    await git(directory, ['clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${directory}`, clone]);
    expect(commitTree(clone, 'HEAD', wants)).toBeUndefined();
  });

  test('submodules are no files', async () => {
    const { directory } = await repositoryOf({ 'a.txt': '' });
    await git(directory, ['update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},module.txt`]);
    await git(directory, ['commit', '--quiet', '--message=module']);
    expect(commitTree(directory, 'HEAD', wants)!.paths).toEqual(['a.txt']);
  });
});
