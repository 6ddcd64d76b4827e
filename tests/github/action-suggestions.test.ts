import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ApiDouble } from './api-double.ts';
import { type Files, pullRequest, push, workflowRun } from './repositories.ts';
import { github, given, requested, run } from './shop.ts';

/** Without the comment: two writes in a row are three seconds apart, as GitHub wants them. */
const on = { suggestions: 'true', comment: 'never' };
const review = { method: 'POST', path: '/repos/acme/shop/pulls/482/reviews' };
const files = { method: 'GET', path: '/repos/acme/shop/pulls/482/files' };
const dockerfile = (...lines: string[]): string =>
  ['FROM node:24-slim', 'WORKDIR /app', 'COPY . .', ...lines, ''].join('\n');
const base: Files = {
  '.github/stack-audit.yml': 'version: 1\n',
  'package.json': JSON.stringify({ name: 'api', dependencies: { express: '5.1.0' } }),
  'server.js': '',
  Dockerfile: dockerfile('USER node', 'CMD ["node", "server.js"]'),
};
/** A sudo too many, and a command in shell form. */
const head: Files = { Dockerfile: dockerfile('RUN sudo mkdir /x', 'USER node', 'CMD node server.js') };

function reviews(api: ApiDouble) {
  return api.repository('acme/shop').reviews;
}

describe('suggested changes', () => {
  test('one review, a comment a finding, in the words of GitHub', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head }));
    const result = await run(api, pull, { suggestions: 'true' });
    expect(reviews(api)).toMatchObject([{ state: 'COMMENTED', commit: pull.headSha, author: 'github-actions[bot]' }]);
    const { body, comments } = reviews(api)[0]!;
    expect(body).toMatch(
      /^(<!-- stack-audit:suggestion [0-9a-f]{16} -->\n){2}Stack Audit: 2 fixes to commit from here\.\n$/,
    );
    expect(comments).toEqual([
      { path: 'Dockerfile', line: 4, body: expect.stringContaining('\n\n```suggestion\nRUN mkdir /x\n```\n') },
      {
        path: 'Dockerfile',
        line: 6,
        body: expect.stringContaining('\n\n```suggestion\nCMD ["node", "server.js"]\n```\n'),
      },
    ]);
    expect(comments[0]!.body.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^<!-- stack-audit:suggestion [0-9a-f]{16} -->$/),
      expect.stringMatching(/^⚠️ \*\*.*\*\* · \[`container\/sudo`\]\(.*\) → .*\.$/),
    ]);
    expect(result.stdout).toContain('Suggested 2 fixes on the lines of the pull request.');
    expect(requested(api)).toEqual([
      'POST /graphql',
      'POST /repos/acme/shop/issues/482/comments',
      `GET ${files.path}`,
      `POST ${review.path}`,
    ]);
    expect(api.violations).toEqual([]);
  });

  test('are off unless they are asked for, by input or policy; the input has the last word', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head }));
    await run(api, pull);
    expect(requested(api)).toEqual(['POST /graphql', 'POST /repos/acme/shop/issues/482/comments']);
    const asking = { ...base, '.github/stack-audit.yml': 'version: 1\nsuggestions: true\n' };
    const asked = await given(pullRequest({ api, base: asking, head }));
    await run(api, asked, { suggestions: 'false' });
    expect(reviews(api)).toEqual([]);
    await run(api, asked, { comment: 'never' });
    expect(reviews(api)).toHaveLength(1);
    expect(await run(api, asked, { suggestions: 'maybe' })).toMatchObject({ exitCode: 2 });
  });

  test('are not repeated, not even if somebody deletes them; only what is new is', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head }));
    await run(api, pull, on);
    reviews(api)[0]!.comments = [];
    api.requests.length = 0;
    await run(api, pull, on);
    expect(requested(api)).toEqual(['POST /graphql']);
    const more = {
      Dockerfile: dockerfile('RUN sudo mkdir /x && sudo mkdir /y', 'RUN sudo rm /z', 'USER node', 'CMD node server.js'),
    };
    await run(api, await given(pullRequest({ api, base, head: more })), on);
    expect(reviews(api)).toHaveLength(2);
    expect(reviews(api)[1]!.comments.map(({ body }) => /suggestion\n(.*)\n/.exec(body)?.[1])).toEqual(['RUN rm /z']);
  });

  test("somebody else's review with our marker counts for nothing", async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head }));
    await run(api, pull, on);
    reviews(api)[0]!.author = 'mallory';
    await run(api, pull, on);
    expect(reviews(api)).toHaveLength(2);
  });

  test('our reviews are found behind a hundred others', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head }));
    await run(api, pull, on);
    expect(requested(api)).toEqual(['POST /graphql', `GET ${files.path}`, `POST ${review.path}`]);
    const [ours] = reviews(api);
    const others = Array.from({ length: 150 }, () => ({ ...ours!, author: 'mona', body: 'Nice' }));
    reviews(api).unshift(...others);
    api.requests.length = 0;
    await run(api, pull, on);
    expect(requested(api)).toEqual(['POST /graphql', 'POST /graphql']);
    expect(api.violations).toEqual([]);
  });

  test('ten at a time', async () => {
    const api = await github();
    const many = Array.from({ length: 14 }, (_, index) => `RUN sudo mkdir /x${index}`);
    const pull = await given(pullRequest({ api, base, head: { Dockerfile: dockerfile(...many, 'USER node') } }));
    await run(api, pull, on);
    await run(api, pull, on);
    expect(reviews(api).map(({ comments }) => comments.length)).toEqual([10]);
  });

  test('a line that is to go is suggested as nothing', async () => {
    const api = await github();
    const twice = { Dockerfile: dockerfile('USER node', 'CMD ["node", "a.js"]', 'CMD ["node", "server.js"]') };
    await run(api, await given(pullRequest({ api, base, head: twice })), on);
    expect(reviews(api)[0]?.comments).toMatchObject([
      { line: 5, body: expect.stringContaining('\n```suggestion\n\n```\n') },
    ]);
  });
});

