import { expect, onTestFinished, test } from 'vitest';
import { clientFor } from '../../src/github/client.ts';
import { policySource } from '../../src/github/policy-source.ts';
import { startApiDouble } from './api-double.ts';
import { pullRequest } from './repositories.ts';

async function start() {
  const api = await startApiDouble({});
  onTestFinished(() => api.close());
  const base = {
    'stack-audit.yml': 'version: 1\nfail-on: note # ü\n',
    'policies/a.yml': 'version: 1\n',
    'large.yml': `# ${'x'.repeat(300 * 1024)}`,
    'link.yml': { symlink: 'stack-audit.yml' },
  };
  const pull = await pullRequest({ api, repository: 'acme/policy', base, head: { other: '' }, checkout: 'none' });
  onTestFinished(() => pull.dispose());
  const read = (path: string, ref = 'main', repo = 'policy') =>
    policySource(() => clientFor(api.token, api.apiUrl), 'own')({ owner: 'acme', repo, path, ref, text: '' });
  return { api, read, commit: pull.baseSha };
}

test('a branch is read at the commit that it is', async () => {
  const { api, read, commit } = await start();
  expect(await read('stack-audit.yml')).toEqual({ text: 'version: 1\nfail-on: note # ü\n', commit });
  expect(api.requests.map(({ operation, status }) => [operation, status])).toEqual([
    ['repos/get-commit', 200],
    ['repos/get-content', 200],
  ]);
  expect(api.violations).toEqual([]);
});

test('a commit needs one request', async () => {
  const { api, read, commit } = await start();
  expect(await read('policies/a.yml', commit)).toEqual({ text: 'version: 1\n', commit });
  expect(api.requests).toHaveLength(1);
});

test.each([
  ['a directory', 'policies', 'it is not a file.'],
  ['a file beyond the limit', 'large.yml', 'it is larger than 256 KB.'],
])('%s is refused', async (_, path, refused) => {
  const { read } = await start();
  expect(await read(path)).toEqual({ refused });
});

test('what cannot be seen says which token would help', async () => {
  const { api, read } = await start();
  const refused =
    '404 Not Found (repository, path or ref does not exist, or the token cannot see it). GITHUB_TOKEN reads only its own repository: pass a token that may read this one as policy-token (contents: read).';
  expect(await read('nothing.yml')).toEqual({ refused });
  expect(await read('stack-audit.yml', 'main', 'nowhere')).toEqual({ refused });
  expect(api.violations).toEqual([]);
});
