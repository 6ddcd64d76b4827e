import type { Client } from './client.ts';
import type { Event } from './event.ts';

/** What git can tell and get; given by the shell, since this folder does not know where files come from. */
export interface LocalGit {
  head(): string | undefined;
  parentsOf(commit: string): readonly string[];
  commitOf(revision: string): string | undefined;
  mergeBase(one: string, other: string): string | undefined;
  fetch(commit: string): { fetched: true } | { refused: string };
}

/** The commit to compare with, ready to be read; or none, with the reason when one was to be had. */
export type Base = { readonly commit: string } | { readonly none: true; readonly reason?: string };

interface Place {
  readonly owner: string;
  readonly repo: string;
}

/**
 * Finds the commit to compare with. On `pull_request` that is the first parent of GitHub's merge commit: the event's own `base.sha` may be hours old.
 * Where HEAD is no merge commit, the API is asked for the merge base, then git.
 */
export async function findBase(
  { comparison }: Event,
  git: LocalGit,
  client: () => Promise<Client>,
  place: Place,
): Promise<Base> {
  if (comparison.kind === 'none')
    return { none: true, ...(comparison.reason !== undefined && { reason: comparison.reason }) };
  if (comparison.kind === 'exact') return ready(comparison.base, git);
  const { baseRef, headSha } = comparison;
  if (comparison.kind === 'merge') {
    const head = git.head();
    const [first, second] = head === undefined ? [] : git.parentsOf(head);
    if (first !== undefined && second === headSha && head !== headSha) return ready(first, git);
  }
  const merged = await mergeBaseByApi(client, place, baseRef, headSha);
  const commit = typeof merged === 'string' ? merged : git.mergeBase(`origin/${baseRef}`, headSha);
  if (commit !== undefined) return ready(commit, git);
  return {
    none: true,
    reason: `the merge base of ${baseRef} and ${headSha.slice(0, 7)} could not be found (${(merged as { refused: string }).refused})`,
  };
}

function ready(commit: string, git: LocalGit): Base {
  const result = git.fetch(commit);
  return 'fetched' in result
    ? { commit }
    : { none: true, reason: `commit ${commit.slice(0, 7)} could not be fetched: ${result.refused}` };
}

/** https://docs.github.com/rest/commits/commits#compare-two-commits */
async function mergeBaseByApi(
  client: () => Promise<Client>,
  { owner, repo }: Place,
  base: string,
  head: string,
): Promise<string | { refused: string }> {
  try {
    const { data } = await (
      await client()
    ).rest.repos.compareCommitsWithBasehead({ owner, repo, basehead: `${base}...${head}`, per_page: 1 });
    return data.merge_base_commit.sha;
  } catch (error) {
    return { refused: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error) };
  }
}