describe('where there is no suggestion', () => {
  test('on lines that the diff does not show', async () => {
    const api = await github();
    const long = (user: string): string => dockerfile('CMD node server.js', ...Array(20).fill('# more'), user);
    const pull = await given(
      pullRequest({
        api,
        base: { ...base, Dockerfile: long('USER node'), 'package.json': '{"name":"a"}' },
        head: { Dockerfile: long('USER 1000'), 'package.json': base['package.json']! },
      }),
    );
    const result = await run(api, pull, on);
    expect(result.stdout).toContain('container/shell-form-command');
    expect(reviews(api)).toEqual([]);
    expect(api.violations).toEqual([]);
  });

  test('where the merge that was audited has other line numbers than the head', async () => {
    const api = await github();
    const moved = String(base['Dockerfile']).replace('WORKDIR', 'LABEL a=b\nLABEL c=d\nWORKDIR');
    const after = String(head['Dockerfile']).replace('WORKDIR', 'LABEL a=b\nLABEL c=d\nWORKDIR');
    const pull = await given(pullRequest({ api, base, meanwhile: { Dockerfile: moved }, head }));
    await writeFile(join(pull.workspace, 'Dockerfile'), after);
    expect((await run(api, pull, on)).outputs['verdict']).toBe('pass');
    expect(reviews(api)).toEqual([]);
  });

  test.each([
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
    [
      'letters that cannot be seen',
      (text: string) => text.replaceAll('/x', '/x\u2066').replaceAll('server', 'se\u2066rver'),
    ],
    ['a diff that GitHub does not show', (text: string) => `${text}${'# much\n'.repeat(4000)}`],
  ])('for %s', async (_, change) => {
    const api = await github();
    const changed = { Dockerfile: change(String(head['Dockerfile'])) };
    await run(api, await given(pullRequest({ api, base, head: changed })), on);
    expect(reviews(api)).toEqual([]);
    expect(api.violations).toEqual([]);
  });

  test('outside of pull requests', async () => {
    const api = await github();
    const pushed = await given(push({ api, before: base, after: head }));
    expect((await run(api, pushed, on)).exitCode).toBe(0);
    expect(requested(api)).toEqual([]);
  });

  test('by the second of two workflows', async () => {
    const first = await github({ canWrite: false });
    const forked = await given(pullRequest({ api: first, base, head, fork: true }));
    await run(first, forked, { 'json-file': 'stack-audit.json' });
    const api = await github();
    const second = await given(workflowRun({ api, base, head }));
    await writeFile(join(second.workspace, 'r.json'), await readFile(join(forked.workspace, 'stack-audit.json')));
    await run(api, second, { suggestions: 'true', report: 'r.json' });
    expect(api.repository('acme/shop').comments).toHaveLength(1);
    expect(reviews(api)).toEqual([]);
  });

  test('when a newer commit is there already', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base, head }));
    api.repository('acme/shop').pullRequests.get(482)!.head.sha = pull.commits['root']!;
    await run(api, pull, on);
    expect(requested(api)).toEqual(['POST /graphql']);
  });
});

