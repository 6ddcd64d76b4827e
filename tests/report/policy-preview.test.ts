import { describe, expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';
import { Report } from '../../src/model/report.ts';
import { shippedRules } from '../../src/shipped.ts';
import { policyOf } from '../policy/known.ts';

const place = '.github/stack-audit.yml';
const today = '2026-11-22';
const tree = memoryTree({
  'package.json': JSON.stringify({ name: 'shop', dependencies: { express: '4.21.0' }, scripts: { start: 'node x' } }),
  'index.js': 'const express = require("express");\nexpress().listen(3000);\n',
});
const rules = shippedRules();

function previewed(now: string, then: string) {
  const preview = { policy: policyOf(then), rules, source: place };
  return audit(tree, { policy: policyOf(now), today, preview });
}

describe('the policy that a pull request brings', () => {
  test('decides nothing and tells what it would change', () => {
    const report = previewed(
      'frameworks: { express: hold }',
      'fail-on: warning\nframeworks: { express: adopt, flask: deny }',
    );
    expect(report.findings.map(({ rule }) => rule)).toContain('policy/framework-on-hold');
    expect(report.failOn).toBe('error');
    expect(report.policyPreview).toMatchObject({
      source: place,
      mistakes: [],
      added: [],
      removed: [{ rule: 'policy/framework-on-hold', severity: 'warning' }],
      values: [
        { key: 'fail-on', before: 'error', after: 'warning' },
        { key: 'frameworks.express', before: 'hold', after: 'adopt' },
        { key: 'frameworks.flask', before: null, after: 'deny' },
      ],
    });
  });

  test('shows exceptions that it adds or changes', () => {
    const exception = (expires: string): string =>
      `frameworks: { express: deny }\nexceptions: [{ framework: express, reason: until the move is done, owner: "@a/b", expires: ${expires} }]`;
    const { policyPreview } = previewed(exception('2026-12-24'), exception('2027-12-24'));
    expect(policyPreview?.exceptions).toEqual({
      added: [
        {
          target: 'express',
          reason: 'until the move is done',
          owner: '@a/b',
          expires: '2027-12-24',
          at: { path: place, line: 3 },
        },
      ],
      removed: [
        {
          target: 'express',
          reason: 'until the move is done',
          owner: '@a/b',
          expires: '2026-12-24',
          at: { path: place, line: 3 },
        },
      ],
    });
  });

  test('shows severities and overrides that change', () => {
    const { policyPreview } = previewed(
      'frameworks: { express: deny }',
      'frameworks: { express: deny }\nrules: { policy/framework-denied: note }\noverrides: [{ paths: [a/**], mode: warn }]',
    );
    expect(policyPreview?.changed.map(({ rule, before, severity }) => [rule, before, severity])).toEqual([
      ['policy/framework-denied', 'error', 'note'],
    ]);
    expect(policyPreview?.values.map(({ key, after }) => [key, after])).toEqual([
      ['rules.policy/framework-denied', 'note'],
      ['mode for a/**', 'warn'],
    ]);
    expect(policyPreview?.verdict).toBe('pass');
  });

  test('fails the check when it cannot be read: merged, it would stop every audit', () => {
    const mistakes = [{ path: place, line: 2, column: 1, message: 'unknown key "fail_on" in the file' }];
    const report = audit(tree, { policy: policyOf('mode: enforce'), today, preview: { source: place, mistakes } });
    expect(report.findings[0]).toMatchObject({
      rule: 'policy/invalid-policy',
      severity: 'error',
      status: 'new',
      blocking: true,
      at: { path: place, line: 2, column: 1 },
      message: 'unknown key "fail_on" in the file',
    });
    expect(report.verdict).toBe('fail');
    expect(report.policyPreview?.mistakes).toEqual(mistakes);
    expect(Report.parse(report).policyPreview).toEqual(report.policyPreview);
  });
});
