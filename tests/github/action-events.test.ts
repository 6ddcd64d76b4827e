import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { git } from './git.ts';
import {
  type PullRequestOptions,
  goneSha,
  mergeGroup,
  noChange,
  pullRequest,
  push,
  workflowRun,
} from './repositories.ts';
import { denied, github, given, harmless, onHold, policy, requested, run, shop, theComment } from './shop.ts';

/** The base has a warning of its own: it shows whether the base was really read. */
const base = { ...shop, ...onHold };
const compared = { new: '1', blocking: '1', existing: '1', fixed: '0', verdict: 'fail' };
const whole = { new: '2', blocking: '1', existing: '0', fixed: '0', verdict: 'fail', 'compared-with': '' };

describe('pull_request', () => {
  const checkouts: [string, Partial<PullRequestOptions>, string[]][] = [
    ['the merge ref, one commit deep', {}, []],
    ['the merge ref in full', { checkout: 'full' }, []],
    ['the head', { checkout: 'head' }, ['GET compare']],
    ['the head in full', { checkout: 'head-full' }, []],
    ["the head's branch", { checkout: 'head-branch' }, ['GET compare']],
    ['the merge ref, when the base has moved on', { meanwhile: { 'web/index.html': '' } }, []],
    [
      'the head, when the base has moved on',
      { checkout: 'head', meanwhile: { 'web/index.html': '' } },
      ['GET compare'],
    ],
    ['the merge ref, when the event names an old base', { eventBase: 'stale', meanwhile: denied }, []],
    ['the merge ref, when the base that the event names is gone', { eventBase: 'gone' }, []],
    ['the base, by mistake', { checkout: 'base' }, ['GET compare', 'GET commit']],
    ['the files alone, without git', { checkout: 'archive' }, ['GET commit', 'GET tree', 'POST blobs']],
    ['nothing at all', { checkout: 'none' }, ['GET commit', 'GET tree', 'POST blobs', 'GET tree', 'POST blobs']],
    ['a private repository', { private: true, credentials: true }, []],
    ['a private repository, no credentials kept', { private: true }, []],
    ['a clone whose origin leads nowhere', { remote: 'gone' }, []],
  ];

  test.each(checkouts)('%s', async (_, options, calls) => {
    const api = await github();
    const head = options.eventBase === 'stale' ? { 'edge/Cargo.toml': null, ...denied } : denied;
    const pull = await given(pullRequest({ api, base, head, ...options }));
    const result = await run(api, pull);
    const expected = options.eventBase === 'stale' ? { new: '0', existing: '2', verdict: 'pass' } : compared;
    expect(result.outputs).toMatchObject({ ...expected, 'compared-with': pull.baseSha });
    expect(result).toMatchObject({ exitCode: expected.verdict === 'fail' ? 1 : 0, stopped: false });
    expect(api.violations).toEqual([]);
    expect(named(api)).toEqual([...calls, 'POST comments', ...(expected.verdict === 'fail' ? ['POST comment'] : [])]);
  });

  test('from a fork: the token cannot write, which is said and changes nothing', async () => {
    const api = await github({ canWrite: false });
    const pull = await given(pullRequest({ api, base, head: denied, fork: true }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { ...compared, 'comment-id': '' } });
    expect(result.annotations.map(({ level, message }) => [level, message])).toEqual([
      ['error', expect.any(String)],
      [
        'notice',
        '403 Resource not accessible by integration. The token needs `pull-requests: write`; on pull requests from forks and from Dependabot it never has more than read access. The job summary has the whole report.',
      ],
    ]);
    expect(result.summary).toContain('Rocket 0.5.1 is denied by policy');
    expect(api.repository('acme/shop').comments).toEqual([]);
    expect(api.violations).toEqual([]);
  });

  test('from a fork, where the administrator gives write tokens', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied, fork: true }));
    expect(await run(api, pull)).toMatchObject({ exitCode: 1, outputs: compared });
    expect(theComment(api)).toContain('1 blocking finding');
  });

  test('from Dependabot', async () => {
    const api = await github({ canWrite: false });
    const bumped = { 'api/package.json': String(shop['api/package.json']).replace('5.1.0', '5.2.0') };
    const pull = await given(pullRequest({ api, base, head: bumped, author: 'dependabot[bot]' }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', new: '0', existing: '1' } });
    expect(result.annotations).toMatchObject([{ level: 'notice', title: 'Stack Audit could not comment' }]);
  });

  test('a base that nobody has: everything counts, and the report says so', async () => {
    const api = await github({
      faults: [
        { path: /\.git$/, status: 503, times: 99 },
        { path: /\/git\/trees\//, status: 404, body: { message: 'Not Found' }, times: 99 },
      ],
    });
    const pull = await given(pullRequest({ api, base, head: denied }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: whole });
    const said = `the tip of main (${pull.baseSha.slice(0, 7)}) cannot be read`;
    for (const text of [theComment(api), result.summary, result.stdout]) expect(text).toContain(said);
    expect(theComment(api)).toContain('everything counts as new');
  });

  test('a base that nobody has and a clean repository: green, and it says what that means', async () => {
    const api = await github({ faults: [{ path: /\.git$|\/git\/trees\//, status: 404, times: 99, body: {} }] });
    const pull = await given(pullRequest({ api, base: shop, head: harmless }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', 'compared-with': '' } });
    expect(theComment(api)).toContain('### ⚠️ Stack Audit: not compared, and nothing to fix in the whole');
  });

  test("the base's policy decides, whatever the pull request writes into it", async () => {
    const api = await github();
    const weaker = policy.replace('ring: deny', 'ring: adopt');
    const pull = await given(pullRequest({ api, base, head: { ...denied, '.github/stack-audit.yml': weaker } }));
    expect(await run(api, pull)).toMatchObject({ exitCode: 1, outputs: compared });
  });

  test('an old branch cannot keep an old policy', async () => {
    const api = await github();
    const old = { ...base, '.github/stack-audit.yml': 'version: 1\n' };
    const meanwhile = { '.github/stack-audit.yml': policy };
    const pull = await given(pullRequest({ api, base: old, meanwhile, head: denied, checkout: 'head' }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { blocking: '1', 'compared-with': pull.baseSha } });
  });

  test('a full clone stays a full clone', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied, checkout: 'head-full', meanwhile: harmless }));
    await git(pull.workspace, ['update-ref', '-d', 'refs/remotes/origin/main']);
    expect(await run(api, pull)).toMatchObject({ outputs: { 'compared-with': pull.baseSha } });
    expect(await git(pull.workspace, ['rev-parse', '--is-shallow-repository'])).toBe('false');
  });

  test('what earlier steps have made does not count', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: harmless }));
    await git(pull.workspace, ['--work-tree=.', 'checkout', 'HEAD', '--', '.']);
    await import('node:fs/promises').then(async ({ mkdir, writeFile }) => {
      await mkdir(`${pull.workspace}/generated`);
      await writeFile(`${pull.workspace}/generated/Cargo.toml`, String(denied['edge/Cargo.toml']));
    });
    expect(await run(api, pull)).toMatchObject({ exitCode: 0, outputs: { new: '0' } });
  });

  test('a sparse checkout: what was not checked out is no less there', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied }));
    await git(pull.workspace, ['sparse-checkout', 'set', 'api']);
    const result = await run(api, pull);
    expect(result.outputs).toMatchObject({ ...compared, 'compared-with': pull.baseSha });
  });

  test('a clone without contents (filter: blob:none)', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied }));
    await git(pull.workspace, ['config', 'remote.origin.promisor', 'true']);
    await git(pull.workspace, ['config', 'remote.origin.partialclonefilter', 'blob:none']);
    const result = await run(api, pull);
    expect(result.outputs).toMatchObject({ ...compared, 'compared-with': pull.baseSha });
    expect(api.gitRequests).toEqual([]);
  });

  test.skipIf(process.getuid?.() !== 0)('a workspace that belongs to another user, as in container jobs', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied }));
    execFileSync('chown', ['-R', '65534:65534', pull.workspace]);
    const result = await run(api, pull);
    expect(result.outputs).toMatchObject({ ...compared, 'compared-with': pull.baseSha });
    expect(named(api)).toEqual(['POST comments', 'POST comment']);
  });

  test('without contents: read the report names the permission', async () => {
    const api = await github({ permissions: { contents: 'none' } });
    const pull = await given(pullRequest({ api, base, head: denied, private: true, checkout: 'head' }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: whole });
    expect(result.summary).toContain('The token needs `contents: read`');
    expect(result.summary).toContain('The policy is that of the change itself.');
  });

  test('a head that nobody has is a mistake, not a green check', async () => {
    const api = await github({ faults: [{ path: /\.git$|\/git\/trees\//, status: 404, times: 99, body: {} }] });
    const pull = await given(pullRequest({ api, base, head: denied, checkout: 'none' }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } });
    expect(result.annotations[0]?.message).toContain('Nothing was audited.');
  });

  test('several policies in one repository', async () => {
    const api = await github();
    const strict = policy.replace('ring: hold', 'ring: deny');
    const pull = await given(
      pullRequest({ api, base: { ...shop, 'report/audit.yml': strict }, head: { ...denied, ...onHold } }),
    );
    const own = { path: 'report', policy: 'report/audit.yml', 'comment-key': 'report' };
    expect(await run(api, pull, { path: 'edge', 'comment-key': 'edge' })).toMatchObject({ outputs: { blocking: '1' } });
    expect(await run(api, pull, own)).toMatchObject({ outputs: { blocking: '1', new: '1' } });
    expect(api.repository('acme/shop').comments).toHaveLength(2);
  });

  test('a runner without a job summary', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied }));
    for (const file of ['', pull.workspace])
      expect(await run(api, { ...pull, env: { ...pull.env, GITHUB_STEP_SUMMARY: file } })).toMatchObject({
        exitCode: 1,
        outputs: compared,
      });
  });

  test('a checkout in a folder of the workspace', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head: denied }));
    const outer = pull.workspace.slice(0, pull.workspace.lastIndexOf('/'));
    const inside = { ...pull, workspace: outer };
    const result = await run(api, inside, { path: 'shop' });
    expect(result.outputs).toMatchObject({ ...compared, 'compared-with': pull.baseSha });
    expect(await run(api, inside)).toMatchObject({
      exitCode: 2,
      annotations: [{ message: expect.stringContaining('Say with the input path which one to audit: shop') }],
    });
  });
});

