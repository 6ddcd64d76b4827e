import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { expect, onTestFinished, test } from 'vitest';
import { startApiDouble, type ApiDouble, type ApiDoubleOptions } from './api-double.ts';
import { primaryRateLimit, secondaryRateLimit, serverError } from './api-faults.ts';

const issue = { owner: 'acme', repo: 'shop', issue_number: 482 };
const silent = { debug() {}, info() {}, warn() {}, error() {} };

async function start(options: ApiDoubleOptions = {}) {
  const api = await startApiDouble(options);
  onTestFinished(() => api.close());
  const repository = api.repository('acme/shop');
  repository.pullRequests.set(482, {
    ...{ number: 482, title: 'Change', author: 'octocat', state: 'open', mergeSha: null },
    base: { ref: 'main', sha: '0123456789abcdef0123456789abcdef01234567' },
    head: { ref: 'change', sha: '89abcdef0123456789abcdef0123456789abcdef', repository: 'acme/shop' },
  });
  return { api, repository, octokit: client(api) };
}

function client(api: ApiDouble, token = api.token) {
  return getOctokit(token, { baseUrl: api.apiUrl, log: silent });
}

test('250 comments are three pages', async () => {
  const { api, repository, octokit } = await start();
  for (let number = 1; number <= 250; number += 1) repository.comment(482, `comment ${number}`);
  repository.comment(7, 'of another issue');
  const comments = await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 100 });
  expect(comments.map(({ body }) => body)).toEqual(Array.from({ length: 250 }, (_, index) => `comment ${index + 1}`));
  expect(api.requests.map(({ query }) => query['page'])).toEqual([undefined, '2', '3']);
  expect(api.violations).toEqual([]);
});

test('a comment is written by the bot, changed, hidden, shown as hidden and deleted', async () => {
  const { api, octokit } = await start();
  const { data: made } = await octokit.rest.issues.createComment({ ...issue, body: 'one' });
  expect(made).toMatchObject({ body: 'one', user: { login: 'github-actions[bot]', type: 'Bot' } });
  const comment = { owner: 'acme', repo: 'shop', comment_id: made.id };
  const { data: changed } = await octokit.rest.issues.updateComment({ ...comment, body: 'two' });
  expect(changed.updated_at > made.updated_at).toBe(true);
  await octokit.graphql(
    'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }',
    {
      id: made.node_id,
    },
  );
  const listing = `{
    viewer { login }
    repository(owner: "acme", name: "shop") { pullRequest(number: 482) {
      comments(first: 1) {
        nodes { body isMinimized minimizedReason viewerDidAuthor author { __typename login } }
        pageInfo { hasNextPage }
      }
    } }
  }`;
  expect(await octokit.graphql(listing)).toEqual({
    viewer: { login: 'github-actions[bot]' },
    repository: {
      pullRequest: {
        comments: {
          nodes: [
            {
              ...{ body: 'two', isMinimized: true, minimizedReason: 'outdated', viewerDidAuthor: true },
              author: { __typename: 'Bot', login: 'github-actions' },
            },
          ],
          pageInfo: { hasNextPage: false },
        },
      },
    },
  });
  await octokit.rest.issues.deleteComment(comment);
  await expect(octokit.rest.issues.updateComment({ ...comment, body: 'three' })).rejects.toThrow('Not Found');
  expect(api.requests.map(({ operation, status }) => `${operation} ${status}`)).toEqual([
    'issues/create-comment 201',
    'issues/update-comment 200',
    'graphql 200',
    'graphql 200',
    'issues/delete-comment 204',
    'issues/update-comment 404',
  ]);
  expect(api.violations).toEqual([]);
});

test('a token that only reads is told which permission is missing', async () => {
  const { api, octokit } = await start({ canWrite: false });
  const error = await octokit.rest.issues.createComment({ ...issue, body: 'x' }).catch((error) => error);
  expect(error).toMatchObject({
    status: 403,
    message: expect.stringContaining('Resource not accessible by integration'),
  });
  expect(error.response.headers['x-accepted-github-permissions']).toBe('issues=write; pull_requests=write');
  expect((await octokit.rest.issues.listComments(issue)).data).toEqual([]);
  expect(api.violations).toEqual([]);
});

test('65,536 characters are the most', async () => {
  const { api, octokit } = await start();
  await octokit.rest.issues.createComment({ ...issue, body: 'ü'.repeat(65_536) });
  const error = await octokit.rest.issues.createComment({ ...issue, body: 'x'.repeat(65_537) }).catch((error) => error);
  expect(error).toMatchObject({
    status: 422,
    message: expect.stringContaining('Body is too long (maximum is 65536 characters)'),
  });
  expect(api.violations).toEqual([]);
});

