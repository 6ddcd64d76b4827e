import { describe, expect, test } from 'vitest';
import { reviewBody, suggestedBy, suggestionsOf } from '../../src/output/suggestion.ts';
import type { ReportedFinding } from '../../src/model/report.ts';
import { finding, reportWith } from './report.ts';

const patch = { path: 'Dockerfile', line: 4, remove: 1, removed: ['CMD a'], insert: ['USER node', 'CMD a'] };

function offered(...findings: Partial<ReportedFinding>[]) {
  return suggestionsOf(reportWith({ findings: findings.map((parts) => finding({ patch, ...parts })) }), {});
}

describe('suggestions', () => {
  test('hold the very lines of the patch, and one sentence', () => {
    expect(offered({})).toEqual([
      {
        fingerprint: '0123456789abcdef',
        ...{ path: 'Dockerfile', line: 4, endLine: 4, removed: ['CMD a'] },
        body: '<!-- stack-audit:suggestion 0123456789abcdef -->\n⚠️ **The container runs as root** · `container/runs-as-root` → Add `USER node`.\n\n```suggestion\nUSER node\nCMD a\n```\n',
      },
    ]);
  });

  test('several lines have a first and a last', () => {
    expect(offered({ patch: { ...patch, remove: 2, removed: ['a', 'b'] } })).toMatchObject([{ line: 4, endLine: 5 }]);
  });

  test.each([
    ['no patch', { patch: null }],
    ['what was there before', { status: 'existing' }],
    [
      'what is accepted',
      { waiver: { by: 'comment', reason: '', owner: null, expires: null, ticket: null, at: { path: 'a' } } },
    ],
    ['a file that is to be made', { patch: { ...patch, remove: 0, removed: [], create: true } }],
    ['lines that are put between others', { patch: { ...patch, remove: 0, removed: [] } }],
    ['a carriage return', { patch: { ...patch, insert: ['a\r'] } }],
    ['a turned direction', { patch: { ...patch, insert: ['a\u202Eb'] } }],
    ['an invisible letter', { patch: { ...patch, insert: ['a\u2060b'] } }],
    ['half a letter', { patch: { ...patch, insert: ['a\uD800'] } }],
    ['a very long line', { patch: { ...patch, insert: ['a'.repeat(501)] } }],
    ['a great many lines', { patch: { ...patch, insert: Array.from({ length: 21 }, () => 'a') } }],
    ['a fingerprint that is none', { fingerprint: '--> <b>' }],
  ] as [string, Partial<ReportedFinding>][])('none for %s', (_, parts) => {
    expect(offered(parts)).toEqual([]);
  });

  test('of two for the same line the first', () => {
    const other = { fingerprint: 'f'.repeat(16) };
    expect(offered({}, other)).toHaveLength(1);
    expect(offered({}, { ...other, patch: { ...patch, line: 5 } })).toHaveLength(2);
    expect(offered({}, { ...other, patch: { ...patch, line: 3, remove: 2, removed: ['a', 'b'] } })).toHaveLength(1);
  });

  test('tabs are kept, and a fence is longer than any in it', () => {
    const [one] = offered({ patch: { ...patch, insert: ['\tRUN echo "````"'] } });
    expect(one?.body).toContain('\n`````suggestion\n\tRUN echo "````"\n`````\n');
  });

  test('only in files that the pull request changes, where that is known', () => {
    const report = reportWith({ findings: [finding({ patch })] });
    expect(suggestionsOf(report, { changedPaths: new Set(['a']) })).toEqual([]);
    expect(suggestionsOf(report, { changedPaths: new Set(['Dockerfile']) })).toHaveLength(1);
  });

  test('what a review has suggested is read from it again, whatever line ends it comes with', () => {
    const body = reviewBody(offered({}));
    expect(suggestedBy(body)).toEqual(['0123456789abcdef']);
    expect(suggestedBy(body.replaceAll('\n', '\r\n'))).toEqual(['0123456789abcdef']);
    expect(suggestedBy('text <!-- stack-audit:suggestion 0123456789abcdef -->')).toEqual([]);
  });
});
