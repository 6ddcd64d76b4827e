import { type Client, type Place } from './client.ts';
import { type Payload, record, text } from './event.ts';

/** A pull request, as the API names it. */
export interface PullRequestPlace extends Place {
  readonly number: number;
}

/** The pull request that a finished run was about. */
export interface FinishedRun {
  readonly headSha: string;
  readonly number: number;
  readonly baseName: string;
}

/**
 * Finds the open pull request of the run that a `workflow_run` event reports: its branch in its repository, at the very commit of the run. GitHub names
 * no pull request for forks, and the report itself is not to be trusted with it. The reason if there is none.
 */
export async function pullRequestOfRun(
  client: Client,
  { owner, repo }: Place,
  payload: Payload,
): Promise<FinishedRun | { reason: string }> {
  const run = record(payload['workflow_run']);
  const headSha = text(run?.['head_sha']);
  const branch = text(run?.['head_branch']);
  const source = text(record(record(run?.['head_repository'])?.['owner'])?.['login']);
  if (headSha === undefined || branch === undefined || source === undefined)
    return { reason: 'the event tells of no finished run: this works on workflow_run only' };
  if (text(run?.['event']) !== 'pull_request') return { reason: 'the finished run was not about a pull request' };
  const open = await client.rest.pulls.list({ owner, repo, state: 'open', head: `${source}:${branch}`, per_page: 100 });
  const found = open.data.find(({ head }) => head.sha === headSha);
  if (found !== undefined) return { headSha, number: found.number, baseName: found.base.ref };
  const reason = open.data.length === 0 ? 'there is no open pull request from' : 'a newer commit was pushed to';
  return { reason: `${reason} ${source}:${branch}` };
}
