import type { Comparison, PullComparison } from './event.ts';
import { refusal } from './refusal.ts';

/** What the clone in the workspace can tell; given by the shell, since this folder does not know where files come from. */
export interface LocalGit {
  head(): string | undefined;
  parentsOf(commit: string): readonly string[];
  subjectOf(commit: string): string;
  commitOf(revision: string): string | undefined;
  mergeBase(one: string, other: string): string | undefined;
}

/** What the server can tell. */
export interface ServerGit {
  commit(revision: string): Promise<{ sha: string; parents: readonly string[] }>;
  mergeBase(one: string, other: string): Promise<{ base: string; tip: string }>;
}

/** The commit to compare with; or none, with the reason when one was to be had. */
export type Base = (
  | { readonly commit: string; readonly what: string }
  | { readonly none: true; readonly reason?: string }
) & {
  /** The tip of the base branch, if that is another commit: its policy decides. */
  readonly tip?: string;
  /** The checkout holds nothing of the change: audit this commit instead. */
  readonly audit?: string;
};

/** Finds the commit to compare with; getting it is another matter. */
export async function findBase(
  comparison: Comparison,
  git: LocalGit,
  server: ServerGit,
  checkedOut: boolean,
): Promise<Base> {
  if (comparison.kind === 'none') return { none: true };
  if (comparison.kind === 'exact') return { commit: comparison.base, what: comparison.what };
  if (comparison.kind === 'branch') return forkPoint(comparison.baseRef, git.head() ?? comparison.headSha, git, server);
  return pullBase(comparison, git, server, checkedOut);
}

/** The commit that the input `base-ref` means: here if the clone knows it, else on the server. */
export async function namedBase(revision: string, git: LocalGit, server: ServerGit): Promise<Base> {
  const what = `base-ref ${revision}`;
  const local = git.commitOf(`origin/${revision}`) ?? git.commitOf(revision);
  if (local !== undefined) return { commit: local, what };
  if (/^[0-9a-f]{40}$/.test(revision)) return { commit: revision, what };
  try {
    return { commit: (await server.commit(revision)).sha, what };
  } catch (error) {
    return {
      none: true,
      reason: `${what} is not known here, and the server says: ${refusal(error, 'contents: read')}`,
    };
  }
}

/**
 * On `pull_request` HEAD is GitHub's merge commit and its first parent the base: the event's own `base.sha` may be hours old. Where HEAD is the
 * branch itself, the base is where it left the base branch. Where HEAD is neither, nothing of the pull request was checked out.
 */
async function pullBase(
  { baseRef, headSha, mergeSha, baseSha }: PullComparison,
  git: LocalGit,
  server: ServerGit,
  checkedOut: boolean,
): Promise<Base> {
  const head = git.head();
  if (head !== undefined) {
    const [first, second] = git.parentsOf(head);
    if (first !== undefined && second !== undefined && head !== headSha) {
      const github = git.subjectOf(head) === `Merge ${second} into ${first}`;
      if (second === headSha || head === mergeSha || github) return { commit: first, what: `the tip of ${baseRef}` };
    }
    if (head === headSha) return forkPoint(baseRef, headSha, git, server);
    if (head !== baseSha) {
      const known = await forkPoint(baseRef, head, git, server);
      if ('none' in known || known.commit !== head) return known;
    }
  }
  const audit = checkedOut && head === undefined ? {} : { audit: mergeSha ?? headSha };
  if (mergeSha === undefined) return { ...(await forkPoint(baseRef, headSha, git, server)), ...audit };
  try {
    const [first, second] = (await server.commit(mergeSha)).parents;
    if (first !== undefined && second !== undefined) return { commit: first, what: `the tip of ${baseRef}`, ...audit };
    return { ...(await forkPoint(baseRef, headSha, git, server)), ...audit };
  } catch (error) {
    const said = refusal(error, 'contents: read');
    return { none: true, reason: `the parents of ${mergeSha.slice(0, 7)} are not known: ${said}`, ...audit };
  }
}

async function forkPoint(baseRef: string, head: string, git: LocalGit, server: ServerGit): Promise<Base> {
  const what = `the commit where the change left ${baseRef}`;
  const known = git.commitOf(`refs/remotes/origin/${baseRef}`);
  const local = known === undefined ? undefined : git.mergeBase(known, head);
  if (known !== undefined && local !== undefined) return { commit: local, what, tip: known };
  try {
    const { base, tip } = await server.mergeBase(baseRef, head);
    return { commit: base, what, tip };
  } catch (error) {
    const said = refusal(error, 'contents: read');
    return { none: true, reason: `${what} could not be found: ${said}` };
  }
}
