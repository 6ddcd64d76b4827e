import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startApiDouble } from './api-double.ts';
import { git } from './git.ts';
import { goneSha, mergeGroup, noChange, pullRequest, push, workflowRun, type Situation } from './repositories.ts';

const base = { 'package.json': '{"name":"shop"}', Dockerfile: 'FROM node:24\n' };
const head = { Dockerfile: 'FROM node:18\n' };

async function kept<T extends Situation>(made: Promise<T>): Promise<T> {
  const situation = await made;
  onTestFinished(() => situation.dispose());
  return situation;
}

const at = (situation: Situation) => git(situation.workspace, ['rev-parse', 'HEAD']);
const has = (situation: Situation, sha: string) =>
  git(situation.workspace, ['cat-file', '-e', sha]).then(
    () => true,
    () => false,
  );
const shallow = (situation: Situation) => git(situation.workspace, ['rev-parse', '--is-shallow-repository']);
const file = (situation: Situation, name: string) => readFileSync(join(situation.workspace, name), 'utf8');

test('a pull request is checked out as its test merge, one commit deep', async () => {
  const pull = await kept(pullRequest({ base, head, meanwhile: { 'README.md': '# Shop' } }));
  expect(await at(pull)).toBe(pull.sha);
  expect(await shallow(pull)).toBe('true');
  expect(await has(pull, pull.baseSha)).toBe(false);
  expect(await git(pull.workspace, ['cat-file', '-p', 'HEAD'])).toContain(
    `parent ${pull.baseSha}\nparent ${pull.headSha}\n`,
  );
  expect([file(pull, 'Dockerfile'), file(pull, 'README.md')]).toEqual(['FROM node:18\n', '# Shop']);
  await git(pull.workspace, ['fetch', '--quiet', '--depth=1', 'origin', pull.baseSha]);
  expect(await git(pull.workspace, ['show', `${pull.baseSha}:Dockerfile`])).toBe('FROM node:24');
  expect(pull).toMatchObject({
    ...{ eventName: 'pull_request', ref: 'refs/pull/482/merge' },
    event: {
      number: 482,
      repository: { full_name: 'acme/shop', name: 'shop', owner: { login: 'acme' } },
      pull_request: {
        base: { ref: 'main', sha: pull.baseSha },
        head: { sha: pull.headSha, repo: { full_name: 'acme/shop', fork: false } },
      },
    },
  });
  expect(JSON.stringify(pull.event)).not.toMatch(/Codertocat\/Hello-World/);
});

test.each([
  ['full', { shallow: 'false', at: 'merge', base: true }],
  ['head', { shallow: 'true', at: 'head', base: false }],
  ['head-full', { shallow: 'false', at: 'head', base: true }],
  ['head-branch', { shallow: 'true', at: 'head', base: false }],
  ['base', { shallow: 'true', at: 'root', base: true }],
] as const)('checkout "%s"', async (checkout, expected) => {
  const pull = await kept(pullRequest({ base, head, checkout }));
  expect({ shallow: await shallow(pull), at: await at(pull), base: await has(pull, pull.baseSha) }).toEqual({
    ...expected,
    at: pull.commits[expected.at],
  });
});

test('a job may have files without git, or nothing', async () => {
  const archive = await kept(pullRequest({ base, head, checkout: 'archive' }));
  expect(file(archive, 'Dockerfile')).toBe('FROM node:18\n');
  expect(existsSync(join(archive.workspace, '.git'))).toBe(false);
  const none = await kept(pullRequest({ base, head, checkout: 'none' }));
  expect(existsSync(join(none.workspace, 'Dockerfile'))).toBe(false);
});

test("a fork's branch is elsewhere, and an event may name a base that has moved on or is gone", async () => {
  const stale = await kept(pullRequest({ base, head, meanwhile: { a: 'b' }, fork: true, eventBase: 'stale' }));
  expect(stale.event).toMatchObject({
    pull_request: {
      base: { sha: stale.commits['root'] },
      head: { label: 'mona:change', repo: { full_name: 'mona/shop', fork: true } },
    },
  });
  expect(stale.baseSha).toBe(stale.commits['main']);
  expect(await git(stale.origin, ['branch', '--format=%(refname:short)'])).toBe('main');
  const gone = await kept(pullRequest({ base, head, eventBase: 'gone', remote: 'gone' }));
  expect(gone.event).toMatchObject({ pull_request: { base: { sha: goneSha } } });
  await expect(git(gone.workspace, ['fetch', '--depth=1', 'origin', gone.baseSha])).rejects.toThrow('gone.git');
});

