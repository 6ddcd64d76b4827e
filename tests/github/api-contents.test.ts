import { getOctokit } from '@actions/github';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startApiDouble, type ApiDoubleOptions } from './api-double.ts';
import { git } from './git.ts';
import { pullRequest } from './repositories.ts';

const base = {
  'package.json': '{}',
  'api/Dockerfile': 'FROM node:24\n',
  'logo.png': new Uint8Array([137, 80, 0, 1]),
  old: 'the same text\n',
};
const head = {
  'api/Dockerfile': 'FROM node:18\n',
  'api/main.go': 'package main\n',
  old: null,
  new: 'the same text\n',
  link: { symlink: 'new' },
};
const shop = { owner: 'acme', repo: 'shop' };

async function start(options: ApiDoubleOptions = {}) {
  const api = await startApiDouble(options);
  onTestFinished(() => api.close());
  const pull = await pullRequest({ api, base, head, meanwhile: { 'README.md': '# Shop' }, checkout: 'none' });
  onTestFinished(() => pull.dispose());
  return { ...pull, api, octokit: getOctokit(api.token, { baseUrl: api.apiUrl }) };
}

test("files come from the real repository's trees", async () => {
  const { api, octokit, commits } = await start();
  const head = commits['head']!;
  const { data: tree } = await octokit.rest.git.getTree({
    owner: 'acme',
    repo: 'shop',
    tree_sha: head,
    recursive: '1',
  });
  expect(tree.tree.map(({ path, type, mode }) => `${mode} ${type} ${path}`)).toEqual([
    '040000 tree api',
    '100644 blob api/Dockerfile',
    '100644 blob api/main.go',
    '120000 blob link',
    '100644 blob logo.png',
    '100644 blob new',
    '100644 blob package.json',
  ]);
  const file = { ...shop, path: 'api/Dockerfile', ref: 'change' };
  const { data: raw } = await octokit.rest.repos.getContent({ ...file, mediaType: { format: 'raw' } });
  expect(raw).toBe('FROM node:18\n');
  const { data: content } = await octokit.rest.repos.getContent(file);
  expect(content).toMatchObject({
    type: 'file',
    encoding: 'base64',
    content: Buffer.from('FROM node:18\n').toString('base64'),
  });
  const { data: directory } = await octokit.rest.repos.getContent({ ...file, path: 'api' });
  expect(directory).toMatchObject([{ name: 'Dockerfile' }, { name: 'main.go' }]);
  const { data: link } = await octokit.rest.repos.getContent({ ...file, path: 'link' });
  expect(link).toMatchObject({ type: 'symlink', target: 'new' });
  await expect(octokit.rest.repos.getContent({ ...file, path: 'nothing' })).rejects.toThrow('Not Found');
  const blob = await octokit.rest.git.getBlob({ ...shop, file_sha: tree.tree[1]!.sha! });
  expect(Buffer.from(blob.data.content, 'base64').toString()).toBe('FROM node:18\n');
  expect(api.violations).toEqual([]);
});

test('many blobs come in one GraphQL request', async () => {
  const { api, octokit, commits } = await start();
  const blob = (expression: string) =>
    `object(expression: "${commits['head']}:${expression}") { ... on Blob { text isBinary isTruncated byteSize } }`;
  const blobs = `a: ${blob('api/Dockerfile')} b: ${blob('logo.png')} c: ${blob('nothing')}`;
  const query = `{ repository(owner: "acme", name: "shop") { ${blobs} } }`;
  expect(await octokit.graphql(query)).toEqual({
    repository: {
      a: { text: 'FROM node:18\n', isBinary: false, isTruncated: false, byteSize: 13 },
      b: { text: null, isBinary: true, isTruncated: false, byteSize: 4 },
      c: null,
    },
  });
  expect(api.violations).toEqual([]);
});

test('a comparison knows the merge base and the files', async () => {
  const { api, octokit, commits } = await start();
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    owner: 'acme',
    repo: 'shop',
    basehead: 'main...change',
  });
  expect(data).toMatchObject({
    merge_base_commit: { sha: commits['root'] },
    status: 'diverged',
    ahead_by: 1,
    behind_by: 1,
  });
  const { data: pull } = await octokit.rest.pulls.get({ ...shop, pull_number: 482 });
  expect(pull).toMatchObject({
    base: { ref: 'main' },
    head: { sha: commits['head'], repo: { full_name: 'acme/shop' } },
  });
  const { data: files } = await octokit.rest.pulls.listFiles({ ...shop, pull_number: 482 });
  expect(
    files.map(({ status, filename, previous_filename: from }) => [status, filename, ...(from ? [from] : [])].join(' ')),
  ).toEqual(['modified api/Dockerfile', 'added api/main.go', 'added link', 'renamed new old']);
  const { data: list } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({
    owner: 'acme',
    repo: 'shop',
    commit_sha: commits['head']!,
  });
  expect(list).toMatchObject([{ number: 482 }]);
  expect((await octokit.rest.repos.get(shop)).data.default_branch).toBe('main');
  expect(api.violations).toEqual([]);
});

test('a check run keeps its annotations, fifty a request', async () => {
  const { api, octokit, commits } = await start({ permissions: { checks: 'write' } });
  const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'warning' as const, message: 'x' };
  const output = (count: number) => ({
    title: 't',
    summary: 's',
    annotations: Array.from({ length: count }, () => annotation),
  });
  const run = {
    owner: 'acme',
    repo: 'shop',
    name: 'audit',
    head_sha: commits['head']!,
    conclusion: 'failure' as const,
  };
  const { data } = await octokit.rest.checks.create({ ...run, output: output(50) });
  await octokit.rest.checks.update({ ...shop, check_run_id: data.id, output: output(2) });
  expect(api.repository('acme/shop').checkRuns[0]!.annotations).toHaveLength(52);
  expect(api.violations).toEqual([]);
  await octokit.rest.checks.create({ ...run, output: output(51) });
  expect(api.violations).toEqual([
    'POST /repos/acme/shop/check-runs: body.output.annotations: must NOT have more than 50 items',
  ]);
});

test('git clones over HTTP; a private repository wants the token', async () => {
  const { api, commits, workspace: folder } = await start();
  const url = `${api.serverUrl}/acme/shop`;
  await git(folder, ['clone', '--quiet', '--depth=1', url, 'public']);
  api.repository('acme/shop', { private: true });
  await expect(git(folder, ['clone', '--quiet', url, 'refused'])).rejects.toThrow('terminal prompts disabled');
  const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${api.token}`).toString('base64')}`;
  await git(folder, ['-c', `http.extraheader=${header}`, 'clone', '--quiet', '--depth=1', url, 'private']);
  expect(await git(join(folder, 'private'), ['rev-parse', 'HEAD'])).toBe(commits['main']);
  expect(api.gitRequests).toContain('GET acme/shop.git/info/refs 401');
});
