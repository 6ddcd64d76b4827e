import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import { git } from '../tree/git.ts';

/** Where the files are that the action audits. */
export interface Workspace {
  /** The root of the checkout; the workspace itself where there is no git. */
  readonly root: string;
  /** The directory to audit, from the root. */
  readonly path: string;
  readonly underGit: boolean;
  /** Nothing at all was checked out. */
  readonly empty: boolean;
}

/** Finds the checkout that holds `path`: `actions/checkout` may have put it into a folder of the workspace. */
export function findWorkspace(workspace: string, path: string): Workspace {
  if (statSync(workspace, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`the workspace ${workspace} is not a directory. Nothing was audited.`);
  const outer = realpathSync(workspace);
  const asked = resolve(outer, path);
  const empty = readdirSync(outer).length === 0;
  if (empty) return { root: outer, path, underGit: false, empty };
  if (statSync(asked, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`input path: ${path} is not a directory of the workspace. Nothing was audited.`);
  const directory = realpathSync(asked);
  if (!isInside(directory, outer)) throw new UsageError(`input path: ${path} lies outside of the workspace`);
  const found = git(directory, ['rev-parse', '--show-toplevel']);
  const top = found.code === 0 ? realpathSync(found.stdout.toString('utf8').replace(/\n$/, '')) : undefined;
  const root = top !== undefined && isInside(top, outer) ? top : outer;
  if (top === undefined) refuseFolders(outer, directory);
  const below = relative(root, directory).split(sep).join('/');
  return { root, path: below === '' ? '.' : below, underGit: root === top, empty };
}

/** Several checkouts in folders of the workspace are several repositories: their paths are not those of any one. */
function refuseFolders(outer: string, directory: string): void {
  const checkouts = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(resolve(directory, entry.name, '.git')))
    .map(({ name }) => relative(outer, resolve(directory, name)));
  if (checkouts.length > 0)
    throw new UsageError(
      `the workspace is no checkout itself. Say with the input path which one to audit: ${checkouts.join(', ')}. Nothing was audited.`,
    );
}

/** Whether a directory is another one or lies below it. Both must be real paths. */
export function isInside(directory: string, outer: string): boolean {
  const way = relative(outer, directory);
  return way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way;
}
