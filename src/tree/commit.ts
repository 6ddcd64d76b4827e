import type { SkippedFile, Tree, Wants } from '../model/tree.ts';
import { git, records } from './git.ts';
import { decode, limits } from './limits.ts';

/**
 * The files of any commit of a local repository, read from git's object store without checking anything out: those below `directory`, with paths
 * from there. Undefined if git does not know the revision.
 */
export function commitTree(directory: string, revision: string, wants: Wants): Tree | undefined {
  const commit = commitOf(directory, revision);
  if (commit === undefined) return undefined;
  const prefix = git(directory, ['rev-parse', '--show-prefix']).stdout.toString('utf8').replace(/\n$/, '');
  const listed = git(directory, ['ls-tree', '-r', '-z', '--full-tree', `${commit}:${prefix}`]);
  if (listed.code !== 0) return undefined;
  const entries = records(listed.stdout).slice(0, limits.files).map(parseEntry);
  const files = entries.filter(({ mode }) => mode !== '160000');
  const wanted = files.filter(({ mode, path }) => mode !== '120000' && wants(path) !== undefined);
  const { texts, skipped } = blobs(directory, wanted, wants);
  for (const { mode, path } of files) {
    if (mode === '120000' && wants(path) !== undefined) skipped.push({ path, reason: 'not readable' });
  }
  const paths = files.map(({ path }) => path).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  return { paths, text: (path) => texts.get(path), skipped };
}

/** The full name of the commit that a revision means; undefined if there is none. */
export function commitOf(directory: string, revision: string): string | undefined {
  if (revision === '' || revision.startsWith('-')) return undefined;
  const found = git(directory, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const name = found.stdout.toString('utf8').trim();
  return found.code === 0 && /^[0-9a-f]{40,64}$/.test(name) ? name : undefined;
}

interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly path: string;
}

function parseEntry(record: string): Entry {
  const tab = record.indexOf('\t');
  const [mode = '', , object = ''] = record.slice(0, tab).split(' ');
  return { mode, object, path: record.slice(tab + 1) };
}

/** Reads blobs through one `git cat-file --batch`: its output is a header line, the content, and a line feed, again and again. https://git-scm.com/docs/git-cat-file */
function blobs(
  directory: string,
  entries: readonly Entry[],
  wants: Wants,
): { texts: Map<string, string>; skipped: SkippedFile[] } {
  const texts = new Map<string, string>();
  const skipped: SkippedFile[] = [];
  const { fits, large } = bySize(directory, entries, wants);
  for (const { path } of large) skipped.push({ path, reason: 'too large' });
  const output = git(directory, ['cat-file', '--batch', '--buffer'], {
    input: fits.map(({ object }) => `${object}\n`).join(''),
  }).stdout;
  let at = 0;
  for (const { path } of fits) {
    const end = output.indexOf(0x0a, at);
    const header = output.toString('latin1', at, end < 0 ? output.length : end);
    const size = Number(/ blob (\d+)$/.exec(header)?.[1]);
    at = end + 1;
    if (end < 0 || Number.isNaN(size)) {
      skipped.push({ path, reason: 'not readable' });
      if (end < 0) at = output.length;
      continue;
    }
    const text = decode(output.subarray(at, at + size));
    at += size + 1;
    if (text === undefined) skipped.push({ path, reason: 'binary', bytes: size });
    else texts.set(path, text);
  }
  return { texts, skipped };
}

function bySize(directory: string, entries: readonly Entry[], wants: Wants): { fits: Entry[]; large: Entry[] } {
  const input = entries.map(({ object }) => `${object}\n`).join('');
  const sizes = git(directory, ['cat-file', '--batch-check=%(objectsize)', '--buffer'], { input })
    .stdout.toString('latin1')
    .split('\n');
  const fits: Entry[] = [];
  const large: Entry[] = [];
  entries.forEach((entry, position) => {
    const size = Number(sizes[position]);
    if (Number.isNaN(size) || size <= (wants(entry.path) ?? 0)) fits.push(entry);
    else large.push(entry);
  });
  return { fits, large };
}
