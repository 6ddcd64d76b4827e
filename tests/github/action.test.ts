import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { wrongWith } from '../output/sarif-schema.ts';
import { action } from './built.ts';
import { pullRequest } from './repositories.ts';
import { runAction } from './runner.ts';
import { denied, github, given, harmless, onHold, policy, requested, run, shop, theComment } from './shop.ts';

describe('a pull request that introduces an error', () => {
  test('fails, comments, marks the line, writes the summary and sets the outputs', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, stopped: false, stderr: '', problems: [] });
    expect(result.outputs).toMatchObject({
      verdict: 'fail',
      blocking: '1',
      new: '1',
      existing: '0',
      fixed: '0',
      accepted: '0',
      'compared-with': pull.baseSha,
      'comment-url': `${api.serverUrl}/acme/shop/pull/482#issuecomment-${result.outputs['comment-id']}`,
    });
    expect(result.annotations).toEqual([
      {
        level: 'error',
        file: 'edge/Cargo.toml',
        line: 6,
        title: 'Rocket 0.5.1 is denied by policy (policy/framework-denied)',
        message: expect.stringContaining('No 0.x web frameworks in production'),
      },
    ]);
    expect(theComment(api)).toMatch(
      /^<!-- stack-audit:comment key=default -->\n### ❌ Stack Audit: 1 blocking finding introduced here\n/,
    );
    expect(theComment(api)).toContain('[`edge/Cargo.toml:6`]');
    expect(result.summary).toMatch(/^## ❌ Stack Audit\n\n\*\*1 blocking\*\*/);
    expect(result.summary).toContain('```mermaid\nflowchart LR\n');
    expect(requested(api)).toEqual(['POST /graphql', 'POST /repos/acme/shop/issues/482/comments']);
    expect(api.violations).toEqual([]);
  });

  test('changes its comment in place on the next run, and writes nothing when nothing has changed', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    await run(api, pull);
    const [first] = api.repository('acme/shop').comments;
    const again = await run(api, pull);
    expect(again.outputs['comment-id']).toBe(String(first!.id));
    expect(requested(api).slice(2)).toEqual(['POST /graphql']);
    const later = await run(api, pull, { 'as-of': '2026-11-23' });
    expect(requested(api).slice(3)).toEqual(['POST /graphql', `PATCH /repos/acme/shop/issues/comments/${first!.id}`]);
    expect(later.outputs['comment-id']).toBe(String(first!.id));
    expect(theComment(api)).toContain('expires: 2027-02-21');
    expect(api.violations).toEqual([]);
  });

  test('another run of the same commit is not worth a write', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    await run(api, pull);
    await run(api, { ...pull, env: { ...pull.env, GITHUB_RUN_ID: '77' } });
    expect(requested(api).slice(2)).toEqual(['POST /graphql']);
  });

  test('passes when the policy only warns, and says what it would do', async () => {
    const api = await github();
    const base = { ...shop, '.github/stack-audit.yml': `${policy}mode: warn\n` };
    const pull = await given(pullRequest({ api, base, head: denied }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'warn', blocking: '1' } });
    expect(theComment(api)).toContain('With `mode: enforce` this check would fail');
  });
});

describe('a pull request that introduces no error', () => {
  test('passes without a comment when it changes nothing', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: harmless }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, annotations: [], outputs: { verdict: 'pass', 'comment-id': '' } });
    expect(api.repository('acme/shop').comments).toEqual([]);
    expect(result.summary).toMatch(/^## ✅ Stack Audit/);
    expect(api.violations).toEqual([]);
  });

  test('passes with warnings', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: onHold }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', blocking: '0', new: '1' } });
    expect(result.annotations).toMatchObject([{ level: 'warning', file: 'report/requirements.txt', line: 1 }]);
    expect(theComment(api)).toContain('### ⚠️ Stack Audit: 1 warning introduced here');
  });

  test('fails on warnings if asked to', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: onHold }));
    const result = await run(api, pull, { 'fail-on': 'warning' });
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail', blocking: '1' } });
  });

  test('does not fail for what was there before', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: { ...shop, ...denied }, head: harmless }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, annotations: [], outputs: { new: '0', existing: '1' } });
    expect(api.repository('acme/shop').comments).toEqual([]);
  });

  test('is never blocked for taking a denied thing away', async () => {
    const api = await github();
    const gone = { 'edge/Cargo.toml': null, 'edge/src/main.rs': null };
    const pull = await given(pullRequest({ api, base: { ...shop, ...denied }, head: gone }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', fixed: '1', existing: '0' } });
    expect(theComment(api)).toContain('### ✅ Stack Audit: nothing new to fix\n\n0 new findings · **1 fixed**');
  });

  test('a stack that differs only in patch levels is not worth a comment', async () => {
    const api = await github();
    const patched = { 'api/package.json': String(shop['api/package.json']).replace('5.1.0', '5.1.1') };
    const pull = await given(pullRequest({ api, base: shop, head: patched }));
    await run(api, pull);
    expect(api.repository('acme/shop').comments).toEqual([]);
    const newer = { 'api/package.json': String(shop['api/package.json']).replace('5.1.0', '5.2.0') };
    const other = await given(pullRequest({ api, base: shop, head: newer }));
    await run(api, other);
    expect(theComment(api)).toContain('| `api` | Express 5.1');
  });
});