describe('pull_request_target', () => {
  test.each<[string, Partial<PullRequestOptions>]>([
    ['from a branch', {}],
    ['from a fork', { fork: true }],
    ['from a fork of a private repository', { fork: true, private: true }],
    ['with the head checked out', { checkout: 'head' }],
    ['without a checkout', { checkout: 'none' }],
    ['when the base has moved on', { fork: true, meanwhile: { 'web/index.html': '' } }],
  ])('%s: the change is data, the base has the word', async (_, options) => {
    const api = await github();
    const weaker = { '.github/stack-audit.yml': 'version: 1\n' };
    const pull = await given(
      pullRequest({ api, base, head: { ...denied, ...weaker }, eventName: 'pull_request_target', ...options }),
    );
    const result = await run(api, pull);
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { ...compared, 'compared-with': pull.commits['root'] },
    });
    expect(theComment(api)).toContain(`Commit <code>${pull.headSha.slice(0, 7)}</code> against`);
    expect(api.violations).toEqual([]);
  });
});

describe('merge_group', () => {
  test.each(['shallow', 'full'] as const)('%s: the group is compared with what it is merged onto', async (checkout) => {
    const api = await github();
    const group = await given(mergeGroup({ api, base, head: denied, checkout }));
    const result = await run(api, group);
    expect(result).toMatchObject({ exitCode: 1, outputs: { ...compared, 'compared-with': group.baseSha } });
    expect(api.repository('acme/shop').comments).toEqual([]);
    expect(requested(api)).toEqual([]);
  });
});

