import type { World } from './api-answer.ts';
import type { Json, JsonObject } from './api-description.ts';
import type { CheckRun, Comment, PullRequest, Repository, Review } from './api-store.ts';

/** Whether a login is an app's, e.g. `github-actions[bot]`. */
export function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

/** A node id as GitHub makes them: a prefix for the type, then something opaque. */
export function nodeId(prefix: string, id: number | string): string {
  return `${prefix}_${Buffer.from(String(id)).toString('base64url')}`;
}

/** A "simple user". */
export function userJson({ apiUrl, serverUrl }: World, login: string): JsonObject {
  const number = [...login].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 90_000_000, 7);
  const id = login === 'github-actions[bot]' ? 41_898_282 : number;
  const url = `${apiUrl}/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId(isBot(login) ? 'BOT' : 'U', id),
    avatar_url: `${serverUrl}/avatars/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: isBot(login) ? `${serverUrl}/apps/${login.slice(0, -5)}` : `${serverUrl}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: isBot(login) ? 'Bot' : 'User',
    site_admin: false,
  };
}

/** An issue comment. */
export function commentJson(world: World, repository: Repository, comment: Comment): JsonObject {
  const { apiUrl, serverUrl } = world;
  const described = world.description.schema('issue-comment')['properties'] as JsonObject;
  const hidden = comment.minimized === null ? null : { reason: comment.minimized };
  return {
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    url: `${apiUrl}/repos/${repository.fullName}/issues/comments/${comment.id}`,
    html_url: `${serverUrl}/${repository.fullName}/pull/${comment.issue}#issuecomment-${comment.id}`,
    issue_url: `${apiUrl}/repos/${repository.fullName}/issues/${comment.issue}`,
    body: comment.body,
    user: userJson(world, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: isBot(comment.author) ? 'NONE' : 'CONTRIBUTOR',
    performed_via_github_app: isBot(comment.author) ? appJson(world, comment.author) : null,
    ...(described['minimized'] ? { minimized: hidden } : {}), // younger than some servers
  };
}

/** A review of a pull request. */
export function reviewJson(world: World, repository: Repository, review: Review): JsonObject {
  const page = `${world.serverUrl}/${repository.fullName}/pull/${review.pull}#pullrequestreview-${review.id}`;
  const pull = `${world.apiUrl}/repos/${repository.fullName}/pulls/${review.pull}`;
  return {
    id: review.id,
    node_id: nodeId('PRR', review.id),
    user: userJson(world, review.author),
    body: review.body,
    state: review.state,
    html_url: page,
    pull_request_url: pull,
    _links: { html: { href: page }, pull_request: { href: pull } },
    submitted_at: review.submittedAt,
    commit_id: review.commit,
    author_association: isBot(review.author) ? 'NONE' : 'CONTRIBUTOR',
  };
}

/** The app behind a bot. */
function appJson(world: World, login: string): JsonObject {
  const slug = login.replace('[bot]', '');
  const example = world.description.example('integration');
  return {
    ...example,
    id: 15_368,
    slug,
    name: slug,
    owner: userJson(world, 'github'),
    html_url: `${world.serverUrl}/apps/${slug}`,
  };
}

/** A repository, on its own (`full`) or as a part of something else. */
export function repositoryJson(world: World, repository: Repository, full = false): JsonObject {
  const {
    template_repository: _,
    parent: __,
    source: ___,
    organization: ____,
    ...example
  } = ownExample(world, 'full-repository-default-response', repository.fullName) as JsonObject;
  const { subscribers_count, network_count, ...shared } = example;
  return {
    ...(full ? { ...shared, subscribers_count: subscribers_count!, network_count: network_count! } : shared),
    id: repository.id,
    node_id: nodeId('R', repository.id),
    name: repository.name,
    full_name: repository.fullName,
    owner: userJson(world, repository.owner),
    private: repository.private,
    visibility: repository.private ? 'private' : 'public',
    fork: repository.forkOf !== undefined,
    default_branch: repository.defaultBranch,
    language: null,
    license: null,
    clone_url: `${world.serverUrl}/${repository.fullName}.git`,
  };
}

/** A pull request; `full` adds what only the single one has. */
export function pullRequestJson(world: World, repository: Repository, pull: PullRequest, full = true): JsonObject {
  const source = world.store.repositories.get(pull.head.repository.toLowerCase()) ?? repository;
  const example = ownExample(world, 'pull-request', repository.fullName, (text) =>
    text.replace(/\/1347\b/g, `/${pull.number}`),
  );
  const side = (of: Repository, ref: string, sha: string): JsonObject => ({
    label: `${of.owner}:${ref}`,
    ref,
    sha,
    user: userJson(world, of.owner),
    repo: repositoryJson(world, of),
  });
  const json: JsonObject = {
    ...example,
    id: repository.id * 10 + pull.number,
    number: pull.number,
    title: pull.title,
    state: pull.state,
    user: userJson(world, pull.author),
    base: side(repository, pull.base.ref, pull.base.sha),
    head: side(source, pull.head.ref, pull.head.sha),
    merge_commit_sha: pull.mergeSha,
    merged_at: null,
    closed_at: null,
    requested_teams: [],
    requested_reviewers: [],
    draft: false,
  };
  if (full)
    return { ...json, merged: false, merged_by: null, mergeable: true, rebaseable: true, mergeable_state: 'clean' };
  const single = [
    'merged',
    'merged_by',
    'mergeable',
    'rebaseable',
    'mergeable_state',
    'maintainer_can_modify',
    'comments',
  ];
  const counts = ['review_comments', 'commits', 'additions', 'deletions', 'changed_files', 'allow_maintainer_edits'];
  return Object.fromEntries(Object.entries(json).filter(([key]) => ![...single, ...counts].includes(key)));
}

/** A check run. */
export function checkRunJson(world: World, repository: Repository, run: CheckRun): JsonObject {
  const { name, head_sha, status, conclusion, external_id, details_url, output, started_at, completed_at } =
    run.fields as JsonObject;
  const words = (output ?? {}) as JsonObject;
  const url = `${world.apiUrl}/repos/${repository.fullName}/check-runs/${run.id}`;
  const done = conclusion !== undefined || status === 'completed';
  return {
    id: run.id,
    node_id: nodeId('CR', run.id),
    name: name!,
    head_sha: head_sha!,
    external_id: external_id ?? '',
    url,
    html_url: `${world.serverUrl}/${repository.fullName}/runs/${run.id}`,
    details_url: details_url ?? null,
    status: done ? 'completed' : (status ?? 'queued'),
    conclusion: conclusion ?? null,
    started_at: started_at ?? run.createdAt,
    completed_at: completed_at ?? (done ? run.createdAt : null),
    output: {
      title: words['title'] ?? null,
      summary: words['summary'] ?? null,
      text: words['text'] ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    check_suite: { id: 1 },
    app: appJson(world, 'github-actions[bot]'),
    pull_requests: [],
  };
}

/** GitHub's example of a thing, moved to this server and to this repository. */
export function ownExample(world: World, name: string, fullName: string, change = (text: string) => text): JsonObject {
  const [owner, repository] = fullName.split('/') as [string, string];
  const text = JSON.stringify(world.description.example(name))
    .replaceAll('https://api.github.com', world.apiUrl)
    .replaceAll('https://HOSTNAME', world.apiUrl)
    .replaceAll('https://github.com', world.serverUrl)
    .replaceAll(/octocat\/Hello-World/gi, `${owner}/${repository}`);
  return JSON.parse(change(text)) as { [key: string]: Json };
}
