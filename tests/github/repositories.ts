import { mkdir } from 'node:fs/promises';
import { checkOut, checkOutArchive } from './checkout.ts';
import { examplePayload, pullRequestPayload } from './events.ts';
import type { JsonObject } from './api-description.ts';
import { goneSha, type Files, type PlannedCommit } from './git-history.ts';
import { prepareGround, type Ground, type Situation, type SituationOptions } from './situation.ts';

export { goneSha, type Files } from './git-history.ts';
export type { Situation, SituationOptions } from './situation.ts';

/**
 * How the workflow has checked out a pull request. `merge` is what actions/checkout does by itself: the test merge, one
 * commit deep; `full` is fetch-depth: 0; `head` and `head-full` are `ref: head.sha`, `head-branch` is
 * `ref: github.head_ref`, `base` is what pull_request_target gets; `archive` has the files without git, `none` is a job
 * without a checkout.
 */
type PullRequestCheckout = 'merge' | 'full' | 'head' | 'head-full' | 'head-branch' | 'base' | 'archive' | 'none';

export type PullRequestOptions = SituationOptions & {
  base: Files;
  /** What the branch changes of the base; null deletes a file. */
  head: Files;
  /** What was pushed to the base branch after the pull request's branch left it. */
  meanwhile?: Files;
  checkout?: PullRequestCheckout;
  eventName?: 'pull_request' | 'pull_request_target';
  action?: 'opened' | 'synchronize' | 'reopened';
  number?: number;
  fork?: boolean;
  /** Who pushed; `dependabot[bot]` gets a branch of Dependabot's. */
  author?: string;
  /**
   * What the event says of the base: its last commit, the one where the branch left it, or one that is no longer
   * there.
   */
  eventBase?: 'current' | 'stale' | 'gone';
};

/** A pull request, checked out in its job. */
export async function pullRequest(options: PullRequestOptions): Promise<Situation> {
  const { base, head, meanwhile, number = 482, fork = false, author = fork ? 'mona' : 'octocat', api } = options;
  const { eventName = 'pull_request', eventBase = 'current', action = 'synchronize' } = options;
  const trunk = meanwhile ? 'main' : 'root';
  const branch = author === 'dependabot[bot]' ? 'dependabot/npm_and_yarn/express-5.1.0' : 'change';
  const plan: PlannedCommit[] = [
    { name: 'root', parents: [], files: base, message: 'Initial commit' },
    ...(meanwhile ? [{ name: 'main', parents: ['root'], files: meanwhile }] : []),
    { name: 'head', parents: ['root'], files: head, message: 'Change something' },
    { name: 'merge', parents: [trunk, 'head'], files: head, message: 'Merge head into main' },
  ];
  const ground = await prepareGround(options, plan, (hashes) => ({
    'refs/heads/main': hashes[trunk]!,
    [`refs/pull/${number}/head`]: hashes['head']!,
    [`refs/pull/${number}/merge`]: hashes['merge']!,
    ...(fork ? {} : { [`refs/heads/${branch}`]: hashes['head']! }),
  }));
  const { repository, commits, urls, origin } = ground;
  const source = fork ? `${author}/${repository.split('/')[1]}` : repository;
  const baseSha = commits[trunk]!;
  const headSha = commits['head']!;
  const mergeSha = commits['merge']!;
  const said = { current: baseSha, stale: commits['root']!, gone: goneSha }[eventBase];
  api?.repository(repository).pullRequests.set(number, {
    ...{ number, title: 'Change something', author, state: 'open', mergeSha },
    ...{ base: { ref: 'main', sha: said }, head: { ref: branch, sha: headSha, repository: source } },
  });
  if (fork) api?.repository(source, { git: origin, forkOf: repository });
  const target = eventName === 'pull_request_target';
  const checkout = options.checkout ?? (target ? 'base' : 'merge');
  await checkOutPullRequest(checkout, ground, { number, branch: fork ? undefined : branch });
  const facts = { number, branch, source, author, said, headSha, mergeSha };
  const event = pullRequestPayload(action, repository, urls, facts);
  return {
    ...situation(ground),
    event,
    eventName,
    sha: target ? baseSha : mergeSha,
    ref: target ? 'refs/heads/main' : `refs/pull/${number}/merge`,
    baseSha: checkout.startsWith('head') ? commits['root']! : baseSha,
    headSha,
    env: { GITHUB_HEAD_REF: branch, GITHUB_BASE_REF: 'main', GITHUB_ACTOR: author },
  };
}

