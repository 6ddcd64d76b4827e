import { type LocalGit, findBase, namedBase } from '../github/base.ts';
import type { Client } from '../github/client.ts';
import { placeOf } from '../github/client.ts';
import type { Event, Surroundings } from '../github/event.ts';
import type { Inputs } from '../github/inputs.ts';
import { refusal } from '../github/refusal.ts';
import { type ApiRepository, remoteRepository } from '../github/repository.ts';
import { wantsWithPolicy } from '../commands/wants-with-policy.ts';
import { wants } from '../index.ts';
import type { Tree } from '../model/tree.ts';
import { UsageError } from '../model/usage-error.ts';
import { commitFile, commitOf, commitPaths, commitTree } from '../tree/commit.ts';
import { type Remote, fetchCommit, isPartial, mergeBaseOf, parentsOf, subjectOf } from '../tree/fetch.ts';
import { git, records } from '../tree/git.ts';
import { remotePaths, remoteTree } from '../tree/remote.ts';
import { restrict } from '../tree/restrict.ts';
import { worktree, worktreeFile } from '../tree/worktree.ts';
import type { Workspace } from './workspace.ts';

/** One state of the repository: its files, and any single file whether readers want it or not. */
export interface State {
  /** Undefined for files that are under no version control. */
  readonly commit?: string;
  readonly tree: Tree;
  /** All paths, also outside of the part that is audited. */
  paths(): Promise<readonly string[]>;
  file(path: string): Promise<string | undefined>;
}

/** A state of which single files are enough. */
export type Files = Pick<State, 'paths' | 'file'>;

/** Policies, rules and lock files have their own limits below this. */
const largestFile = 8 * 1024 * 1024;

/** What a run judges. */
export interface States {
  readonly head: State;
  readonly base?: State;
  /** Whose policy decides: the tip of the base branch. Only where there is a base. */
  readonly policy?: Files;
  /** Why there is no base although one was to be had. */
  readonly notCompared?: string;
  /** Paths that differ between the two, where git can tell. */
  readonly changed?: ReadonlySet<string>;
}

interface Sources {
  readonly workspace: Workspace;
  readonly remote: Remote;
  readonly server: ApiRepository;
}

/** Finds and reads the state that the event is about and the one it is compared with: from the checkout, by a fetch, or through the API. */
export async function statesOf(
  event: Event,
  inputs: Inputs,
  at: Surroundings,
  workspace: Workspace,
  client: () => Client,
): Promise<States> {
  const remote = { serverUrl: at.serverUrl, repository: at.repository, token: inputs.token };
  const sources: Sources = { workspace, remote, server: remoteRepository(client, placeOf(at.repository)) };
  const local = localGit(workspace);
  const base =
    inputs.baseRef === undefined
      ? await findBase(event.comparison, local, sources.server, !workspace.empty)
      : await namedBase(inputs.baseRef, local, sources.server);
  const head = await headState(base.audit ?? (workspace.empty ? at.sha : undefined), inputs, sources);
  if ('none' in base) return { head, ...(base.reason !== undefined && { notCompared: base.reason }) };
  const opened = await openCommit(base.commit, sources);
  if ('refused' in opened)
    return { head, notCompared: `${base.what} (${base.commit.slice(0, 7)}) cannot be read: ${opened.refused}` };
  const tip = base.tip === undefined || base.tip === base.commit ? opened : filesOf(base.tip, sources);
  const changed = changedPaths(workspace, base.commit, head.commit);
  return {
    head,
    base: { ...opened, tree: restrict(opened.tree, workspace.path) },
    policy: tip,
    ...(changed !== undefined && { changed }),
  };
}

function localGit({ root, underGit }: Workspace): LocalGit {
  if (!underGit)
    return {
      head: () => undefined,
      parentsOf: () => [],
      subjectOf: () => '',
      commitOf: () => undefined,
      mergeBase: () => undefined,
    };
  return {
    head: () => commitOf(root, 'HEAD'),
    parentsOf: (commit) => parentsOf(root, commit),
    subjectOf: (commit) => subjectOf(root, commit),
    commitOf: (revision) => commitOf(root, revision),
    mergeBase: (one, other) => mergeBaseOf(root, one, other),
  };
}

/** The checkout as it lies there, or the commit that should have been checked out. */
async function headState(commit: string | undefined, inputs: Inputs, sources: Sources): Promise<State> {
  const { root, path, underGit } = sources.workspace;
  const here = underGit ? commitOf(root, 'HEAD') : undefined;
  if (commit === undefined && !isSparse(sources.workspace)) {
    const tree = worktree(root, wants, { untracked: here === undefined });
    const file = async (name: string): Promise<string | undefined> => worktreeFile(root, name, largestFile);
    const paths = async (): Promise<readonly string[]> => tree.paths;
    return { tree: restrict(tree, path), paths, file, ...(here !== undefined && { commit: here }) };
  }
  const asked = commit ?? here ?? '';
  const opened = await openCommit(asked, sources);
  if ('refused' in opened)
    throw new UsageError(
      `commit ${asked.slice(0, 7)}, the state to audit, is not checked out and cannot be read: ${opened.refused}. Nothing was audited.`,
    );
  return { ...opened, tree: restrict(opened.tree, path) };
}

/** Reads a commit from the clone, fetching it if need be; else through the API. */
async function openCommit(
  commit: string,
  sources: Sources,
): Promise<(State & { commit: string }) | { refused: string }> {
  const { workspace, remote, server } = sources;
  const state = (tree: Tree): State & { commit: string } => {
    const { file } = filesOf(commit, sources);
    const known = new Set(tree.paths);
    const paths = async (): Promise<readonly string[]> => tree.paths;
    return {
      commit,
      tree,
      paths,
      file: async (path) => (known.has(path) ? (tree.text(path) ?? file(path)) : undefined),
    };
  };
  let refused = 'there is no clone to fetch it into';
  if (workspace.underGit && !isPartial(workspace.root)) {
    const result = fetchCommit(workspace.root, commit, remote);
    const tree = 'fetched' in result ? commitTree(workspace.root, commit, wantsWithPolicy) : undefined;
    if (tree !== undefined) return state(tree);
    refused = 'refused' in result ? result.refused : 'parts of it are missing in the clone';
  }
  try {
    return state(await remoteTree(server, commit, wantsWithPolicy));
  } catch (error) {
    const said = refusal(error, 'contents: read').replace(/\.$/, '');
    return { refused: `git says "${refused}", the API says "${said}"` };
  }
}

/** Single files of a commit: from the clone if it has the commit, through the API otherwise. */
function filesOf(commit: string, { workspace, remote, server }: Sources): Files {
  const { root, underGit } = workspace;
  const local = (): boolean => underGit && !isPartial(root) && 'fetched' in fetchCommit(root, commit, remote);
  return {
    paths: async () => (local() ? commitPaths(root, commit) : remotePaths(server, commit)),
    file: async (path) => (local() ? commitFile(root, commit, path) : server.file(commit, path)),
  };
}

function isSparse({ root, underGit }: Workspace): boolean {
  return (
    underGit && git(root, ['config', '--type=bool', 'core.sparseCheckout']).stdout.toString('utf8').trim() === 'true'
  );
}

function changedPaths({ root, underGit }: Workspace, base: string, head: string | undefined): Set<string> | undefined {
  if (!underGit || head === undefined) return undefined;
  const options = ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options'];
  const { code, stdout } = git(root, [...options, base, head]);
  return code === 0 ? new Set(records(stdout)) : undefined;
}
