import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { chmod, chown, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Tree, Wants } from '../../src/model/tree.ts';
import { commitTree } from '../../src/tree/commit.ts';
import { worktree } from '../../src/tree/worktree.ts';
import { git } from '../github/git.ts';
import { directoryOf, repositoryOf, write } from './repository.ts';

const wants: Wants = (path) => (path.endsWith('.txt') ? 1000 : undefined);

function reasons(tree: Tree): Record<string, string> {
  return Object.fromEntries(tree.skipped.map(({ path, reason }) => [path, reason]));
}

/** A command that leaves a trace when it runs, and whether it did. */
async function canary(directory: string): Promise<{ command: string; ran: () => boolean }> {
  const [command, trace] = [join(directory, '.git', 'canary.sh'), join(directory, '.git', 'canary-ran')];
  await writeFile(command, `#!/bin/sh\ntouch '${trace}'\n`, { mode: 0o755 });
  return { command, ran: () => existsSync(trace) };
}

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
});

describe('files that are none', () => {
  test('links out, in circles, to .git, to pipes; pipes, sockets, directories; what may not be read', async () => {
    const { directory } = await repositoryOf({
      'a.txt': 'a\n',
      'out.txt': { link: '../../../../../../../etc/passwd' },
      'one.txt': { link: 'two.txt' },
      'two.txt': { link: 'one.txt' },
      'config.txt': { link: '.git/config' },
      'pipe.txt': { link: 'pipe' },
      'round/self': { link: '..' },
      'directory.txt': { link: 'round' },
    });
    execFileSync('mkfifo', [join(directory, 'pipe'), join(directory, 'own-pipe.txt')]);
    const server = createServer().listen(join(directory, 'socket.txt'));
    onTestFinished(() => void server.close());
    mkdirSync(join(directory, 'folder.txt'));
    await write(directory, { 'secret.txt': 'secret\n', 'folder.txt/b.txt': 'b\n' });
    await chmod(join(directory, 'secret.txt'), 0o000);
    const tree = worktree(directory, wants);
    expect(['a.txt', 'folder.txt/b.txt'].map((path) => tree.text(path))).toEqual(['a\n', 'b\n']);
    const told = reasons(tree);
    expect(told).toMatchObject({
      'out.txt': 'link out of the repository',
      'config.txt': 'link out of the repository',
      'one.txt': 'not readable',
      'pipe.txt': 'not readable',
      'directory.txt': 'not readable',
    });
    for (const path of Object.keys(told)) expect(tree.text(path)).toBeUndefined();
    if (process.getuid?.() !== 0) expect(told['secret.txt']).toBe('not readable');
  });

  test('the same without git: pipes and sockets are not even listed', async () => {
    const directory = await directoryOf({ 'a.txt': 'a\n', loop: { link: '.' }, 'pipe.txt': { link: 'pipe' } });
    execFileSync('mkfifo', [join(directory, 'pipe'), join(directory, 'own-pipe.txt'), join(directory, '.gitignore')]);
    const tree = worktree(directory, wants);
    expect(tree.paths).toEqual(['a.txt', 'loop', 'pipe.txt']);
    expect(reasons(tree)).toEqual({ 'pipe.txt': 'not readable' });
  });

  test('names with line ends, quotes, escapes, dashes, and bytes that are no text', async () => {
    const names = [
      '-rf.txt',
      '--help.txt',
      'a\nb.txt',
      'a"b\'.txt',
      '\u001B[31m.txt',
      '$(touch x).txt',
      ' .txt',
      '\u202Egpj.txt',
    ];
    const { directory } = await repositoryOf(Object.fromEntries(names.map((name) => [name, `${name}\n`])));
    execFileSync('sh', ['-c', `printf 'x' > "$(printf '\\377\\376.txt')"`], { cwd: directory });
    for (const tree of [worktree(directory, wants), commitTree(directory, 'HEAD', wants)!]) {
      for (const name of names) expect(tree.text(name)).toBe(`${name}\n`);
      for (const path of tree.paths) expect(path.isWellFormed()).toBe(true);
    }
    expect(readdirSync(directory).includes('x')).toBe(false);
  });

  test('an ignore file made of asterisks takes no time where there is no git', async () => {
    const directory = await directoryOf({
      '.gitignore': `${'*a'.repeat(60)}b\n${`${'a'.repeat(50)}*\n`.repeat(3)}kept-out.txt\n`,
      [`${'a'.repeat(200)}.txt`]: '',
      'kept-out.txt': '',
    });
    const started = process.cpuUsage();
    expect(worktree(directory, wants).paths).toEqual(['.gitignore']);
    expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
  });
});

