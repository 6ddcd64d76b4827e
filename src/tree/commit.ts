import type { Tree, Wants } from '../model/tree.ts';
import { type Entry, linksToRead, select, treeOf } from './entries.ts';
import { git, records } from './git.ts';
import { decode } from './limits.ts';

/**
 * The files of any commit of a local repository, read from git's object store without checking anything out: those below `directory`, with paths
 * from there. Undefined if git does not know the revision or does not have all that readers want of it, as in a partial clone: half a base would make
 * every other finding new.
 */
export function commitTree(directory: string, revision: string, wants: Wants): Tree | undefined {
  const commit = commitOf(directory, revision);
  if (commit === undefined) return undefined;
  const prefix = git(directory, ['rev-parse', '--show-prefix']).stdout.toString('utf8').replace(/\n$/, '');
  const listed = git(directory, ['ls-tree', '-r', '-z', '--full-tree', `${commit}:${prefix}`]);
  if (listed.code !== 0) return undefined;
  const entries = records(listed.stdout).map(parseEntry);
  const links = linksToRead(entries, wants);
  const linked = blobs(directory, links);
  const targets = new Map(links.map(({ path, object }) => [path, linked.get(object)?.toString('utf8') ?? '']));
  const worthKnowing = entries.filter(({ mode, path }) => targets.size > 0 || (mode !== '120000' && wants(path)));
  const sizes = sizesOf(directory, worthKnowing);
  const sized = entries.map((entry) => ({ ...entry, size: sizes.get(entry.object) ?? 0 }));
  const selection = select(sized, wants, targets);
  const wanted = [...selection.wanted.values()];
  const contents = blobs(directory, wanted);
  return wanted.every(({ object }) => contents.has(object)) ? treeOf(selection, contents) : undefined;
}

/** All file paths of a commit. */
export function commitPaths(directory: string, commit: string): string[] {
  return records(git(directory, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]).stdout);
}

/** The text of one file of a commit, whether a reader wants it or not; undefined if it is not there, or not text. */
export function commitFile(directory: string, commit: string, path: string): string | undefined {
  const found = git(directory, ['cat-file', 'blob', `${commit}:${path}`]);
  return found.code === 0 ? decode(found.stdout) : undefined;
}

/** The full name of the commit that a revision means; undefined if there is none. */
export function commitOf(directory: string, revision: string): string | undefined {
  if (revision === '' || revision.startsWith('-')) return undefined;
  const found = git(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const name = found.stdout.toString('utf8').trim();
  return found.code === 0 && /^[0-9a-f]{40,64}$/.test(name) ? name : undefined;
}

function parseEntry(record: string): Entry {
  const tab = record.indexOf('\t');
  const [mode = '', , object = ''] = record.slice(0, tab).split(' ');
  return { mode, object, path: record.slice(tab + 1) };
}

/** Reads blobs through one `git cat-file --batch`: its output is a header line, the content, and a line feed, again and again. https://git-scm.com/docs/git-cat-file */
function blobs(directory: string, entries: readonly Entry[]): Map<string, Buffer> {
  const contents = new Map<string, Buffer>();
  if (entries.length === 0) return contents;
  const output = git(directory, ['cat-file', '--batch', '--buffer'], { input: namesOf(entries) }).stdout;
  let at = 0;
  while (at < output.length) {
    const end = output.indexOf(0x0a, at);
    if (end < 0) break;
    const [object = '', type, size] = output.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    const length = Number(size);
    contents.set(object, output.subarray(at, at + length));
    at += length + 1;
  }
  return contents;
}

function sizesOf(directory: string, entries: readonly Entry[]): Map<string, number> {
  const sizes = new Map<string, number>();
  if (entries.length === 0) return sizes;
  const options = ['cat-file', '--batch-check=%(objectname) %(objectsize)', '--buffer'];
  const output = git(directory, options, { input: namesOf(entries) }).stdout.toString('latin1');
  for (const line of output.split('\n')) {
    const [object = '', size] = line.split(' ');
    if (/^\d+$/.test(size ?? '')) sizes.set(object, Number(size));
  }
  return sizes;
}

function namesOf(entries: readonly Entry[]): string {
  return [...new Set(entries.map(({ object }) => object))].map((object) => `${object}\n`).join('');
}
