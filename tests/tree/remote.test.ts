import { describe, expect, test } from 'vitest';
import { remoteTree } from '../../src/tree/remote.ts';
import { repositoryOf } from './repository.ts';
import { localServer } from './server.ts';

const wants = (path: string): number | undefined => (path.endsWith('.txt') ? 10_000_000 : undefined);

describe('requests', () => {
  test('only what readers want, a hundred files at a time', async () => {
    const names = Array.from({ length: 250 }, (_, index) => [`${index}.txt`, `file ${index}\n`] as const);
    const { directory, commit } = await repositoryOf({ ...Object.fromEntries(names), 'a.md': 'not wanted' });
    const server = localServer(directory);
    const tree = await remoteTree(server, commit, wants);
    expect(tree.text('249.txt')).toBe('file 249\n');
    expect(server.calls).toEqual(['list all', 'contents of 100', 'contents of 100', 'contents of 50']);
  });

  test('no more than two million bytes at a time, large and binary ones alone', async () => {
    const { directory, commit } = await repositoryOf({
      ...Object.fromEntries([1, 2, 3, 4, 5].map((index) => [`${index}.txt`, `${index}`.repeat(500_000)])),
      'large.txt': 'x'.repeat(600_000),
      'binary.txt': Buffer.from([0, 1]),
    });
    const server = localServer(directory);
    const tree = await remoteTree(server, commit, wants);
    expect(tree.text('large.txt')).toHaveLength(600_000);
    expect(tree.skipped).toEqual([{ path: 'binary.txt', reason: 'binary', bytes: 2 }]);
    expect(server.calls).toEqual(['list all', 'contents of 4', 'contents of 2', 'content', 'content']);
  });

  test('a listing that is cut short is asked for directory by directory', async () => {
    const paths = ['a/1.txt', 'a/2.txt', 'a/b/3.txt', 'a/b/4.txt', 'c/5.txt', '6.txt'];
    const { directory, commit } = await repositoryOf(Object.fromEntries(paths.map((path) => [path, path])));
    const server = localServer(directory, 4);
    const tree = await remoteTree(server, commit, wants);
    expect(tree.paths).toEqual([...paths].sort());
    expect(tree.text('a/b/4.txt')).toBe('a/b/4.txt');
    await expect(remoteTree(localServer(directory, 2), commit, wants)).rejects.toThrow('too long to be listed');
  });

  test('a repository that takes too many requests is not read by halves', async () => {
    const folders = Array.from({ length: 310 }, (_, index) => [`${index}/a.txt`, `${index}`] as const);
    const { directory, commit } = await repositoryOf(Object.fromEntries(folders));
    await expect(remoteTree(localServer(directory, 310), commit, wants)).rejects.toThrow('more than 300 requests');
  });
});
