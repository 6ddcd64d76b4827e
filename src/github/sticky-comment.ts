import { type Client, type Place } from './client.ts';
import { statusOf } from './refusal.ts';

export interface PullRequestPlace extends Place {
  readonly number: number;
}

export interface PostedComment {
  readonly id: number;
  readonly url: string;
  readonly done: 'created' | 'updated' | 'unchanged';
}

/** Our comment as it stands on the pull request. */
export interface KnownComment {
  readonly id: number;
  /** Its name in GraphQL. */
  readonly node: string;
  readonly url: string;
  readonly body: string;
  /** Somebody has hidden it. */
  readonly hidden: boolean;
}

interface Page {
  readonly viewer: { readonly login: string } | null;
  readonly repository: {
    readonly pullRequest: {
      readonly headRefOid: string;
      readonly comments: {
        readonly nodes: readonly (Node | null)[];
        readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      };
    };
  };
}

interface Node {
  readonly id: string;
  readonly url: string;
  readonly body: string;
  readonly isMinimized: boolean;
  readonly viewerDidAuthor: boolean;
  readonly author: { readonly login: string } | null;
}

const query = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      comments(first: 100, after: $after) {
        nodes { id url body isMinimized viewerDidAuthor author { login } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/**
 * The head of the pull request as it is now, and our comment if an earlier run left one: it begins with the marker, and the bot of this very token
 * has written it. Anybody can copy the marker; such comments are left alone. One request a hundred comments.
 */
export async function findComment(
  client: Client,
  { owner, repo, number }: PullRequestPlace,
  marker: string,
): Promise<{ headSha: string; comment?: KnownComment }> {
  let hidden: KnownComment | undefined;
  for (let after: string | null = null; ;) {
    const page: Page = await client.graphql<Page>(query, { owner, repo, number, after });
    const { headRefOid, comments } = page.repository.pullRequest;
    for (const node of comments.nodes) {
      if (node === null || !node.body.startsWith(marker) || !isOurs(node, page.viewer?.login)) continue;
      const comment = known(node);
      if (!comment.hidden) return { headSha: headRefOid, comment };
      hidden ??= comment;
    }
    after = comments.pageInfo.endCursor;
    if (!comments.pageInfo.hasNextPage || after === null)
      return { headSha: headRefOid, ...(hidden !== undefined && { comment: hidden }) };
  }
}

function isOurs({ viewerDidAuthor, author }: Node, viewer: string | undefined): boolean {
  return viewerDidAuthor || (author !== null && author.login === viewer?.replace(/\[bot\]$/, ''));
}

/** GraphQL's own number of a comment is too small for today's; the address has the right one. */
function known({ id, url, body, isMinimized }: Node): KnownComment {
  return { id: Number(/(\d+)$/.exec(url)?.[1]), node: id, url, body, hidden: isMinimized };
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
    const { comment } = await findComment(client, place, body.split('\n', 1)[0] ?? '');
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
