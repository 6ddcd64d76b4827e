import { describe, expect, test } from 'vitest';
import type { FetchPolicy } from '../../src/model/policy-reference.ts';
import { type Gathering, gatherPolicy } from '../../src/policy/gather.ts';
import { lockChanges, lockText, readLock } from '../../src/policy/lock-file.ts';
import { mistakeLine } from '../../src/rules/mistakes.ts';
import { known, place } from './known.ts';

const commit = 'c'.repeat(40);

/** Policies elsewhere: `owner/repo//path` to text; every ref has the same. */
function elsewhere(files: Readonly<Record<string, string>>): { fetch: FetchPolicy; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: async ({ owner, repo, path, text }) => {
      asked.push(text);
      const found = files[`${owner}/${repo}//${path}`];
      return found === undefined ? { refused: '404 Not Found.' } : { text: found, commit };
    },
  };
}

async function gather(text: string, files: Readonly<Record<string, string>>, more: Partial<Gathering> = {}) {
  const { fetch, asked } = elsewhere(files);
  const own = { source: place, text: `version: 1\n${text}` };
  const result = await gatherPolicy({ own, owner: 'acme', known, fetch, ...more });
  if ('mistakes' in result) return { asked, mistakes: result.mistakes.map(mistakeLine) };
  return { asked, order: result.layers.map(({ source }) => source), result };
}

describe('extends', () => {
  test('depth first, left to right, the file itself last', async () => {
    const { order } = await gather('extends: [acme/a//p.yml@v1, acme/b//p.yml@v1]', {
      'acme/a//p.yml': 'version: 1\nextends: acme/c//p.yml@v1',
      'acme/b//p.yml': 'version: 1',
      'acme/c//p.yml': 'version: 1',
    });
    expect(order).toEqual(['acme/c//p.yml@v1', 'acme/a//p.yml@v1', 'acme/b//p.yml@v1', place]);
  });

  test('a file that several extend is asked for once', async () => {
    const { asked, order } = await gather('extends: [acme/a//p.yml@v1, ACME/base//p.yml@v1]', {
      'acme/a//p.yml': 'version: 1\nextends: acme/base//p.yml@v1',
      'acme/base//p.yml': 'version: 1',
    });
    expect(asked).toEqual(['acme/a//p.yml@v1', 'acme/base//p.yml@v1']);
    expect(order).toEqual(['acme/base//p.yml@v1', 'acme/a//p.yml@v1', place]);
  });

  test('what the workflow requires lies beneath the file of the repository', async () => {
    const { order } = await gather('', { 'acme/policy//p.yml': 'version: 1' }, { required: 'acme/policy//p.yml@main' });
    expect(order).toEqual(['acme/policy//p.yml@main', place]);
  });

  test('a cycle is a mistake where it closes', async () => {
    const { mistakes } = await gather('extends: acme/a//p.yml@main', {
      'acme/a//p.yml': 'version: 1\nextends: acme/b//p.yml@main',
      'acme/b//p.yml': 'version: 1\nextends: acme/a//p.yml@main',
    });
    expect(mistakes).toEqual([
      'acme/b//p.yml@main:2: extends forms a cycle: acme/a//p.yml@main -> acme/b//p.yml@main -> acme/a//p.yml@main. Remove one of these.',
    ]);
  });

  test('a policy that cannot be read is a mistake, never an empty policy', async () => {
    const { mistakes } = await gather('extends: acme/policy//x.yml@v1', {});
    expect(mistakes).toEqual([
      `${place}:2: cannot read the policy acme/policy//x.yml@v1: 404 Not Found. Nothing was audited: a missing policy is not an empty policy.`,
    ]);
  });

  test('one of another owner must be pinned, however deep it is named', async () => {
    const text = 'version: 1\nextends: other/policy//x.yml@v1';
    const { mistakes } = await gather('extends: acme/a//p.yml@v1', { 'acme/a//p.yml': text });
    expect(mistakes).toEqual([
      'acme/a//p.yml@v1:2: extends other/policy//x.yml@v1 belongs to another owner (other), so it must be pinned to a full commit SHA, not "v1".',
    ]);
    const pinned = await gather(`extends: other/policy//x.yml@${commit}`, { 'other/policy//x.yml': 'version: 1' });
    expect(pinned.order).toHaveLength(2);
  });

  test('chains are at most four long, and there are at most ten files', async () => {
    const chain = Object.fromEntries(
      Array.from({ length: 6 }, (_, at) => [`acme/p${at}//p.yml`, `version: 1\nextends: acme/p${at + 1}//p.yml@v1`]),
    );
    expect((await gather('extends: acme/p0//p.yml@v1', chain)).mistakes).toEqual([
      'acme/p3//p.yml@v1:2: acme/p4//p.yml@v1 is extended too deeply: at most 4 files one after another',
    ]);
    const listed = (names: readonly string[]): string =>
      `extends: [${names.map((name) => `acme/${name}//p.yml@v1`).join(', ')}]`;
    const wide = Object.fromEntries(
      [...'abcde'].flatMap((one) => [
        [`acme/${one}//p.yml`, `version: 1\n${listed([`${one}1`, `${one}2`])}`],
        [`acme/${one}1//p.yml`, 'version: 1'],
        [`acme/${one}2//p.yml`, 'version: 1'],
      ]),
    );
    expect((await gather(listed([...'abcde']), wide)).mistakes?.[0]).toContain('at most 10 files');
  });

  test('mistakes of an extended file are told with its name', async () => {
    const { mistakes } = await gather('extends: acme/a//p.yml@v1', { 'acme/a//p.yml': 'version: 1\nfail_on: error' });
    expect(mistakes).toEqual(['acme/a//p.yml@v1:2:1: unknown key "fail_on" in the file. Did you mean "fail-on"?']);
  });

  test('brings the rules that it names, from the same commit', async () => {
    const files = {
      'acme/a//p.yml': 'version: 1\ncustom-rules: [rules/x.toml]',
      'acme/a//rules/x.toml': 'id = "acme/x"',
    };
    const { result } = await gather('extends: acme/a//p.yml@v1', files);
    expect(result?.rules).toEqual([{ source: 'acme/a//rules/x.toml@v1', text: 'id = "acme/x"' }]);
    const pattern = { 'acme/a//p.yml': 'version: 1\ncustom-rules: [rules/*.toml]' };
    expect((await gather('extends: acme/a//p.yml@v1', pattern)).mistakes?.[0]).toContain('names each rule file');
  });
});

