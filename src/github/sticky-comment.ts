import type { Client } from './client.ts';

export interface PullRequestPlace {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
}

export interface PostedComment {
  readonly id: number;
  readonly url: string;
  readonly done: 'created' | 'updated' | 'unchanged';
}

/** Our comment on the pull request, if an earlier run left one: the marker on its first line, and written by a bot. */
export async function findComment(client: Client, { owner, repo, number }: PullRequestPlace, marker: string) {
  const pages = client.paginate.iterator(client.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  for await (const { data } of pages) {
    const ours = data.find(({ body, user }) => body?.startsWith(marker) === true && user?.type === 'Bot');
    if (ours) return { id: ours.id, url: ours.html_url, body: ours.body ?? '' };
  }
  return undefined;
}

/** Writes the comment where it stands, or makes one. The same text again is not written. A comment deleted meanwhile is made anew. */
export async function postComment(
  client: Client,
  place: PullRequestPlace,
  body: string,
  known: { id: number; url: string; body: string } | undefined,
): Promise<PostedComment> {
  const { owner, repo, number } = place;
  if (known && sameText(known.body, body)) return { id: known.id, url: known.url, done: 'unchanged' };
  if (known) {
    try {
      const { data } = await client.rest.issues.updateComment({ owner, repo, comment_id: known.id, body });
      return { id: data.id, url: data.html_url, done: 'updated' };
    } catch (error) {
      if ((error as { status?: number }).status !== 404) throw error;
    }
  }
  const { data } = await client.rest.issues.createComment({ owner, repo, issue_number: number, body });
  return { id: data.id, url: data.html_url, done: 'created' };
}

/** GitHub trims what it stores and keeps the line ends that it was given. */
function sameText(one: string, other: string): boolean {
  return one.replaceAll('\r\n', '\n').trim() === other.replaceAll('\r\n', '\n').trim();
}
