import { resolve } from 'node:path';
import { wants, worktree } from '../index.ts';
import type { Tree } from '../model/tree.ts';
import { UsageError } from '../model/usage-error.ts';
import { commitOf, commitTree } from '../tree/commit.ts';
import { directoryOf } from './directory-of.ts';

/** Where the files of an audit come from. */
export interface Source {
  /** Where relative paths of flags start. */
  readonly directory: string;
  readonly tree: Tree;
  /** A file that no reader wants; undefined: the directory has them. */
  readonly file?: (path: string) => Promise<string | undefined>;
  /** Another state of the same repository. */
  base(revision: string): Promise<{ tree: Tree; revision: string }>;
}

/** Opens a directory, or a repository on GitHub: `github:owner/name`, `github:owner/name@ref`. */
export async function openSource(positionals: readonly string[]): Promise<Source> {
  const [first = ''] = positionals;
  if (!first.startsWith('github:')) return localSource(directoryOf(positionals));
  directoryOf(['.', ...positionals.slice(1)]);
  const { remoteSource } = await import('./remote-source.ts');
  return remoteSource(first);
}

function localSource(directory: string): Source {
  return {
    directory,
    tree: worktree(directory, wants),
    base: async (revision) => {
      const commit = commitOf(directory, revision);
      const tree = commit === undefined ? undefined : commitTree(directory, commit, wants);
      if (commit !== undefined && tree !== undefined) return { tree, revision: commit };
      throw new UsageError(
        `--base ${revision}: git does not have this revision in ${resolve(directory)}. In a shallow clone, fetch it first: git fetch --depth=1 origin ${revision}`,
      );
    },
  };
}
