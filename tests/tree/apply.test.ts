import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { applyPatches } from '../../src/tree/apply.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'stack-audit-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const patch = (line: number, removed: string, ...insert: string[]) => ({
  path: 'Dockerfile',
  line,
  remove: 1,
  removed: [removed],
  insert,
});
const reasons = (patches: Parameters<typeof applyPatches>[1]): string[] =>
  applyPatches(directory, patches).left.map(({ why }) => why);
const text = (path = 'Dockerfile'): string => readFileSync(join(directory, path), 'utf8');

test('several patches of one file, each where it belongs, and nothing else changes', () => {
  writeFileSync(join(directory, 'Dockerfile'), '\uFEFFFROM a\r\nRUN b\r\nCMD c');
  const { applied } = applyPatches(directory, [patch(1, 'FROM a\r', 'FROM x\r'), patch(3, 'CMD c', 'USER d', 'CMD c')]);
  expect(applied).toHaveLength(2);
  expect(text()).toBe('\uFEFFFROM x\r\nRUN b\r\nUSER d\nCMD c');
});

test('a line that was changed since is left alone', () => {
  writeFileSync(join(directory, 'Dockerfile'), 'FROM b\n');
  expect(reasons([patch(1, 'FROM a', 'FROM x')])).toEqual(['the file is no longer what was read']);
  expect(text()).toBe('FROM b\n');
});

test('of two patches for a line the first counts', () => {
  writeFileSync(join(directory, 'Dockerfile'), 'FROM a\n');
  expect(reasons([patch(1, 'FROM a', 'FROM x'), patch(1, 'FROM a', 'FROM y')])).toEqual([
    'another fix changes the same line',
  ]);
  expect(text()).toBe('FROM x\n');
});

test('nothing is written through links, or outside of the directory', () => {
  const inside = join(directory, 'repository');
  mkdirSync(inside);
  mkdirSync(join(directory, 'outside'));
  writeFileSync(join(directory, 'outside/Dockerfile'), 'FROM a\n');
  symlinkSync('../outside/Dockerfile', join(inside, 'Dockerfile'));
  symlinkSync('../outside', join(inside, 'linked'));
  for (const path of ['Dockerfile', 'linked/Dockerfile']) {
    expect(applyPatches(inside, [{ ...patch(1, 'FROM a', 'FROM x'), path }]).applied).toEqual([]);
  }
  expect(applyPatches(inside, [{ ...patch(1, 'FROM a', 'FROM x'), path: '../outside/Dockerfile' }]).applied).toEqual(
    [],
  );
  expect(text('outside/Dockerfile')).toBe('FROM a\n');
});

describe('a file to be made', () => {
  const made = (path: string, ...insert: string[]) => ({ path, line: 1, remove: 0, removed: [], insert, create: true });

  test('is written, with a line end behind its last line', () => {
    mkdirSync(join(directory, 'api'));
    const [one, other] = [made('api/.dockerignore', '.git', 'dist'), made('api/.dockerignore', '.git')];
    const { applied, left } = applyPatches(directory, [one, other]);
    expect(applied).toEqual([one]);
    expect(left).toEqual([{ patch: other, why: 'another fix makes the file' }]);
    expect(text('api/.dockerignore')).toBe('.git\ndist\n');
  });

  test('that came into being meanwhile keeps what it has', () => {
    writeFileSync(join(directory, '.dockerignore'), 'mine\n');
    expect(reasons([made('.dockerignore', '.git')])).toEqual(['the file is there already']);
    symlinkSync('nowhere', join(directory, 'link'));
    expect(reasons([made('link', '.git')])).toEqual(['the file is there already']);
    expect(text('.dockerignore')).toBe('mine\n');
  });

  test('lies in a directory that is there, inside, and not behind a link', () => {
    mkdirSync(join(directory, 'repository'));
    mkdirSync(join(directory, 'outside'));
    symlinkSync('../outside', join(directory, 'repository/linked'));
    const inside = join(directory, 'repository');
    for (const path of ['linked/a', '../a', 'none/a'])
      expect(applyPatches(inside, [made(path, '.git')]).applied).toEqual([]);
    expect(readdirSync(directory)).toEqual(['outside', 'repository']);
    expect(readdirSync(join(directory, 'outside'))).toEqual([]);
  });
});

test('a file that is not UTF-8 is left as it is', () => {
  writeFileSync(join(directory, 'Dockerfile'), Buffer.from('FROM a\n# \xe9\n', 'latin1'));
  expect(reasons([patch(1, 'FROM a', 'FROM x')])).toEqual(['it is not UTF-8']);
});
