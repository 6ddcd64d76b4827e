import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { policyOf } from '../../src/commands/policy-of.ts';
import { runPolicy } from '../../src/commands/policy.ts';
import type { FetchPolicy } from '../../src/model/policy-reference.ts';
import { lockText } from '../../src/policy/lock-file.ts';
import { lockPath } from '../../src/policy/places.ts';
import { worktree } from '../../src/tree/worktree.ts';

const place = '.github/stack-audit.yml';
const commit = 'c'.repeat(40);
const made: string[] = [];

function repository(files: Readonly<Record<string, string>>): string {
  const directory = mkdtempSync(join(tmpdir(), 'stack-audit-policy-'));
  made.push(directory);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

afterAll(() => {
  for (const directory of made) rmSync(directory, { recursive: true });
});

/** Runs `stack-audit policy …` and gives what it prints, or what it complains of. */
async function run(...args: string[]): Promise<{ code: number; lines: string[] }> {
  const printed: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0);
  vi.stubEnv('GITHUB_TOKEN', '');
  vi.stubEnv('GH_TOKEN', '');
  try {
    const code = await runPolicy(args);
    return { code, lines: printed.join('').trimEnd().split('\n') };
  } catch (error) {
    return { code: 2, lines: (error as Error).message.split('\n') };
  } finally {
    write.mockRestore();
    vi.unstubAllEnvs();
  }
}

function textOf(files: Readonly<Record<string, string>>): FetchPolicy {
  return async ({ owner, repo, path }) => {
    const text = files[`${owner}/${repo}//${path}`];
    return text === undefined ? { refused: '404 Not Found.' } : { text, commit };
  };
}

describe('policy show', () => {
  test('prints every value with its origin', async () => {
    const directory = repository({ [place]: 'version: 1\nfail-on: warning\nframeworks:\n  flask: hold\n' });
    const { code, lines } = await run('show', directory);
    expect(code).toBe(0);
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual(
      expect.arrayContaining([
        ['mode', 'enforce', 'default'],
        ['fail-on', 'warning', `${place}:2`],
        ['frameworks.flask', 'hold', `${place}:4`],
      ]),
    );
  });

  test('says when there is no file', async () => {
    expect((await run('show', repository({}))).lines[0]).toBe('There is no policy file; the defaults apply.');
  });

  test('--json prints the same as data', async () => {
    const { lines } = await run('show', repository({ [place]: 'version: 1\nmode: warn\n' }), '--json');
    const { values } = JSON.parse(lines.join('\n'));
    expect(values[0]).toEqual({ key: 'mode', value: 'warn', origin: `${place}:2`, lockedBy: null });
  });
});

describe('policy check', () => {
  test('of a file lists all mistakes', async () => {
    const directory = repository({ 'p.yml': 'version: 1\nfail_on: error\nmode: on\n' });
    const { code, lines } = await run('check', join(directory, 'p.yml'));
    expect([code, lines.length]).toEqual([2, 3]);
    expect(lines[1]).toContain('p.yml:2:1: unknown key "fail_on" in the file. Did you mean "fail-on"?');
  });

  test('says OK, and what to know', async () => {
    const exception = '{ rule: security/*, reason: until the move is done, owner: "@a", expires: 2026-01-31 }';
    const directory = repository({
      [place]: `version: 1\nlocked: [mode, fail-on, paths]\nexceptions:\n  - ${exception}\n`,
    });
    const { code, lines } = await run('check', directory, '--as-of', '2026-11-22');
    expect([code, ...lines]).toEqual([
      0,
      `${place}:4: exception for security/* expired 295 days ago, on 2026-01-31; it no longer applies. @a renews it with a new date and reason, or removes it.`,
      `${place}:2: "exception-limits" is not locked: what is locked can be avoided by exceptions without limits.`,
      `${place}: OK`,
    ]);
  });

  test('fails when what it extends cannot be read', async () => {
    const directory = repository({ [place]: 'version: 1\nextends: acme/x//p.yml@v1\n' });
    const { code, lines } = await run('check', directory);
    expect([code, ...lines]).toEqual([
      2,
      `${place}:2: cannot read the policy acme/x//p.yml@v1: there is no token to ask with. Set GITHUB_TOKEN, or commit what \`stack-audit policy lock\` writes. Nothing was audited: a missing policy is not an empty policy.`,
      'Nothing was audited.',
    ]);
  });
});

describe('extended policies', () => {
  const files = {
    [place]: 'version: 1\nextends: acme/x//p.yml@v1\n',
    'package.json': '{}',
  };
  const rule = readFileSync(new URL('../../rules/security/django-debug-true.toml', import.meta.url), 'utf8').replace(
    /^id = .*$/m,
    'id = "acme/no-debug"',
  );

  test('are fetched, locked, and then read from the lock', async () => {
    const directory = repository(files);
    const tree = worktree(directory, () => undefined);
    const fetch = textOf({ 'acme/x//p.yml': 'version: 1\nfail-on: note\n' });
    const first = await policyOf({ directory, tree, fetch });
    expect(first.policy.failOn).toBe('note');
    writeFileSync(join(directory, lockPath), lockText(first.gathered));
    const { lines } = await run('show', directory);
    expect(lines.join('\n')).toMatch(/fail-on +note +acme\/x\/\/p\.yml@v1:2/);
    expect(lines.join('\n')).toContain(`acme/x//p.yml@v1 (${commit})`);
  });

  test('bring rules of their own, beside those of the repository', async () => {
    const directory = repository({
      ...files,
      [place]: 'version: 1\nextends: acme/x//p.yml@v1\ncustom-rules: [stack-audit/*.toml]\n',
      'stack-audit/a.toml': rule.replace('acme/no-debug', 'custom/no-debug'),
    });
    const tree = worktree(directory, () => undefined);
    const fetch = textOf({ 'acme/x//p.yml': 'version: 1\ncustom-rules: [r.toml]\n', 'acme/x//r.toml': rule });
    const { rules } = await policyOf({ directory, tree, fetch });
    expect(rules.map(({ rule: { id } }) => id).slice(-2)).toEqual(['acme/no-debug', 'custom/no-debug']);
  });

  test('rules of a shipped family, or twice the same, are mistakes', async () => {
    const directory = repository({
      [place]: 'version: 1\ncustom-rules: ["**/*.toml"]\n',
      'a.toml': rule,
      'b.toml': rule,
      'c.toml': rule.replace('acme/no-debug', 'security/no-debug'),
    });
    const tree = worktree(directory, () => undefined);
    await expect(policyOf({ directory, tree })).rejects.toThrow(
      'b.toml:1: rule acme/no-debug is in a.toml already\nc.toml:1: rule security/no-debug: the family security is that of rules that ship. Choose another, for example custom/no-debug',
    );
  });
});

test('policy lock needs something to lock', async () => {
  const { code, lines } = await run('lock', repository({ [place]: 'version: 1\n' }));
  expect([code, ...lines]).toEqual([2, `${place} extends nothing: there is nothing to lock`]);
});

test('policy ids finds by id and name', async () => {
  const { lines } = await run('ids', 'spring boot');
  expect(lines.some((line) => line.startsWith('spring-boot '))).toBe(true);
});