/** What kind of push: `forced-gone` is one whose former commit the repository does not hold any more. */
type PushKind = 'ordinary' | 'new-branch' | 'forced' | 'forced-gone' | 'tag';

export type PushOptions = SituationOptions & {
  before: Files;
  after: Files;
  kind?: PushKind;
  checkout?: 'shallow' | 'full';
};

/** A push, to main unless it makes a branch or a tag. */
export async function push(options: PushOptions): Promise<Situation> {
  const { before, after, kind = 'ordinary', checkout = 'shallow' } = options;
  const forced = kind.startsWith('forced');
  const name = { 'new-branch': 'heads/feature', tag: 'tags/v1.0.0' }[kind as string] ?? 'heads/main';
  const plan: PlannedCommit[] = [
    { name: 'root', parents: [], files: before, message: 'Initial commit' },
    ...(forced ? [{ name: 'pushed-away', parents: ['root'], files: { 'pushed-away.txt': 'gone' } }] : []),
    { name: 'head', parents: ['root'], files: after, message: 'Change something' },
  ];
  const ground = await prepareGround(options, plan, (hashes) => ({
    'refs/heads/main': name === 'heads/main' ? hashes['head']! : hashes['root']!,
    ...(name === 'heads/main' ? {} : { [`refs/${name}`]: hashes['head']! }),
  }));
  const { commits } = ground;
  const headSha = commits['head']!;
  const created = kind === 'new-branch' || kind === 'tag';
  const known = forced ? commits['pushed-away']! : commits['root']!;
  const said = created ? '0'.repeat(40) : kind === 'forced-gone' ? goneSha : known;
  const [type, ref] = name.split('/') as [string, string];
  await checkOut(ground.workspace, {
    ...ground.clone,
    sha: headSha,
    ...(type === 'heads' ? { ref } : {}),
    full: checkout === 'full',
  });
  const event = examplePayload(
    'push',
    (example) => example['created'] === true && example['ref'] === 'refs/heads/master',
    ground.repository,
    ground.urls,
  );
  const commit = { ...(event['head_commit'] as JsonObject), id: headSha };
  return {
    ...situation(ground),
    event: {
      ...event,
      ...{ ref: `refs/${name}`, before: said, after: headSha, created, forced, deleted: false, base_ref: null },
      ...{
        commits: [commit],
        head_commit: commit,
        repository: { ...(event['repository'] as JsonObject), default_branch: 'main' },
      },
    },
    eventName: 'push',
    sha: headSha,
    ref: `refs/${name}`,
    baseSha: kind === 'forced-gone' ? '' : known,
    headSha,
    env: { GITHUB_ACTOR: 'octocat' },
  };
}

/** A merge queue's group, with one pull request in it. */
export async function mergeGroup(
  options: SituationOptions & { base: Files; head: Files; checkout?: 'shallow' | 'full' },
): Promise<Situation> {
  const plan: PlannedCommit[] = [
    { name: 'root', parents: [], files: options.base, message: 'Initial commit' },
    { name: 'change', parents: ['root'], files: options.head, message: 'Change something' },
    {
      name: 'head',
      parents: ['root', 'change'],
      files: options.head,
      message: 'Merge pull request #482 from acme/change',
    },
  ];
  const queue = (hashes: Record<string, string>) => `gh-readonly-queue/main/pr-482-${hashes['root']}`;
  const ground = await prepareGround(options, plan, (hashes) => ({
    'refs/heads/main': hashes['root']!,
    [`refs/heads/${queue(hashes)}`]: hashes['head']!,
  }));
  const branch = queue(ground.commits);
  const [baseSha, headSha] = [ground.commits['root']!, ground.commits['head']!];
  await checkOut(ground.workspace, { ...ground.clone, sha: headSha, ref: branch, full: options.checkout === 'full' });
  const event = examplePayload('merge_group', () => true, ground.repository, ground.urls);
  const group = event['merge_group'] as JsonObject;
  const commit = { ...(group['head_commit'] as JsonObject), id: headSha };
  const refs = { head_ref: `refs/heads/${branch}`, base_ref: 'refs/heads/main' };
  return {
    ...situation(ground),
    event: { ...event, merge_group: { ...group, ...refs, head_sha: headSha, base_sha: baseSha, head_commit: commit } },
    eventName: 'merge_group',
    sha: headSha,
    ref: `refs/heads/${branch}`,
    baseSha,
    headSha,
    env: { GITHUB_ACTOR: 'octocat' },
  };
}

