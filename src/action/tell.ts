import type { Client } from '../github/client.ts';
import { refusal } from '../github/refusal.ts';
import { type KnownComment, type Ours, findOurs } from '../github/discussion.ts';
import type { PullRequestPlace } from '../github/pull-request.ts';
import { type PostedComment, postComment } from '../github/sticky-comment.ts';
import type { Report } from '../model/report.ts';
import { comment, commentMarker, isLoud, hadSomething, saysSomething } from '../output/comment.ts';
import type { Links } from '../output/markdown-links.ts';
import type { Suggestion } from '../output/suggestion.ts';
import { notice, say } from './log.ts';
import { suggest } from './suggest.ts';

/** What there is to tell, and where. */
export interface Telling {
  readonly report: Report;
  readonly place: PullRequestPlace;
  /** The commit that was audited. */
  readonly headSha: string;
  readonly key: string;
  readonly mode: 'auto' | 'always' | 'never';
  readonly links: Links;
  /** The report was made where a stranger could change it. */
  readonly unverified?: boolean;
  /** Changes to offer on the lines themselves. */
  readonly suggestions: readonly Suggestion[];
}

/** Posts or updates the comment where there is something to say, and suggests changes. A refusal is one line in the log; it never changes the verdict. */
export async function tell(telling: Telling, client: () => Client): Promise<PostedComment | undefined> {
  const { place, headSha, key, mode, suggestions } = telling;
  const marker = mode === 'never' ? undefined : commentMarker(key);
  const reviews = suggestions.length > 0;
  if (marker === undefined && !reviews) return undefined;
  try {
    const ours = await findOurs(client(), place, { marker, reviews });
    if (ours.headSha !== headSha) {
      say('There is a newer commit on the pull request: the comment is left to its run.');
      return undefined;
    }
    const posted = await commentOn(telling, ours, client());
    await suggest(suggestions, { client: client(), place, headSha }, ours.reviews);
    return posted;
  } catch (error) {
    notice(
      'Stack Audit could not comment',
      `${refusal(error, 'pull-requests: write')} The job summary has the whole report.`,
    );
    return undefined;
  }
}

async function commentOn(
  { report, place, key, mode, links, unverified }: Telling,
  { comment: before }: Ours,
  client: Client,
): Promise<PostedComment | undefined> {
  if (mode === 'never' || (before === undefined && mode === 'auto' && !saysSomething(report))) return undefined;
  const body = comment(report, {
    ...links,
    key,
    resolved: resolves(report, before),
    ...(unverified === true && { unverified }),
  });
  return postComment(client, place, body, before, isLoud(report));
}

/** The comment has named something to do, and nothing of it is left. */
function resolves(report: Report, before: KnownComment | undefined): boolean {
  return before !== undefined && !isLoud(report) && hadSomething(before.body);
}
