import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverError } from '../github/api-faults.ts';
import { cli } from '../github/built.ts';
import { pullRequest, push, workflowRun } from '../github/repositories.ts';
import { denied, github, given, harmless, onHold, requested, run, shop, theComment } from '../github/shop.ts';

type Ended = { code: number; stdout: string; stderr: string };

/** Runs the built command line with nothing in its environment but what is given. */
function stackAudit(args: readonly string[], env: Record<string, string>, cwd = '/'): Promise<Ended> {
  const all = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', NO_COLOR: '1', ...env };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { cwd, env: all }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}

describe('github:OWNER/REPO', () => {
  test('is read without a clone: a listing, the contents, the policy', async () => {
    const api = await github();
    await given(push({ api, before: { ...shop, ...onHold }, after: denied }));
    const env = { GITHUB_TOKEN: api.token, GITHUB_API_URL: api.apiUrl };
    const result = await stackAudit(['github:acme/shop', '--format', 'json', '--as-of', '2026-11-22'], env);
    expect(result).toMatchObject({ code: 1, stderr: '' });
    const report = JSON.parse(result.stdout) as { counts: object; policy: object; components: { path: string }[] };
    expect(report.counts).toMatchObject({ new: 2, blocking: 1 });
    expect(report.policy).toEqual({ source: '.github/stack-audit.yml' });
    expect(report.components.map(({ path }) => path)).toEqual(['api', 'edge', 'report']);
    expect(requested(api).map((request) => request.replace(/[0-9a-f]{40}/, 'SHA'))).toEqual([
      'GET /repos/acme/shop/commits/HEAD',
      'GET /repos/acme/shop/git/trees/SHA',
      'POST /graphql',
    ]);
    expect(api.violations).toEqual([]);
  });

  test('at a branch, against another state', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: { ...shop, ...onHold }, head: denied }));
    const env = { GITHUB_TOKEN: api.token, GITHUB_API_URL: api.apiUrl };
    const args = ['github:acme/shop@change', '--base', 'main', '--format', 'json', '--as-of', '2026-11-22'];
    const { code, stdout } = await stackAudit(args, env);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ counts: { new: 1, existing: 1 }, comparedWith: pull.baseSha });
  });

  test('tries again after an error of the server, and says what it was if that does not help', async () => {
    const api = await github({ faults: [serverError({ path: /\/git\/trees\// })] });
    await given(push({ api, before: shop, after: harmless }));
    const env = { GITHUB_TOKEN: api.token, GITHUB_API_URL: api.apiUrl };
    expect(await stackAudit(['github:acme/shop'], env)).toMatchObject({ code: 0 });
    expect(await stackAudit(['github:acme/nowhere'], env)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: 'stack-audit: github:acme/nowhere@HEAD: 404 Not Found. The token needs `contents: read`.\n',
    });
  });

  test.each([
    [['github:acme/shop'], {}, 'set GITHUB_TOKEN'],
    [['github:acme'], { GITHUB_TOKEN: 'x' }, 'write github:OWNER/REPO'],
    [['github:acme/shop', 'other'], { GITHUB_TOKEN: 'x' }, 'one PATH at a time'],
  ])('%j is a mistake', async (args, env, said) => {
    const { code, stderr } = await stackAudit(args, env);
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('comment --report FILE', () => {
  test('comments for a run that had no token to do so, and updates', async () => {
    const first = await github({ canWrite: false });
    const forked = await given(pullRequest({ api: first, base: shop, head: denied, fork: true }));
    await run(first, forked, { 'json-file': 'report.json' });
    const api = await github();
    const second = await given(workflowRun({ api, base: shop, head: denied }));
    const event = join(second.workspace, 'event.json');
    await writeFile(event, JSON.stringify(second.event));
    const env = {
      GITHUB_TOKEN: api.token,
      GITHUB_API_URL: api.apiUrl,
      GITHUB_SERVER_URL: api.serverUrl,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_EVENT_PATH: event,
    };
    const report = join(forked.workspace, 'report.json');
    expect(await stackAudit(['comment', '--report', report], env)).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^created: http:/),
      stderr: '',
    });
    expect((await stackAudit(['comment', '--report', report], env)).stdout).toMatch(/^unchanged: /);
    expect(theComment(api)).toContain('1 blocking finding');
    expect(api.violations).toEqual([]);
  });

  test('outside of such a workflow it says what it needs', async () => {
    expect(await stackAudit(['comment'], {})).toMatchObject({ code: 2 });
    expect(await stackAudit(['comment', '--report', 'x'], {})).toMatchObject({ code: 2 });
    expect(await stackAudit(['comment', '--report', 'x'], { GITHUB_TOKEN: 'x' })).toMatchObject({ code: 2 });
  });
});
