import type { SkippedFile, Tree, Wants } from '../model/tree.ts';
import { followLink } from './links.ts';
import { decode, limits } from './limits.ts';

/** One file of a git tree: its mode, the name of its content, and its path. https://git-scm.com/docs/git-ls-tree */
export interface Entry {
  readonly mode: string;
  readonly object: string;
  readonly path: string;
  /** Bytes; undefined where the listing does not tell. */
  readonly size?: number;
}

/** The wanted entries of a git tree, links followed inside of it: what to load, and what is left out already. */
export interface Selection {
  readonly paths: readonly string[];
  /** Path → the entry that holds its content: another one for links. */
  readonly wanted: ReadonlyMap<string, Entry>;
  readonly skipped: readonly SkippedFile[];
}

const isLink = ({ mode }: Entry): boolean => mode === '120000';

/** Links that must be read before `select` can follow them: all of them as soon as a reader wants one, none otherwise. */
export function linksToRead(entries: readonly Entry[], wants: Wants): Entry[] {
  const links = entries.filter(isLink);
  return links.some(({ path }) => wants(path) !== undefined) ? links : [];
}

/** Chooses the files that readers want and that are not too large. Submodules are no files; links count as what they lead to. */
export function select(entries: readonly Entry[], wants: Wants, targets: ReadonlyMap<string, string>): Selection {
  const files = entries.filter(({ mode }) => mode !== '160000');
  const kept = files.slice(0, limits.files);
  const byPath = new Map(kept.map((entry) => [entry.path, entry]));
  const wanted = new Map<string, Entry>();
  const skipped: SkippedFile[] = files.length > kept.length ? [{ path: '.', reason: 'too many files' }] : [];
  let left = limits.totalBytes;
  for (const entry of kept) {
    const { path } = entry;
    const most = wants(path);
    if (most === undefined) continue;
    const place = isLink(entry) ? followLink(path, (part) => targets.get(part)) : path;
    const content = place === undefined ? undefined : byPath.get(place);
    if (content === undefined || isLink(content))
      skipped.push({ path, reason: place === undefined ? 'link out of the repository' : 'not readable' });
    else if ((content.size ?? 0) > Math.min(most, left))
      skipped.push({ path, reason: 'too large', bytes: content.size });
    else {
      left -= content.size ?? 0;
      wanted.set(path, content);
    }
  }
  const paths = kept.map(({ path }) => path).sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
  return { paths, wanted, skipped };
}

/** The tree of a selection, once the contents are there: object name → bytes. */
export function treeOf(selection: Selection, contents: ReadonlyMap<string, Buffer>): Tree {
  const texts = new Map<string, string>();
  const skipped = [...selection.skipped];
  for (const [path, { object }] of selection.wanted) {
    const bytes = contents.get(object);
    const text = bytes === undefined ? undefined : decode(bytes);
    if (text !== undefined) texts.set(path, text);
    else if (bytes === undefined) skipped.push({ path, reason: 'not readable' });
    else skipped.push({ path, reason: 'binary', bytes: bytes.length });
  }
  return { paths: selection.paths, text: (path) => texts.get(path), skipped };
}
