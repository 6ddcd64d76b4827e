import type { Client } from '../github/client.ts';
import { refusal } from '../github/refusal.ts';
import {
  type KnownComment,
  type PostedComment,
  type PullRequestPlace,
  findComment,
  postComment,
} from '../github/sticky-comment.ts';
import type { Report } from '../model/report.ts';
import { comment, commentMarker, isLoud, hadSomething, saysSomething } from '../output/comment.ts';
import type { Links } from '../output/markdown-links.ts';
import { notice, say } from './log.ts';

/** What there is to tell, and where. */
export interface Telling {
  readonly report: Report;
  readonly place: PullRequestPlace;
  /** The commit that was audited. */
  readonly headSha: string;
  readonly key: string;
  readonly mode: 'auto' | 'always' | 'never';
  readonly links: Links;
}

/** Posts or updates the comment where there is something to say. A refusal is one line in the log; it never changes the verdict. */
export async function tell(
  { report, place, headSha, key, mode, links }: Telling,
  client: () => Client,
): Promise<PostedComment | undefined> {
  if (mode === 'never') return undefined;
  try {
    const found = await findComment(client(), place, commentMarker(key));
    if (found.headSha !== headSha) {
      say('There is a newer commit on the pull request: the comment is left to its run.');
      return undefined;
    }
    if (found.comment === undefined && mode === 'auto' && !saysSomething(report)) return undefined;
    const body = comment(report, { ...links, key, resolved: resolves(report, found.comment) });
    return await postComment(client(), place, body, found.comment, isLoud(report));
  } catch (error) {
    notice(
      'Stack Audit could not comment',
      `${refusal(error, 'pull-requests: write')} The job summary has the whole report.`,
    );
    return undefined;
  }
}

/** The comment has named something to do, and nothing of it is left. */
function resolves(report: Report, before: KnownComment | undefined): boolean {
  return before !== undefined && !isLoud(report) && hadSomething(before.body);
}
