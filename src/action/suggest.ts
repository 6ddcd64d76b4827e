import type { Client } from '../github/client.ts';
import type { RightLine } from '../github/diff-lines.ts';
import { refusal } from '../github/refusal.ts';
import { diffOf, postReview } from '../github/review.ts';
import type { PullRequestPlace } from '../github/pull-request.ts';
import { type Suggestion, reviewBody, suggestedBy } from '../output/suggestion.ts';
import { notice, say } from './log.ts';

/** So many may stand on a pull request at a time. */
const most = 10;

/**
 * Puts suggestions on those of their lines that stand in the pull request's diff, in one review; never what one of our earlier reviews has suggested
 * already. A refusal is one line in the log; it never changes the verdict.
 */
export async function suggest(
  suggestions: readonly Suggestion[],
  { client, place, headSha }: { readonly client: Client; readonly place: PullRequestPlace; readonly headSha: string },
  reviews: readonly string[],
): Promise<void> {
  const known = new Set(reviews.flatMap(suggestedBy));
  const fresh = suggestions.filter(({ fingerprint }) => !known.has(fingerprint));
  const room = most - (suggestions.length - fresh.length);
  if (fresh.length === 0 || room <= 0) return;
  try {
    const diff = await diffOf(client, place, new Set(fresh.map(({ path }) => path)));
    const comments = fresh.filter((one) => stands(one, diff.get(one.path))).slice(0, room);
    if (comments.length === 0) return;
    await postReview(client, place, { headSha, body: reviewBody(comments), comments });
    say(`Suggested ${comments.length === 1 ? 'a fix' : `${comments.length} fixes`} on the lines of the pull request.`);
  } catch (error) {
    notice('Stack Audit could not suggest fixes', refusal(error, 'pull-requests: write'));
  }
}

/** Whether all the lines stand there as they were read, in one hunk: what was audited may be a merge with other line numbers. */
function stands({ line, removed }: Suggestion, lines: ReadonlyMap<number, RightLine> | undefined): boolean {
  const hunk = lines?.get(line)?.hunk;
  return removed.every((text, at) => {
    const there = lines?.get(line + at);
    return there !== undefined && there.text === text && there.hunk === hunk;
  });
}
