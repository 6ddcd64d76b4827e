import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ApiDouble } from './api-double.ts';
import { primaryRateLimit, secondaryRateLimit, serverError } from './api-faults.ts';
import { expectHarmless } from './expect-harmless.ts';
import { pullRequest, workflowRun } from './repositories.ts';
import { denied, github, given, harmless, onHold, requested, run, shop, theComment } from './shop.ts';

const marker = '<!-- stack-audit:comment key=default -->';
const create = { method: 'POST', path: '/repos/acme/shop/issues/482/comments' };

const evilWaiver = JSON.stringify({
  ...{ by: 'exception', reason: 'x', owner: null, ticket: null, at: { path: 'x' } },
  expires: '<img src=x> @acme/everyone',
});

/** What stands on the pull request when the action begins. */
function comments(api: ApiDouble) {
  return api.repository('acme/shop').comments;
}

describe('whose comment it is', () => {
  test("somebody else's comment with our marker is left alone", async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    api.repository('acme/shop').comment(482, `${marker}\nAll is well!`, 'mallory');
    api.repository('acme/shop').comment(482, `${marker}\nAll is well!`, 'other-app[bot]');
    await run(api, pull);
    expect(comments(api).map(({ author, body }) => [author, body.split('\n')[1]])).toEqual([
      ['mallory', 'All is well!'],
      ['other-app[bot]', 'All is well!'],
      ['github-actions[bot]', '### ❌ Stack Audit: 1 blocking finding introduced here'],
    ]);
  });

  test('our comment is found after more than a hundred others', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    for (let count = 0; count < 230; count += 1) api.repository('acme/shop').comment(482, `comment ${count}`);
    await run(api, pull);
    const ours = comments(api).at(-1)!;
    ours.body = `${marker}\nold`;
    api.requests.length = 0;
    await run(api, pull);
    expect(comments(api)).toHaveLength(231);
    expect(ours.body).toContain('1 blocking finding');
    expect(requested(api)).toEqual([
      ...['POST /graphql', 'POST /graphql', 'POST /graphql'],
      `PATCH /repos/acme/shop/issues/comments/${ours.id}`,
    ]);
    expect(api.violations).toEqual([]);
  });

  test('a token of a person or of another app has comments of its own', async () => {
    const api = await github({ viewer: 'acme-bot' });
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    api.repository('acme/shop').comment(482, `${marker}\nfrom the workflow token`, 'github-actions[bot]');
    await run(api, pull);
    await run(api, pull);
    expect(comments(api).map(({ author }) => author)).toEqual(['github-actions[bot]', 'acme-bot']);
  });

  test('every entry of a matrix has a comment of its own', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: { ...denied, ...onHold } }));
    for (const path of ['edge', 'report', 'edge', 'report']) await run(api, pull, { path, 'comment-key': path });
    expect(comments(api).map(({ body }) => body.split('\n').slice(0, 2))).toEqual([
      ['<!-- stack-audit:comment key=edge -->', '### ❌ Stack Audit: 1 blocking finding introduced here'],
      ['<!-- stack-audit:comment key=report -->', '### ⚠️ Stack Audit: 1 warning introduced here'],
    ]);
  });
});

describe('when there is a comment', () => {
  test('always: also when there is nothing to say', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: harmless }));
    await run(api, pull, { comment: 'always' });
    expect(theComment(api)).toContain('### ✅ Stack Audit: nothing new to fix');
  });

  test('never: not even a question to the API', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    expect(await run(api, pull, { comment: 'never' })).toMatchObject({ exitCode: 1 });
    expect(requested(api)).toEqual([]);
  });

  test('the policy says it too, and the input has the last word', async () => {
    const api = await github();
    const quiet = { ...shop, '.github/stack-audit.yml': `${shop['.github/stack-audit.yml']}comment: never\n` };
    const pull = await given(pullRequest({ api, base: quiet, head: denied }));
    await run(api, pull);
    expect(comments(api)).toEqual([]);
    await run(api, pull, { comment: 'auto' });
    expect(comments(api)).toHaveLength(1);
  });

  test('resolved: two lines, and they stay', async () => {
    const api = await github();
    const bad = await given(pullRequest({ api, base: shop, head: denied }));
    await run(api, bad);
    const good = await given(pullRequest({ api, base: shop, head: harmless }));
    await run(api, good);
    const lines = theComment(api).trimEnd().split('\n\n');
    expect(lines).toEqual([
      `${marker}\n### ✅ Stack Audit: resolved`,
      'Nothing that this change introduces is left to fix',
      expect.stringMatching(/^<sub>Commit .*<\/sub>$/),
    ]);
    api.requests.length = 0;
    await run(api, good);
    expect(requested(api)).toEqual(['POST /graphql']);
  });

  test('a run that is overtaken by a newer commit keeps silent', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    api.repository('acme/shop').pullRequests.get(482)!.head.sha = pull.commits['root']!;
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { 'comment-id': '' } });
    expect(result.stdout).toContain('There is a newer commit on the pull request');
    expect(comments(api)).toEqual([]);
  });

  test('a hidden comment is updated and stays hidden while it says the same', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    await run(api, pull);
    comments(api)[0]!.minimized = 'outdated';
    const older = `Commit <code>1234567</code>`;
    comments(api)[0]!.body = theComment(api).replace(/Commit <code>\w+<\/code>/, older);
    await run(api, pull);
    expect(theComment(api)).not.toContain(older);
    expect(comments(api)[0]!.minimized).toBe('outdated');
    comments(api)[0]!.body = theComment(api).replace('Rocket', 'Something else');
    await run(api, pull);
    expect(comments(api)[0]!.minimized).toBe(null);
    expect(api.violations).toEqual([]);
  });

  test('a comment that is deleted while we look is made anew', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    api.repository('acme/shop').comment(482, `${marker}\nold`, 'github-actions[bot]');
    api.faults.push({ method: 'PATCH', status: 404, body: { message: 'Not Found' } });
    expect(await run(api, pull)).toMatchObject({ exitCode: 1, annotations: [{ level: 'error' }] });
    expect(comments(api)).toHaveLength(2);
  });
});

