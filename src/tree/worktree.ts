import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { SkipReason, SkippedFile, Tree, Wants } from '../model/tree.ts';
import { git, records } from './git.ts';
import { decode, limits } from './limits.ts';
import { type Listing, listFiles } from './walk.ts';

/**
 * The files of a directory as they lie on disk: those that git tracks or does not ignore where there is git, all that ignore files leave otherwise.
 * Only the files that `wants` names are read, once, now. Nothing outside of the directory is read, wherever links point. Without `untracked`, what
 * git does not track is left out: in a workflow that is what earlier steps have made.
 */
export function worktree(directory: string, wants: Wants, { untracked = true } = {}): Tree {
  const root = realpathSync(directory);
  const { files: listed, closed } = list(root, untracked);
  const paths = listed.slice(0, limits.files).sort(byCodePoint);
  const texts = new Map<string, string>();
  const skipped: SkippedFile[] = closed.map((path) => ({ path, reason: 'not readable' }));
  const plain = new Map<string, boolean>();
  let left = limits.totalBytes;
  for (const path of paths) {
    const most = wants(path);
    if (most === undefined) continue;
    const read = readInside(root, path, Math.min(most, left), plain);
    if (typeof read === 'string') {
      skipped.push({ path, reason: read });
      continue;
    }
    left -= read.length;
    const text = decode(read);
    if (text === undefined) skipped.push({ path, reason: 'binary', bytes: read.length });
    else texts.set(path, text);
  }
  if (listed.length > limits.files) skipped.push({ path: '.', reason: 'too many files' });
  return { paths, text: (path) => texts.get(path), skipped };
}

/** The text of one file of a directory, whether a reader wants it or not; undefined if it is not there, too large, or not text. */
export function worktreeFile(directory: string, path: string, most = 1024 * 1024): string | undefined {
  const read = readInside(realpathSync(directory), path, most, new Map());
  return typeof read === 'string' ? undefined : decode(read);
}

function list(root: string, untracked: boolean): Listing {
  const inside = git(root, ['rev-parse', '--is-inside-work-tree']);
  if (inside.stdout.toString('utf8').trim() === 'true') {
    const others = untracked ? ['--others', '--exclude-standard'] : [];
    const tracked = git(root, ['ls-files', '-z', '--cached', ...others, '--deduplicate']);
    if (tracked.code === 0) return { files: [...new Set(records(tracked.stdout))].filter(isFile), closed: [] };
  }
  return listFiles(root);
}

/** A submodule is listed as a directory. */
function isFile(path: string): boolean {
  return path !== '' && !path.endsWith('/');
}

/** Reads a regular file below the root; a link only if what it points to lies below the root, too. `plain` keeps the directories known to be no links. */
function readInside(root: string, path: string, most: number, plain: Map<string, boolean>): Buffer | SkipReason {
  let file: number | undefined;
  try {
    const full = resolve(root, ...path.split('/'));
    const status = lstatSync(full);
    // What is no link, and lies in a directory that no link leads to, is where its path says.
    const direct = status.isFile() && isPlain(root, dirname(full), plain);
    const real = direct ? full : realpathSync(full);
    const inside = relative(root, real);
    if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside)
      return 'link out of the repository';
    if (inside.split(sep).includes('.git')) return 'link out of the repository';
    if (!status.isSymbolicLink() && !status.isFile()) return 'not readable';
    // Opening a pipe would wait for somebody to write into it; a file that has become a link meanwhile is not followed.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (direct ? (constants.O_NOFOLLOW ?? 0) : 0);
    file = openSync(join(root, inside), flags);
    const opened = fstatSync(file);
    if (!opened.isFile()) return 'not readable';
    if (opened.size > most) return 'too large';
    const buffer = Buffer.allocUnsafe(opened.size);
    let length = 0;
    while (length < opened.size) {
      const count = readSync(file, buffer, length, opened.size - length, length);
      if (count === 0) break;
      length += count;
    }
    return buffer.subarray(0, length);
  } catch {
    return 'not readable';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Whether a directory is really where its path says: the root, or a directory in such a one. */
function isPlain(root: string, directory: string, known: Map<string, boolean>): boolean {
  const before = known.get(directory);
  if (before !== undefined) return before;
  const plain = directory === root || realpathSync(directory) === directory;
  known.set(directory, plain);
  return plain;
}

/** Code point order, the same on every machine and in every locale. */
function byCodePoint(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
