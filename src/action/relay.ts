import { clientFor, placeOf } from '../github/client.ts';
import type { Payload, Surroundings } from '../github/event.ts';
import { pullRequestOfRun } from '../github/pull-request.ts';
import { refusal } from '../github/refusal.ts';
import type { PostedComment } from '../github/sticky-comment.ts';
import { linksOf } from './links.ts';
import { notice } from './log.ts';
import { readReportFile } from './report-file.ts';
import { tell } from './tell.ts';

/** Which comment to write with what. */
export interface Relay {
  readonly file: string;
  readonly token: string;
  readonly key: string;
  readonly mode: 'auto' | 'always' | 'never';
}

/**
 * The second of two workflows: comments on a pull request with the report of a run that had no token to do so. The report is data of a stranger: it is
 * checked and rendered anew, nothing of it is offered to be copied, and which pull request it is about is asked of GitHub.
 */
export async function relay(
  { file, token, key, mode }: Relay,
  at: Surroundings,
  payload: Payload,
): Promise<PostedComment | undefined> {
  const report = readReportFile(file);
  const client = clientFor(token, at.apiUrl);
  const place = placeOf(at.repository);
  try {
    const pull = await pullRequestOfRun(client, place, payload);
    if ('reason' in pull) {
      notice('Stack Audit has not commented', `${pull.reason[0]?.toUpperCase()}${pull.reason.slice(1)}.`);
      return undefined;
    }
    const { number, headSha, baseName } = pull;
    const run = Number((payload['workflow_run'] as { id?: unknown } | undefined)?.id);
    const runUrl = Number.isSafeInteger(run) ? `${at.serverUrl}/${at.repository}/actions/runs/${run}` : undefined;
    const event = { comparison: { kind: 'none' }, baseName, pullRequest: { number, headSha, fromFork: true } } as const;
    const links = linksOf(event, { ...at, ...(runUrl !== undefined && { runUrl }) });
    return await tell(
      { report, place: { ...place, number }, headSha, key, mode, links, suggestions: [], unverified: true },
      () => client,
    );
  } catch (error) {
    notice('Stack Audit could not comment', refusal(error, 'pull-requests: write'));
    return undefined;
  }
}