describe('when GitHub refuses', () => {
  test.each([
    [
      '403',
      { ...create, status: 403, body: { message: 'Resource not accessible by integration' } },
      'pull-requests: write',
    ],
    ['404', { ...create, status: 404, body: { message: 'Not Found' } }, 'pull-requests: write'],
    ['410', { ...create, status: 410, body: { message: 'Issues are disabled for this repo' } }, 'Issues are disabled'],
    ['422', { ...create, status: 422, body: { message: 'Validation Failed' } }, '422 Validation Failed'],
    ['a secondary limit that would take long', secondaryRateLimit(create, 3600), 'secondary rate limit'],
    ['the end of the hour', primaryRateLimit(create, 3600), 'rate limit exceeded'],
  ])('%s: one line says so, and the verdict stands', async (_, fault, said) => {
    const api = await github({ faults: [fault] });
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', 'comment-id': '' }, stderr: '' });
    const notices = result.annotations.filter(({ level }) => level === 'notice');
    expect(notices).toMatchObject([{ title: 'Stack Audit could not comment' }]);
    expect(notices[0]?.message).toContain(said);
    expect(notices[0]?.message).toContain('The job summary has the whole report.');
    expect(api.violations).toEqual([]);
  });

  test.each([
    ['a secondary limit', secondaryRateLimit(create, 1)],
    ['a secondary limit on the question', secondaryRateLimit({ path: '/graphql' }, 1, 429)],
    ['an error of the server on the question', serverError({ path: '/graphql' })],
    ['a connection that breaks off', { path: '/graphql', reset: true }],
  ])('%s: it is tried again', async (_, fault) => {
    const api = await github({ faults: [fault] });
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    await run(api, pull);
    expect(comments(api)).toHaveLength(1);
    expect(api.requests).toHaveLength(3);
  });

  test('an error of the server on the write: nobody knows whether it was done, so it looks before it writes again', async () => {
    const api = await github({ faults: [serverError(create)] });
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    await run(api, pull);
    expect(comments(api)).toHaveLength(1);
    expect(requested(api)).toEqual(['POST /graphql', `POST ${create.path}`, 'POST /graphql', `POST ${create.path}`]);
  });

  test('an API that does not answer at all', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const env = { ...pull.env, GITHUB_API_URL: 'http://127.0.0.1:9' };
    const result = await run(api, { ...pull, env });
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail' } });
    expect(result.annotations).toMatchObject([{}, { level: 'notice', title: 'Stack Audit could not comment' }]);
  });

  test('no token at all', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    expect(await run(api, pull, { 'github-token': '' })).toMatchObject({ exitCode: 1, outputs: { blocking: '1' } });
    expect(requested(api)).toEqual([]);
  });
});

describe('a great many findings', () => {
  test('ten marks a level, whole rows in the comment, all of it in the summary', async () => {
    const api = await github();
    const many = Object.fromEntries(
      Array.from({ length: 150 }, (_, index) => [
        `services/${'long-name-'.repeat(15)}${index}/Cargo.toml`,
        String(denied['edge/Cargo.toml']).replace('edge', `edge-${index}`).replace('0.5.1', `0.5.${index}`),
      ]),
    );
    const pull = await given(pullRequest({ api, base: shop, head: many }));
    const result = await run(api, pull);
    expect(result.annotations).toHaveLength(10);
    expect(result.dropped).toBe(0);
    expect(result.stdout).toContain('… and 140 more findings without a mark on their line');
    expect(theComment(api).length).toBeLessThan(60_000);
    expect(theComment(api)).toContain('… and 130 more findings in the job summary.');
    expect(result.summary.match(/^\| ⛔ /gm)).toHaveLength(150);
  });
});

