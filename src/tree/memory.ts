import type { Tree } from '../model/tree.ts';

/** A tree of these files: path → text. For tests, examples and callers that have the files already. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree {
  const texts = new Map(Object.entries(files).map(([path, text]) => [path.replace(/^\.?\/+/, ''), withoutMark(text)]));
  return { paths: [...texts.keys()].sort(), text: (path) => texts.get(path), skipped: [] };
}

/** Text without the byte order mark that some editors put in front. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}
