/** The files of one state of a repository: every path, and the text of those that a reader wants. The only input of an audit. */
export interface Tree {
  /** All file paths, from the root, with `/`, sorted by code point. */
  readonly paths: readonly string[];
  /** The text of a file, without a byte order mark; undefined if it was not loaded. */
  text(path: string): string | undefined;
  /** Files that a reader wants and that were not loaded, or directories that none looks into, and why. */
  readonly skipped: readonly SkippedFile[];
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: SkipReason;
  readonly bytes?: number;
  /** For a directory that was left out: how many files it holds. */
  readonly files?: number;
}

export type SkipReason =
  | 'too large'
  | 'binary'
  | 'link out of the repository'
  | 'not readable'
  | 'vendored'
  | 'generated'
  | 'too many files';

/** Decides which files a tree loads: the largest size in bytes that any reader takes of this path, undefined if none wants it. */
export type Wants = (path: string) => number | undefined;