/** The events that bring no change with them. */
export async function noChange(
  options: SituationOptions & {
    files: Files;
    eventName: 'schedule' | 'workflow_dispatch';
    inputs?: Record<string, string>;
  },
): Promise<Situation> {
  const plan: PlannedCommit[] = [{ name: 'root', parents: [], files: options.files, message: 'Initial commit' }];
  const ground = await prepareGround(options, plan, (hashes) => ({ 'refs/heads/main': hashes['root']! }));
  const sha = ground.commits['root']!;
  await checkOut(ground.workspace, { ...ground.clone, sha, ref: 'main' });
  const dispatch = examplePayload('workflow_dispatch', () => true, ground.repository, ground.urls);
  const { repository, organization } = dispatch;
  const workflow = '.github/workflows/stack-audit.yml';
  const event: JsonObject =
    options.eventName === 'schedule'
      ? { schedule: '30 5 * * 1', workflow, repository: repository!, organization: organization! }
      : { ...dispatch, workflow, ref: 'refs/heads/main', inputs: options.inputs ?? {} };
  return {
    ...situation(ground),
    ...{ event, eventName: options.eventName, sha, ref: 'refs/heads/main', baseSha: '', headSha: sha },
    env: { GITHUB_ACTOR: 'octocat' },
  };
}

/** The second workflow of a pull request: it has a token that writes, and no checkout of the change. */
export async function workflowRun(options: Omit<PullRequestOptions, 'eventName' | 'checkout'>): Promise<Situation> {
  const { number = 482, fork = true } = options;
  const pull = await pullRequest({ ...options, fork, checkout: 'base' });
  const from = pull.event['pull_request'] as { head: JsonObject; base: JsonObject };
  const urls = options.api ?? { apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' };
  const finished = (example: JsonObject) => (example['workflow_run'] as JsonObject)['conclusion'] === 'success';
  const event = examplePayload('workflow_run', finished, pull.repository, urls);
  const known = {
    number,
    head: { ref: from.head['ref']!, sha: pull.headSha },
    base: { ref: 'main', sha: from.base['sha']! },
  };
  return {
    ...pull,
    event: {
      ...event,
      workflow_run: {
        ...(event['workflow_run'] as JsonObject),
        ...{ event: 'pull_request', conclusion: 'success', head_sha: pull.headSha, head_branch: from.head['ref']! },
        ...{ head_repository: from.head['repo']!, pull_requests: fork ? [] : [known] }, // GitHub names none for forks
      },
    },
    ...{ eventName: 'workflow_run', sha: pull.baseSha, ref: 'refs/heads/main' },
    env: { GITHUB_ACTOR: pull.env['GITHUB_ACTOR']! },
  };
}

function situation({ repository, workspace, origin, commits, dispose }: Ground) {
  return { repository, workspace, origin, commits, dispose };
}

async function checkOutPullRequest(
  checkout: PullRequestCheckout,
  { workspace, clone, commits }: Ground,
  { number, branch }: { number: number; branch: string | undefined },
): Promise<void> {
  const head = commits['head']!;
  const main = commits['main'] ?? commits['root']!;
  const merge = { ...clone, sha: commits['merge']!, ref: `pull/${number}/merge` };
  if (checkout === 'none') await mkdir(workspace, { recursive: true });
  else if (checkout === 'archive') await checkOutArchive(workspace, clone.origin, commits['merge']!);
  else if (checkout === 'merge' || checkout === 'full')
    await checkOut(workspace, { ...merge, full: checkout === 'full' });
  else if (checkout === 'base') await checkOut(workspace, { ...clone, sha: main, ref: 'main' });
  else if (checkout !== 'head-branch')
    await checkOut(workspace, { ...clone, sha: head, full: checkout === 'head-full' });
  else if (branch === undefined) throw new Error('a fork has its branch elsewhere: use checkout "head"');
  else await checkOut(workspace, { ...clone, sha: head, ref: branch });
}