describe('repositories that would run something', () => {
  test('contents left behind in a partial clone are not fetched by the command that its configuration names', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n', 'b.txt': 'b\n' });
    const { command, ran } = await canary(directory);
    const object = await git(directory, ['rev-parse', 'HEAD:a.txt']);
    await rm(join(directory, '.git', 'objects', object.slice(0, 2), object.slice(2)));
    const settings = {
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.promisor': 'true',
      'remote.origin.url': directory,
      'remote.origin.uploadpack': command,
      'protocol.file.allow': 'always',
      'protocol.allow': 'always',
    };
    for (const [name, value] of Object.entries(settings)) await git(directory, ['config', name, value]);
    expect(commitTree(directory, 'HEAD', wants)).toBeUndefined();
    for (const url of [`ext::${command}`, `ssh://-oProxyCommand=${command}/x`]) {
      await git(directory, ['config', 'remote.origin.url', url]);
      await git(directory, ['config', 'core.sshCommand', command]);
      expect(commitTree(directory, 'HEAD', wants)).toBeUndefined();
    }
    expect(worktree(directory, wants).text('b.txt')).toBe('b\n');
    expect(ran()).toBe(false);
  });

  test('filters of many names, diff drivers, aliases, editors, pagers, credential helpers', async () => {
    const { directory } = await repositoryOf({
      '.gitattributes': '* filter=evil diff=evil merge=evil\n',
      'a.txt': 'a\n',
    });
    const { command, ran } = await canary(directory);
    const names =
      'filter.evil.clean filter.evil.smudge filter.evil.process diff.evil.textconv diff.evil.command diff.external merge.evil.driver core.editor core.pager pager.ls-files pager.cat-file core.fsmonitor core.askPass credential.helper gpg.program core.gitProxy core.alternateRefsCommand interactive.diffFilter';
    for (const name of names.split(' ')) await git(directory, ['config', name, command]);
    for (const name of ['ls-files', 'ls-tree', 'cat-file', 'rev-parse'])
      await git(directory, ['config', `alias.${name}`, `!${command}`]);
    await git(directory, ['config', 'filter.evil.required', 'true']);
    const hooks = join(directory, '.git', 'hooks');
    mkdirSync(hooks, { recursive: true });
    for (const hook of [
      'post-checkout',
      'post-index-change',
      'pre-auto-gc',
      'reference-transaction',
      'fsmonitor-watchman',
    ])
      await symlink(command, join(hooks, hook));
    await write(directory, { 'new.txt': 'new\n' });
    expect(worktree(directory, wants).text('new.txt')).toBe('new\n');
    expect(commitTree(directory, 'HEAD', wants)!.text('a.txt')).toBe('a\n');
    expect(ran()).toBe(false);
  });

  test('a bare repository among the files is not taken for one, nor its settings', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n' });
    const { command, ran } = await canary(directory);
    await git(directory, ['init', '--quiet', '--bare', 'bare']);
    const bare = join(directory, 'bare');
    await git(bare, ['config', 'core.bare', 'false']);
    await git(bare, ['config', 'core.worktree', '.']);
    await git(bare, ['config', 'core.fsmonitor', command]);
    await write(bare, { 'b.txt': 'b\n' });
    expect(worktree(bare, wants).text('b.txt')).toBe('b\n');
    expect(ran()).toBe(false);
  });

  test('a submodule is not entered', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n' });
    const { command, ran } = await canary(directory);
    await git(directory, ['init', '--quiet', 'module.txt']);
    await write(join(directory, 'module.txt'), { 'b.txt': 'b\n' });
    await git(join(directory, 'module.txt'), ['add', 'b.txt']);
    await git(join(directory, 'module.txt'), ['commit', '--quiet', '--message=b']);
    await git(join(directory, 'module.txt'), ['config', 'core.fsmonitor', command]);
    await write(directory, {
      '.gitmodules': '[submodule "m"]\n\tpath = module.txt\n\turl = ext::false\n\tupdate = !false\n',
    });
    await git(directory, ['add', 'module.txt']);
    const tree = worktree(directory, wants);
    expect(tree.paths).toEqual(['.gitmodules', 'a.txt', 'module.txt']);
    expect(reasons(tree)).toEqual({ 'module.txt': 'not readable' });
    expect(ran()).toBe(false);
  });
});

