import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { pullRequest } from './repositories.ts';
import { denied, github, given, harmless, onHold, policy, run, shop, theComment } from './shop.ts';

const path = '.github/stack-audit.yml';

describe('a pull request that changes the policy', () => {
  test('is judged by the old one; what the new one would do is said, even when the check is green', async () => {
    const api = await github();
    const looser = `${policy.replace('ring: hold', 'ring: adopt')}fail-on: never\n`;
    const pull = await given(pullRequest({ api, base: { ...shop, ...onHold }, head: { [path]: looser } }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass', existing: '1' } });
    for (const text of [theComment(api), result.summary]) {
      expect(text).toContain('**This change alters the policy** `.github/stack-audit.yml`');
      expect(text).toContain('**+0**, **−1** findings');
      expect(text).toContain('| `fail-on` |');
    }
  });

  test('cannot talk itself out of an error', async () => {
    const api = await github();
    const head = { ...denied, [path]: 'version: 1\nmode: off\n' };
    const pull = await given(pullRequest({ api, base: shop, head }));
    expect(await run(api, pull)).toMatchObject({ exitCode: 1, outputs: { blocking: '1' } });
    expect(theComment(api)).toContain('**This change alters the policy**');
  });

  test('a first policy: the defaults decide, the new one is previewed', async () => {
    const api = await github();
    const { [path]: _, ...bare } = shop;
    const pull = await given(pullRequest({ api, base: { ...bare, ...denied }, head: { [path]: policy } }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, outputs: { verdict: 'pass' } });
    expect(theComment(api)).toContain('the check would pass');
    expect(theComment(api)).toContain('Rocket 0.5.1 is denied by policy');
  });

  test('with a mistake: marked on its line, and the check fails', async () => {
    const api = await github();
    const broken = policy.replace('ring: deny', 'ring: denied');
    const pull = await given(pullRequest({ api, base: shop, head: { [path]: broken } }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'fail' } });
    expect(result.annotations).toMatchObject([
      { level: 'error', file: path, line: broken.split('\n').findIndex((line) => line.includes('denied')) + 1 },
    ]);
    expect(theComment(api)).toContain('has 1 mistake and would stop every audit once it is merged');
  });

  test('taking the policy away is a change, too', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: { ...shop, ...denied }, head: { [path]: null } }));
    expect(await run(api, pull)).toMatchObject({ exitCode: 0 });
    expect(theComment(api)).toContain('**This change alters the policy**');
  });

  test('an older branch that does not touch the policy does not change it', async () => {
    const api = await github();
    const meanwhile = { [path]: `${policy}  express: hold\n` };
    const pull = await given(pullRequest({ api, base: shop, head: harmless, meanwhile, checkout: 'head' }));
    await run(api, pull);
    expect(api.repository('acme/shop').comments).toEqual([]);
  });
});

describe("the base's policy has mistakes", () => {
  test('all of them at once, each on its line; nothing was audited', async () => {
    const api = await github();
    const broken = 'version: 1\nframeworks:\n  expres: deny\nfail_on: error\nnew-only: "yes"\n';
    const pull = await given(pullRequest({ api, base: { ...shop, [path]: broken }, head: denied }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } });
    expect(result.annotations.map(({ level, file, line, title }) => [level, file, line, title])).toEqual([
      ['error', path, 3, 'Stack Audit: policy'],
      ['error', path, 4, 'Stack Audit: policy'],
      ['error', path, 5, 'Stack Audit: policy'],
    ]);
    expect(result.annotations[0]?.message).toContain('Did you mean "express"?');
    expect(result.stdout).toContain('Nothing was audited.');
    expect(result.summary).toContain('## ❌ Stack Audit: nothing was audited\n\n- .github/stack-audit.yml:3:3: ');
  });
});

describe('the input policy', () => {
  test('a file of the repository: the version of the base decides', async () => {
    const api = await github();
    const base = { ...shop, 'audit/strict.yml': policy.replace('ring: hold', 'ring: deny') };
    const head = { ...onHold, 'audit/strict.yml': policy };
    const pull = await given(pullRequest({ api, base, head }));
    const result = await run(api, pull, { policy: 'audit/strict.yml' });
    expect(result).toMatchObject({ exitCode: 1, outputs: { blocking: '1' } });
    expect(result.summary).toContain('policy <code>audit/strict.yml</code>');
  });

  test('a file that only the pull request has does not count yet', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: { ...denied, 'own.yml': 'version: 1\n' } }));
    const result = await run(api, pull, { policy: 'own.yml' });
    expect(result.outputs).toMatchObject({ verdict: 'pass' });
    expect(theComment(api)).toContain('**This change alters the policy** `own.yml`');
  });

  test('a file that an earlier step has put beside the repository', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: { 'a.txt': '' }, head: onHold }));
    await writeFile(join(pull.workspace, 'org-policy.yml'), policy.replace('ring: hold', 'ring: deny'));
    const result = await run(api, pull, { policy: 'org-policy.yml' });
    expect(result).toMatchObject({ exitCode: 1, outputs: { blocking: '1' } });
  });

  test("an organisation's policy holds whatever the repository says", async () => {
    const api = await github();
    const org = await given(
      pullRequest({
        api,
        repository: 'acme/.github',
        base: { 'policy.yml': `${policy}locked: [frameworks]\n` },
        head: harmless,
      }),
    );
    const own = { 'a.txt': '', [path]: 'version: 1\nframeworks:\n  rocket: adopt\n' };
    const pull = await given(pullRequest({ api, base: own, head: denied }));
    const result = await run(api, pull, { policy: `acme/.github//policy.yml@${org.baseSha}` });
    expect(result).toMatchObject({ exitCode: 1, outputs: { blocking: '1' } });
    expect(result.stdout).toContain('frameworks.rocket');
    expect(api.violations).toEqual([]);
  });

  test('that cannot be read: nothing was audited, a missing policy is not an empty one', async () => {
    const api = await github();
    const pull = await given(pullRequest({ api, base: shop, head: denied }));
    const result = await run(api, pull, { policy: 'acme/nowhere//policy.yml@v1' });
    expect(result).toMatchObject({ exitCode: 2, outputs: { verdict: 'error' } });
    expect(result.annotations[0]?.message).toContain('policy-token');
  });
});

describe('exceptions', () => {
  test('accepted findings are counted and shown, and do not block', async () => {
    const api = await github();
    const exception =
      'exceptions:\n  - framework: rocket\n    paths: [edge]\n    reason: a pilot that ends with the year\n    owner: "@acme/edge"\n    expires: 2026-12-31\n';
    const pull = await given(pullRequest({ api, base: { ...shop, [path]: policy + exception }, head: denied }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 0, annotations: [], outputs: { accepted: '1', blocking: '0', new: '0' } });
    expect(theComment(api)).toContain('1 accepted, until 31 Dec 2026 (39 days left)');
    expect(result.summary).toContain('a pilot that ends with the year');
  });
});