describe('the lock file', () => {
  const files = { 'acme/a//p.yml': 'version: 1\nfail-on: note\n' };

  test('answers for what the repository extends, without asking', async () => {
    const { result } = await gather('extends: acme/a//p.yml@v1', files);
    const read = readLock('lock', lockText(result?.gathered ?? []));
    const { asked, order } = await gather(
      'extends: acme/a//p.yml@v1',
      {},
      { lock: 'lock' in read ? read.lock : undefined },
    );
    expect(asked).toEqual([]);
    expect(order).toEqual(['acme/a//p.yml@v1', place]);
  });

  test('does not answer for what the workflow requires: a repository cannot forge that', async () => {
    const { result } = await gather('extends: acme/a//p.yml@v1', files);
    const read = readLock('lock', lockText(result?.gathered ?? []));
    const lock = 'lock' in read ? read.lock : undefined;
    const { mistakes } = await gather('', {}, { lock, required: 'acme/a//p.yml@v1' });
    expect(mistakes?.[0]).toContain('cannot read the policy acme/a//p.yml@v1');
  });

  test('is the same for the same policies, and says what differs', async () => {
    const { result } = await gather('extends: acme/a//p.yml@v1', files);
    const gathered = result?.gathered ?? [];
    expect(lockText(gathered)).toBe(lockText([...gathered]));
    const read = readLock('lock', lockText(gathered));
    const lock = 'lock' in read ? read.lock : new Map();
    expect(lockChanges(lock, gathered)).toEqual([]);
    const later = gathered.map((one) => ({ ...one, text: 'version: 1', commit: 'd'.repeat(40) }));
    expect(lockChanges(lock, later)).toEqual(['~ acme/a//p.yml@v1: ccccccc -> ddddddd']);
    expect(lockChanges(new Map(), gathered)).toEqual(['+ acme/a//p.yml@v1 (ccccccc)']);
    expect(lockChanges(lock, [])).toEqual(['- acme/a//p.yml@v1']);
  });

  test.each([
    ['no JSON', '{', 'this lock file is not valid JSON'],
    ['another file', '{"lockfileVersion":3}', 'this is not a lock file of version 1'],
    [
      'a text that was changed',
      JSON.stringify({ version: 1, policies: [{ reference: 'acme/a//p.yml@v1', commit, sha256: '0', text: 'x' }] }),
      'the text of acme/a//p.yml@v1 in this lock file is not what was locked: it was changed by hand',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(readLock('.github/stack-audit.lock.json', text)).toEqual({
      mistakes: [
        {
          path: '.github/stack-audit.lock.json',
          line: 1,
          message: `${message}. Write it anew: stack-audit policy lock`,
        },
      ],
    });
  });
});