describe('push', () => {
  test.each([
    ['ordinary', 'shallow', []],
    ['ordinary', 'full', []],
    ['forced', 'shallow', []],
    ['new-branch', 'shallow', ['GET compare']],
    ['new-branch', 'full', []],
    ['tag', 'shallow', ['GET compare']],
  ] as const)('%s, %s', async (kind, checkout, calls) => {
    const api = await github();
    const pushed = await given(push({ api, before: base, after: denied, kind, checkout }));
    const result = await run(api, pushed);
    expect(result).toMatchObject({ exitCode: 1, outputs: { ...compared, 'compared-with': pushed.baseSha } });
    expect(named(api)).toEqual(calls);
    expect(api.violations).toEqual([]);
  });

  test('forced, and what was there is gone: everything counts', async () => {
    const api = await github();
    const pushed = await given(push({ api, before: base, after: denied, kind: 'forced-gone' }));
    const result = await run(api, pushed);
    expect(result).toMatchObject({ exitCode: 1, outputs: whole });
    expect(result.summary).toContain(`the state before this push (${goneSha.slice(0, 7)}) cannot be read`);
  });

  test('the first push to the default branch has nothing to be compared with', async () => {
    const api = await github();
    const pushed = await given(push({ api, before: base, after: denied }));
    const event = { ...pushed.event, before: '0'.repeat(40), created: true };
    const result = await run(api, { ...pushed, event });
    expect(result).toMatchObject({ exitCode: 1, outputs: whole });
    expect(result.summary).not.toContain('[!WARNING]');
  });
});

