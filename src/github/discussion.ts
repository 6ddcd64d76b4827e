import type { Client } from './client.ts';
import type { PullRequestPlace } from './pull-request.ts';

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

/** What of ours stands on a pull request, and the commit that its head is now. */
export interface Ours {
  readonly headSha: string;
  readonly comment?: KnownComment;
  /** The texts of our reviews, if they were asked for. */
  readonly reviews: readonly string[];
}

interface Said {
  readonly body: string;
  readonly viewerDidAuthor: boolean;
  readonly author: { readonly login: string } | null;
}

interface Comment extends Said {
  readonly id: string;
  readonly url: string;
  readonly isMinimized: boolean;
}

interface Connection<Node> {
  readonly nodes: readonly (Node | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface Page {
  readonly viewer: { readonly login: string } | null;
  readonly repository: {
    readonly pullRequest: {
      readonly headRefOid: string;
      readonly comments?: Connection<Comment>;
      readonly reviews?: Connection<Said>;
    };
  };
}

const query = `query (
  $owner: String!, $repo: String!, $number: Int!
  $comments: Boolean!, $afterComment: String, $reviews: Boolean!, $afterReview: String
) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      comments(first: 100, after: $afterComment) @include(if: $comments) {
        nodes { id url body isMinimized viewerDidAuthor author { login } }
        pageInfo { hasNextPage endCursor }
      }
      reviews(first: 100, after: $afterReview) @include(if: $reviews) {
        nodes { body viewerDidAuthor author { login } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`;

/**
 * The head of the pull request as it is now; our comment if an earlier run left one: it begins with the marker, and the bot of this very token has
 * written it; and the texts of our reviews. Anybody can copy a marker; such texts are left alone. One request a hundred comments or reviews.
 */
export async function findOurs(
  client: Client,
  { owner, repo, number }: PullRequestPlace,
  wanted: { readonly marker: string | undefined; readonly reviews: boolean },
): Promise<Ours> {
  const { marker } = wanted;
  let comment: KnownComment | undefined;
  let asking = { comments: marker !== undefined, reviews: wanted.reviews };
  let after: { afterComment: string | null; afterReview: string | null } = { afterComment: null, afterReview: null };
  const reviews: string[] = [];
  for (;;) {
    const page: Page = await client.graphql<Page>(query, { owner, repo, number, ...asking, ...after });
    const { headRefOid: headSha, comments: told, reviews: reviewed } = page.repository.pullRequest;
    const ours = oursOf(page);
    for (const node of told?.nodes ?? []) {
      if (node === null || marker === undefined || !node.body.startsWith(marker) || !ours(node)) continue;
      // one that somebody has hidden counts only if there is no other
      if (comment === undefined || (comment.hidden && !node.isMinimized)) comment = known(node);
    }
    for (const node of reviewed?.nodes ?? []) if (node !== null && ours(node)) reviews.push(node.body);
    after = { afterComment: nextOf(told), afterReview: nextOf(reviewed) };
    const found = comment !== undefined && !comment.hidden;
    asking = { comments: after.afterComment !== null && !found, reviews: after.afterReview !== null };
    if (!asking.comments && !asking.reviews) return { headSha, reviews, ...(comment !== undefined && { comment }) };
  }
}

function oursOf({ viewer }: Page): (said: Said) => boolean {
  const login = viewer?.login.replace(/\[bot\]$/, '');
  return ({ viewerDidAuthor, author }) => viewerDidAuthor || (author !== null && author.login === login);
}

function nextOf(connection: Connection<unknown> | undefined): string | null {
  return connection?.pageInfo.hasNextPage === true ? connection.pageInfo.endCursor : null;
}

/** GraphQL's own number of a comment is too small for today's; the address has the right one. */
function known({ id, url, body, isMinimized }: Comment): KnownComment {
  return { id: Number(/(\d+)$/.exec(url)?.[1]), node: id, url, body, hidden: isMinimized };
}