describe('two workflows: the second comments with the report of the first', () => {
  async function twoWorkflows(api: ApiDouble, change = (report: string) => report) {
    const first = await github({ canWrite: false });
    const forked = await given(pullRequest({ api: first, base: shop, head: denied, fork: true }));
    await run(first, forked, { 'json-file': 'stack-audit.json' });
    const { readFile } = await import('node:fs/promises');
    const report = await readFile(join(forked.workspace, 'stack-audit.json'), 'utf8');
    const second = await given(workflowRun({ api, base: shop, head: denied }));
    await writeFile(join(second.workspace, 'stack-audit.json'), change(report));
    return second;
  }

  test('posts and updates', async () => {
    const api = await github();
    const second = await twoWorkflows(api);
    const result = await run(api, second, { report: 'stack-audit.json' });
    expect(result).toMatchObject({ exitCode: 0, annotations: [] });
    expect(theComment(api)).toContain('### ❌ Stack Audit: 1 blocking finding introduced here');
    await run(api, second, { report: 'stack-audit.json' });
    expect(comments(api)).toHaveLength(1);
    expect(requested(api).map((request) => request.split('/').at(-1))).toEqual([
      'pulls',
      'graphql',
      'comments',
      'pulls',
      'graphql',
    ]);
    expect(api.violations).toEqual([]);
  });

  test('a pull request that has moved on since is left alone', async () => {
    const api = await github();
    const second = await twoWorkflows(api);
    api.repository('acme/shop').pullRequests.get(482)!.head.sha = second.commits['root']!;
    const result = await run(api, second, { report: 'stack-audit.json' });
    expect(result).toMatchObject({
      exitCode: 0,
      annotations: [{ level: 'notice', title: 'Stack Audit has not commented' }],
    });
    expect(comments(api)).toEqual([]);
  });

  test.each([
    ['is no JSON', 'hello'],
    ['is another JSON', '{"version":1,"findings":[]}'],
    [
      'ends an exception on a day that is none',
      (text: string) => text.replace('"waiver": null', `"waiver": ${evilWaiver}`),
    ],
  ])('a report that %s is refused', async (_, text) => {
    const api = await github();
    const second = await twoWorkflows(api, (report) => (typeof text === 'string' ? text : text(report)));
    const result = await run(api, second, { report: 'stack-audit.json' });
    expect(result).toMatchObject({ exitCode: 2, annotations: [{ level: 'error' }] });
    expect(comments(api)).toEqual([]);
  });

  test('what a forged report says is shown as text', async () => {
    const api = await github();
    const evil = '](http://evil.example) <img src=x onerror=alert(1)> @acme/everyone\n\n```\n</details># owned';
    const second = await twoWorkflows(api, (text) => {
      const report = JSON.parse(text) as { findings: Record<string, unknown>[]; tool: object; comparedWith: string };
      for (const key of ['rule', 'title', 'message', 'fix', 'component', 'fingerprint'])
        report.findings[0]![key] = evil;
      report.findings[0]!['at'] = { path: evil, line: 1 };
      return JSON.stringify({
        ...report,
        comparedWith: evil,
        tool: { name: evil, version: evil },
        policy: { source: evil },
      });
    });
    expect(await run(api, second, { report: 'stack-audit.json' })).toMatchObject({ exitCode: 0 });
    const [, ...lines] = theComment(api).split('\n');
    expect(lines.filter((line) => /^(?:#|<!--)/.test(line))).toEqual([
      '### ❌ Stack Audit: 1 blocking finding introduced here',
    ]);
    expectHarmless(theComment(api));
    expect(theComment(api)).not.toMatch(/^<\/?details>/m);
  });

  test('nothing of a report from a fork is offered to be copied, and no link leads elsewhere', async () => {
    const api = await github();
    const second = await twoWorkflows(api, (text) => {
      const report = JSON.parse(text) as { findings: Record<string, unknown>[] };
      const [first] = report.findings;
      const patch = { path: 'Dockerfile', line: 1, remove: 1, removed: ['FROM a'], insert: ['RUN evil'], create: true };
      Object.assign(first!, { patch, at: { path: '../../../../evil/shop', line: 1 } });
      const recipe = { component: '.', context: null, dockerfile: 'FROM evil', dockerignore: '', notes: ['run evil'] };
      return JSON.stringify({ ...report, recipes: [recipe] });
    });
    expect(await run(api, second, { report: 'stack-audit.json' })).toMatchObject({ exitCode: 0 });
    expect(theComment(api)).toContain('1 blocking finding introduced here');
    expect(theComment(api)).not.toMatch(/FROM evil|RUN evil|run evil|Suggested fixes|exceptions:|\]\([^)]*evil/);
    expect(theComment(api)).toContain('nobody has checked');
    expectHarmless(theComment(api));
  });

  test('an event of another kind', async () => {
    const api = await github();
    const second = await twoWorkflows(api);
    const result = await run(api, { ...second, event: {} }, { report: 'stack-audit.json' });
    expect(result).toMatchObject({ exitCode: 0, annotations: [{ title: 'Stack Audit has not commented' }] });
  });
});