describe('events without a change', () => {
  test.each(['schedule', 'workflow_dispatch'] as const)('%s: the whole is judged', async (eventName) => {
    const api = await github();
    const situation = await given(noChange({ api, files: { ...base, ...denied }, eventName }));
    expect(await run(api, situation)).toMatchObject({ exitCode: 1, outputs: whole });
    expect(requested(api)).toEqual([]);
  });

  test('base-ref names a commit, a branch or a tag to compare with', async () => {
    const api = await github();
    const pushed = await given(push({ api, before: base, after: denied, kind: 'new-branch' }));
    const dispatch = { ...pushed, eventName: 'workflow_dispatch', event: { inputs: {}, ref: 'refs/heads/feature' } };
    for (const name of ['main', pushed.baseSha])
      expect(await run(api, dispatch, { 'base-ref': name })).toMatchObject({
        exitCode: 1,
        outputs: { ...compared, 'compared-with': pushed.baseSha },
      });
    const unknown = await run(api, dispatch, { 'base-ref': 'nowhere' });
    expect(unknown).toMatchObject({ exitCode: 1, outputs: whole });
    expect(unknown.summary).toContain('base-ref nowhere is not known here');
    expect(api.violations).toEqual([]);
  });

  test('workflow_run: what is checked out is judged as a whole', async () => {
    const api = await github();
    const situation = await given(workflowRun({ api, base: { ...base, ...denied }, head: harmless }));
    expect(await run(api, situation)).toMatchObject({ exitCode: 1, outputs: whole });
    expect(api.repository('acme/shop').comments).toEqual([]);
  });

  test('a runner without an event file', async () => {
    const api = await github();
    const situation = await given(noChange({ api, files: { ...base, ...denied }, eventName: 'schedule' }));
    const env = { ...situation.env, GITHUB_EVENT_PATH: `${situation.workspace}/nowhere.json` };
    expect(await run(api, { ...situation, env })).toMatchObject({ exitCode: 1, outputs: whole });
  });
});

describe('on a server of their own', () => {
  test('every address comes from the environment', async () => {
    const api = await github({ flavour: 'ghes' });
    const pull = await given(pullRequest({ api, base, head: denied, checkout: 'none' }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { ...compared, 'compared-with': pull.baseSha } });
    expect(`${theComment(api)}${result.summary}${result.stdout}`).not.toContain('github.com');
    expect(api.violations).toEqual([]);
  });
});

/** The requests, in the words of somebody who counts them. */
function named(api: Awaited<ReturnType<typeof github>>): string[] {
  return api.requests.map(({ method, path, body }) => {
    const query = String((body as { query?: string } | undefined)?.query ?? '');
    if (path === '/graphql') return query.includes('comments(') ? 'POST comments' : 'POST blobs';
    if (path.includes('/compare/')) return `${method} compare`;
    if (path.includes('/git/trees/')) return `${method} tree`;
    if (path.includes('/contents/')) return `${method} policy`;
    if (path.includes('/commits/')) return `${method} commit`;
    return `${method} ${path.includes('/comments') ? 'comment' : path}`;
  });
}
