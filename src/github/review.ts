import type { Client } from './client.ts';
import { type RightLine, rightLines } from './diff-lines.ts';
import type { PullRequestPlace } from './pull-request.ts';

/** Pages of a hundred files that are looked through; in a larger pull request nobody misses a suggestion. */
const mostPages = 5;

/** Some lines of a file of the pull request's head, and what is to be said of them. */
export interface LineComment {
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
  readonly body: string;
}

/**
 * The lines of files on the right side of the pull request's diff, as GitHub sees it: only they can bear a review's comments. Files without any are left
 * out, as are those that are too large for GitHub to show. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files
 */
export async function diffOf(
  client: Client,
  { owner, repo, number }: PullRequestPlace,
  paths: ReadonlySet<string>,
): Promise<Map<string, ReadonlyMap<number, RightLine>>> {
  const found = new Map<string, ReadonlyMap<number, RightLine>>();
  const left = new Set(paths);
  for (let page = 1; left.size > 0 && page <= mostPages; page += 1) {
    const { data } = await client.rest.pulls.listFiles({ owner, repo, pull_number: number, per_page: 100, page });
    for (const { filename, patch } of data)
      if (left.delete(filename) && patch !== undefined) found.set(filename, rightLines(patch));
    if (data.length < 100) break;
  }
  return found;
}

/**
 * Puts comments on lines of the pull request, as one review that neither approves nor refuses. After an error of the server it is not tried again: nobody
 * knows whether it was made. https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request
 */
export async function postReview(
  client: Client,
  { owner, repo, number }: PullRequestPlace,
  review: { readonly headSha: string; readonly body: string; readonly comments: readonly LineComment[] },
): Promise<void> {
  await client.rest.pulls.createReview({
    owner,
    repo,
    pull_number: number,
    commit_id: review.headSha,
    event: 'COMMENT',
    body: review.body,
    comments: review.comments.map(({ path, line, endLine, body }) => ({
      path,
      line: endLine,
      side: 'RIGHT',
      ...(line < endLine && { start_line: line, start_side: 'RIGHT' }),
      body,
    })),
    request: { retries: 0 },
  });
}