describe('inputs', () => {
  test('the report is written as JSON, SARIF and a page where it was asked for, and nowhere else', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const result = await run(api, pull, { 'json-file': 'out/report.json', annotations: 'false', summary: 'false' });
    expect(result).toMatchObject({ outputs: { 'json-file': 'out/report.json' }, summary: '', annotations: [] });
    const files = { 'sarif-file': 'out/a.sarif', 'html-file': 'out/a.html' };
    expect((await run(api, pull, files)).outputs).toMatchObject({ ...files, 'json-file': '' });
    const written = async (name: string): Promise<string> => readFile(join(pull.workspace, 'out', name), 'utf8');
    const sarif = JSON.parse(await written('a.sarif')) as { runs: [{ results: { ruleId: string }[] }] };
    expect(wrongWith(sarif)).toEqual([]);
    expect(sarif.runs[0].results.map(({ ruleId }) => ruleId)).toEqual(['policy/framework-denied']);
    expect(await written('a.html')).toContain(`<a href="${api.serverUrl}/acme/shop/pull/482">#482</a>`);
    const outside = await run(api, pull, { 'html-file': '../report.html' });
    expect(outside).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } });
  });

  test.each([
    ['fail-on', 'high', 'input fail-on: "high" is not one of error, warning, note, never'],
    ['comment', 'yes', 'input comment: "yes" is not one of auto, always, never'],
    ['summary', 'maybe', 'input summary: "maybe" is neither true nor false'],
    ['as-of', '2026-02-30', 'as-of 2026-02-30: write a day as YYYY-MM-DD, for example 2026-11-22'],
    ['path', 'nowhere', 'input path: nowhere is not a directory of the workspace. Nothing was audited.'],
    ['path', '..', 'input path: .. lies outside of the workspace'],
    ['policy', 'nowhere.yml', 'input policy: there is no file nowhere.yml in the workspace. Nothing was audited.'],
  ])('%s: %s is a mistake of the user', async (name, value, message) => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const result = await run(api, pull, { [name]: value });
    expect(result).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } });
    expect(result.annotations).toEqual([{ level: 'error', title: 'Stack Audit', message }]);
  });

  test('only the part below path is audited, and its findings keep their paths from the root', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: { ...denied, ...onHold } }));
    const result = await run(api, pull, { path: 'edge' });
    expect(result.annotations).toMatchObject([{ file: 'edge/Cargo.toml', line: 6 }]);
    expect(result.outputs).toMatchObject({ new: '1', blocking: '1' });
  });
});

describe('what goes wrong', () => {
  test('an error of ours ends as 70, with its stack and a request to report it', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const copy = await mkdtemp(join(tmpdir(), 'stack-audit-dist-'));
    onTestFinished(() => rm(copy, { recursive: true, force: true }));
    await cp(dirname(action), join(copy, 'dist'), { recursive: true });
    await cp(join(dirname(action), '..', 'action.yml'), join(copy, 'action.yml'));
    await rm(join(copy, 'dist', 'data', 'rules.json'));
    const result = await runAction({ main: join(copy, 'dist', 'action.js'), api, ...pull });
    expect(result).toMatchObject({ exitCode: 70, outputs: { verdict: 'error' }, stopped: false });
    expect(result.annotations).toHaveLength(1);
    expect(result.annotations[0]?.message).toMatch(
      /^Stack Audit \S+ failed\. This is an error of the tool, please report it\.\n.*rules\.json/,
    );
    expect(result.summary).toContain('nothing was audited');
  });

  test('a workspace that is not there', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const result = await run(api, { ...pull, env: { ...pull.env, GITHUB_WORKSPACE: '/nowhere' } });
    expect(result).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } });
  });
});
