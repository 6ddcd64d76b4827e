import type { Client } from './client.ts';
import { type KnownComment, findOurs } from './discussion.ts';
import type { PullRequestPlace } from './pull-request.ts';
import { statusOf } from './refusal.ts';

export interface PostedComment {
  readonly id: number;
  readonly url: string;
  readonly done: 'created' | 'updated' | 'unchanged';
}

/**
 * Writes the comment where it stands, or makes one. The same text again is not written. One that was deleted meanwhile is made anew; a hidden one
 * shows itself again only if `loud`, and not for what it said already.
 */
export async function postComment(
  client: Client,
  place: PullRequestPlace,
  body: string,
  before: KnownComment | undefined,
  loud: boolean,
): Promise<PostedComment> {
  const { owner, repo } = place;
  if (before === undefined) return create(client, place, body);
  const { id, url } = before;
  if (essence(before.body, false) === essence(body, false)) return { id, url, done: 'unchanged' };
  try {
    const { data } = await client.rest.issues.updateComment({ owner, repo, comment_id: id, body });
    if (before.hidden && loud && essence(before.body, true) !== essence(body, true)) await show(client, before.node);
    return { id: data.id, url: data.html_url, done: 'updated' };
  } catch (error) {
    if (statusOf(error) !== 404) throw error;
    return create(client, place, body);
  }
}

/** After an error of the server nobody knows whether the comment was made; a second try looks first. */
async function create(client: Client, place: PullRequestPlace, body: string): Promise<PostedComment> {
  const { owner, repo, number } = place;
  const options = { owner, repo, issue_number: number, body };
  try {
    const { data } = await client.rest.issues.createComment({ ...options, request: { retries: 0 } });
    return { id: data.id, url: data.html_url, done: 'created' };
  } catch (error) {
    if ((statusOf(error) ?? 0) < 500) throw error;
    const { comment } = await findOurs(client, place, { marker: body.split('\n', 1)[0] ?? '', reviews: false });
    if (comment !== undefined) return { id: comment.id, url: comment.url, done: 'created' };
    const { data } = await client.rest.issues.createComment({ ...options, request: { retries: 0 } });
    return { id: data.id, url: data.html_url, done: 'created' };
  }
}

async function show(client: Client, node: string): Promise<void> {
  await client.graphql('mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { clientMutationId } }', {
    id: node,
  });
}

/** What a comment says, whatever run says it, and for `loosely` whatever commit: line ends, links and the line at the foot left out. */
function essence(body: string, loosely: boolean): string {
  const same = body
    .replaceAll('\r\n', '\n')
    .replace(/\/actions\/runs\/\d+/g, '/actions/runs')
    .trim();
  return loosely ? same.replace(/<sub>[^\n]*<\/sub>/g, '').replace(/\]\([^)\s]*\)/g, ']') : same;
}