test('what GitHub does not describe is caught', async () => {
  const { api, octokit } = await start();
  await octokit.request('POST /repos/acme/shop/issues/482/comments', { body: 'x', sticky: true });
  await octokit.request('POST /repos/acme/shop/issues/482/comments', { body: 7 }).catch(() => {});
  await octokit.request('GET /repos/acme/shop/issues/482/comments?perpage=100');
  await octokit.request('GET /repos/acme/shop/pulls/482/comment-list').catch(() => {});
  await octokit.request('GET /repos/acme/shop/topics').catch(() => {});
  expect(api.violations).toMatchInlineSnapshot(`
    [
      "POST /repos/acme/shop/issues/482/comments: body: "sticky" is not described",
      "POST /repos/acme/shop/issues/482/comments: body.body: must be string",
      "GET /repos/acme/shop/issues/482/comments: query: "perpage" is not described",
      "GET /repos/acme/shop/pulls/482/comment-list: GitHub describes no such operation",
      "GET /repos/acme/shop/topics: the double does not play repos/get-all-topics",
    ]
  `);
});

test('a GraphQL typo is caught, and so is a field that is not played', async () => {
  const { api, octokit } = await start();
  await octokit.graphql('{ viewer { logn } }').catch(() => {});
  await octokit.graphql('{ viewer { bio } }').catch(() => {});
  await octokit
    .graphql('query ($n: Int!) { repository(owner: "acme", name: "shop") { pullRequest(number: $n) { title } } }', {
      n: 'x',
    })
    .catch(() => {});
  expect(api.violations).toMatchInlineSnapshot(`
    [
      "POST /graphql: GraphQL: Cannot query field "logn" on type "User". Did you mean "login"?",
      "POST /graphql: GraphQL: viewer.bio: the double does not play User.bio",
      "POST /graphql: GraphQL: request: Variable "$n" got invalid value "x"; Int cannot represent non-integer value: "x"",
    ]
  `);
  api.violations.length = 0;
  await expect(octokit.graphql('{ repository(owner: "acme", name: "other") { name } }')).rejects.toThrow(
    "Could not resolve to a Repository with the name 'acme/other'.",
  );
  expect(api.violations).toEqual([]);
});

test('an enterprise server has its own addresses', async () => {
  const { api, octokit } = await start({ flavour: 'ghes' });
  await octokit.rest.issues.createComment({ ...issue, body: 'x' });
  expect((await octokit.paginate(octokit.rest.issues.listComments, { ...issue, per_page: 1 })).length).toBe(1);
  expect(await octokit.graphql('{ viewer { login } }')).toEqual({ viewer: { login: 'github-actions[bot]' } });
  expect(api.requests.map(({ path }) => path)).toEqual([
    '/repos/acme/shop/issues/482/comments',
    '/repos/acme/shop/issues/482/comments',
    '/graphql',
  ]);
  expect(api.violations).toEqual([]);
  await getOctokit(api.token, { baseUrl: api.serverUrl }).rest.issues.listComments(issue);
  expect(api.violations).toHaveLength(1);
});

test('private repositories are not there for others', async () => {
  const { api, octokit } = await start();
  api.repository('acme/policy', { private: true, token: 'ghp_other' });
  const policy = { owner: 'acme', repo: 'policy' };
  await expect(octokit.rest.repos.get(policy)).rejects.toThrow('Not Found');
  expect((await client(api, 'ghp_other').rest.repos.get(policy)).status).toBe(200);
  await expect(client(api, 'ghp_wrong').rest.repos.get(policy)).rejects.toThrow('Bad credentials');
  await expect(octokit.rest.users.getAuthenticated()).rejects.toThrow('Resource not accessible by integration');
  expect(api.violations).toEqual([]);
});

test('faults happen as often as said, and retries get over them', async () => {
  const where = { method: 'GET', path: '/repos/acme/shop/issues/482/comments' };
  const { api } = await start({
    faults: [serverError(where), { ...where, reset: true }, secondaryRateLimit(where), primaryRateLimit(where)],
  });
  const again = () => true;
  const octokit = getOctokit(
    api.token,
    {
      baseUrl: api.apiUrl,
      throttle: { onRateLimit: again, onSecondaryRateLimit: again, retryAfterBaseValue: 10 },
      retry: { retryAfterBaseValue: 10 },
      log: silent,
    },
    retry,
    throttling,
  );
  await octokit.rest.issues.listComments(issue);
  expect(api.requests.map(({ status }) => status)).toEqual([502, 0, 403, 403, 200]);
  expect(api.violations).toEqual([]);
});