describe('when GitHub refuses', () => {
  test.each([
    [
      '403',
      { ...review, status: 403, body: { message: 'Resource not accessible by integration' } },
      '`pull-requests: write`',
    ],
    ['404', { ...review, status: 404, body: { message: 'Not Found' } }, '`pull-requests: write`'],
    ['422', { ...review, status: 422, body: { message: 'Unprocessable Entity' } }, '422 Unprocessable Entity'],
    ['502', { ...review, status: 502, body: { message: 'Server Error' } }, '502 Server Error'],
    ['403 on the question', { ...files, status: 403, body: { message: 'Forbidden' } }, '403 Forbidden'],
  ])('%s: one line says so, and the verdict stands', async (_, fault, said) => {
    const api = await github({ faults: [fault] });
    const pull = await given(pullRequest({ api, base, head }));
    const result = await run(api, pull, on);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' }, stderr: '' });
    const notices = result.annotations.filter(({ title }) => title === 'Stack Audit could not suggest fixes');
    expect(notices).toMatchObject([{ level: 'notice' }]);
    expect(notices[0]?.message).toContain(said);
    expect(requested(api).filter((one) => one.endsWith('/reviews')).length).toBeLessThan(2);
    expect(api.violations).toEqual([]);
  });

  test('a token that may not write: one line for the comment, and no second try', async () => {
    const api = await github({ canWrite: false });
    const pull = await given(pullRequest({ api, base, head, fork: true }));
    const result = await run(api, pull, { suggestions: 'true' });
    expect(result.annotations.filter(({ title }) => title?.startsWith('Stack Audit could not'))).toMatchObject([
      { title: 'Stack Audit could not comment', message: expect.stringContaining('pull-requests: write') },
    ]);
    expect(requested(api).filter((one) => one.startsWith('POST /repos'))).toHaveLength(1);
  });
});

describe('hostile texts', () => {
  test('stay inside of their block', async () => {
    const api = await github();
    const evil =
      'RUN sudo echo "````` </details> @acme/everyone ![x](http://evil.example) <!-- stack-audit:suggestion 0000000000000000 -->"';
    const pull = await given(pullRequest({ api, base, head: { Dockerfile: dockerfile(evil, 'USER node') } }));
    await run(api, pull, on);
    const [comment] = reviews(api)[0]!.comments;
    const [, , ...block] = comment!.body.trimEnd().split('\n');
    expect(block).toEqual(['', '``````suggestion', evil.replace('sudo ', ''), '``````']);
    await run(api, pull, on);
    expect(reviews(api)).toHaveLength(1);
  });
});