describe('repositories that are not what they seem', () => {
  test('core.worktree points elsewhere: nothing from there is read', async () => {
    const elsewhere = await directoryOf({ 'secret.txt': 'secret\n' });
    const { directory } = await repositoryOf({ 'a.txt': 'a\n' });
    await git(directory, ['config', 'core.worktree', elsewhere]);
    const tree = worktree(directory, wants);
    expect([tree.paths, tree.text('a.txt'), tree.text('secret.txt')]).toEqual([['a.txt'], 'a\n', undefined]);
  });

  test('replaced commits and grafts do not change what a commit holds', async () => {
    const { directory, commit } = await repositoryOf({ 'a.txt': 'true\n' });
    await write(directory, { 'a.txt': 'false\n' });
    await git(directory, ['commit', '--quiet', '--all', '--message=second']);
    await git(directory, ['replace', commit, await git(directory, ['rev-parse', 'HEAD'])]);
    expect(commitTree(directory, commit, wants)!.text('a.txt')).toBe('true\n');
  });

  test('variables of the environment do not lead git astray', async () => {
    const other = await repositoryOf({ 'other.txt': 'other\n' });
    const { directory } = await repositoryOf({ 'a.txt': 'a\n' });
    Object.assign(process.env, {
      GIT_DIR: join(other.directory, '.git'),
      GIT_WORK_TREE: other.directory,
      GIT_INDEX_FILE: join(other.directory, '.git', 'index'),
      GIT_OBJECT_DIRECTORY: join(other.directory, '.git', 'objects'),
      GIT_CONFIG_PARAMETERS: "'core.quotePath=true'",
      GIT_EXTERNAL_DIFF: 'false',
      GIT_LITERAL_PATHSPECS: '1',
    });
    expect(worktree(directory, wants).paths).toEqual(['a.txt']);
    expect(commitTree(directory, 'HEAD', wants)!.paths).toEqual(['a.txt']);
  });

  test('no git on the machine: the files as they lie there, and no commits', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n', 'sub/b.txt': 'b\n' });
    process.env['PATH'] = '/nonexistent';
    expect(worktree(directory, wants).paths).toEqual(['a.txt', 'sub/b.txt']);
    expect(commitTree(directory, 'HEAD', wants)).toBeUndefined();
  });

  test('a part of a repository, one without commits, one whose HEAD hangs, one without its index', async () => {
    const { directory, commit } = await repositoryOf({ 'a.txt': 'a\n', 'sub/b.txt': 'b\n', 'sub/c/d.txt': 'd\n' });
    expect(worktree(join(directory, 'sub'), wants).paths).toEqual(['b.txt', 'c/d.txt']);
    await git(directory, ['checkout', '--quiet', '--detach']);
    expect(commitTree(directory, commit, wants)!.paths).toEqual(['a.txt', 'sub/b.txt', 'sub/c/d.txt']);
    await rm(join(directory, '.git', 'index'));
    expect(worktree(directory, wants).paths).toEqual(['a.txt', 'sub/b.txt', 'sub/c/d.txt']);
    const empty = await directoryOf({ 'a.txt': 'a\n' });
    await git(empty, ['init', '--quiet']);
    expect(worktree(empty, wants).paths).toEqual(['a.txt']);
    expect(commitTree(empty, 'HEAD', wants)).toBeUndefined();
  });

  test('a repository whose objects or whose .git are broken is read from disk', async () => {
    const { directory } = await repositoryOf({ 'a.txt': 'a\n' });
    await writeFile(join(directory, '.git', 'index'), 'no index');
    expect(worktree(directory, wants).paths).toEqual(['a.txt']);
    await rename(join(directory, '.git', 'objects'), join(directory, '.git', 'gone'));
    expect(commitTree(directory, 'HEAD', wants)).toBeUndefined();
    await rm(join(directory, '.git'), { recursive: true });
    await writeFile(join(directory, '.git'), 'gitdir: /nonexistent\n');
    expect(worktree(directory, wants).paths).toEqual(['a.txt']);
  });

  test.runIf(process.getuid?.() === 0)(
    'a repository of another user: from disk, or from git where a workflow put it',
    async () => {
      const { directory } = await repositoryOf({ '.gitignore': 'ignored.txt\n', 'a.txt': 'a\n' });
      await write(directory, { 'ignored.txt': '' });
      for (const path of ['', '.git']) await chown(join(directory, path), 12345, 12345);
      expect(worktree(directory, wants).paths).toEqual(['.gitignore', 'a.txt']);
      process.env['GITHUB_ACTIONS'] = 'true';
      expect(commitTree(directory, 'HEAD', wants)!.paths).toEqual(['.gitignore', 'a.txt']);
    },
  );

  test('directories within directories, a thousand deep', async () => {
    const directory = await directoryOf({});
    const deep = Array.from({ length: 1000 }, () => 'd').join('/');
    await mkdir(join(directory, deep), { recursive: true });
    await writeFile(join(directory, deep, 'a.txt'), 'a\n');
    expect(worktree(directory, wants).text(`${deep}/a.txt`)).toBe('a\n');
  });
});