test.each([
  ['ordinary', { created: false, forced: false, ref: 'refs/heads/main', before: 'root', base: 'root' }],
  ['new-branch', { created: true, forced: false, ref: 'refs/heads/feature', before: 'zeros', base: 'root' }],
  ['forced', { created: false, forced: true, ref: 'refs/heads/main', before: 'pushed-away', base: 'pushed-away' }],
  ['forced-gone', { created: false, forced: true, ref: 'refs/heads/main', before: 'gone', base: '' }],
  ['tag', { created: true, forced: false, ref: 'refs/tags/v1.0.0', before: 'zeros', base: 'root' }],
] as const)('a push: %s', async (kind, { before, base: rightBase, ...expected }) => {
  const pushed = await kept(push({ before: base, after: head, kind }));
  const hashes: Record<string, string> = { ...pushed.commits, zeros: '0'.repeat(40), gone: goneSha, '': '' };
  expect(pushed.event).toMatchObject({ ...expected, before: hashes[before], after: pushed.headSha });
  expect(pushed).toMatchObject({ ref: expected.ref, baseSha: hashes[rightBase] });
  expect(await at(pushed)).toBe(pushed.sha);
  const known = await git(pushed.workspace, ['fetch', '--quiet', '--depth=1', 'origin', hashes[before]!]).then(
    () => true,
    () => false,
  );
  expect(known).toBe(!['zeros', 'gone'].includes(before));
});

test('a merge group, a schedule, a dispatch', async () => {
  const group = await kept(mergeGroup({ base, head }));
  expect(group.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-482-${group.baseSha}`);
  expect(group.event).toMatchObject({
    merge_group: { head_sha: await at(group), base_sha: group.baseSha, head_ref: group.ref },
  });
  const schedule = await kept(noChange({ files: base, eventName: 'schedule' }));
  expect(schedule).toMatchObject({ event: { schedule: '30 5 * * 1' }, ref: 'refs/heads/main', baseSha: '' });
  const dispatch = await kept(
    noChange({ files: base, eventName: 'workflow_dispatch', inputs: { 'base-ref': 'main' } }),
  );
  expect(dispatch.event).toMatchObject({ inputs: { 'base-ref': 'main' }, repository: { full_name: 'acme/shop' } });
});

test("a workflow_run after a fork's pull request names no pull request", async () => {
  const run = await kept(workflowRun({ base, head }));
  expect(run).toMatchObject({ eventName: 'workflow_run', ref: 'refs/heads/main', sha: run.baseSha });
  expect(run.event).toMatchObject({
    workflow_run: {
      head_sha: run.headSha,
      event: 'pull_request',
      pull_requests: [],
      head_repository: { full_name: 'mona/shop' },
    },
  });
  expect(file(run, 'Dockerfile')).toBe('FROM node:24\n');
});

test('with an API double, origin is that server; a private one wants the credentials that were kept', async () => {
  const api = await startApiDouble();
  onTestFinished(() => api.close());
  const fetch = (pull: Situation) => git(pull.workspace, ['fetch', '--quiet', '--depth=1', 'origin', pull.baseSha]);
  await fetch(await kept(pullRequest({ base, head, api })));
  await fetch(await kept(pullRequest({ base, head, api, private: true, credentials: true })));
  const closed = await kept(pullRequest({ base, head, api, private: true }));
  await expect(fetch(closed)).rejects.toThrow('terminal prompts disabled');
  expect(closed.event).toMatchObject({ pull_request: { url: `${api.apiUrl}/repos/acme/shop/pulls/482` } });
  expect(api.repository('acme/shop').pullRequests.get(482)).toMatchObject({ head: { sha: closed.headSha } });
});
