import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../scripts/schema-files.ts';
import { audit, memoryTree } from '../../src/index.ts';
import type { Report } from '../../src/model/report.ts';
import { comment } from '../../src/output/comment.ts';
import { formatNames } from '../../src/output/format-names.ts';
import { type Format, formats } from '../../src/output/index.ts';
import { summary } from '../../src/output/summary.ts';
import { shippedRules } from '../../src/shipped.ts';
import { readStepLog } from '../github/workflow-commands.ts';
import { links } from '../output/report.ts';
import { type Files, circles, trees } from './trees.ts';

/*
 * The whole audit over repositories that somebody has tampered with: it ends, it throws nothing, it says the same twice, and nothing of theirs gets
 * out of what is printed. HOSTILE_RUNS=5000 HOSTILE_SEED=1 for a longer look by hand.
 */
const numRuns = Number(process.env['HOSTILE_RUNS'] ?? 60);
const seed = process.env['HOSTILE_SEED'] === undefined ? undefined : Number(process.env['HOSTILE_SEED']);
const isReport = new Ajv({ strict: false }).compile(JSON.parse(reportSchema()) as object);
const today = '2026-11-22';
const rules = shippedRules().map(({ rule }) => rule);
const wide = { colour: true, width: 100, all: true, rules };
const narrow = { colour: false, width: 20, all: false, rules };
const rendered = Object.fromEntries(
  await Promise.all(formatNames.map(async (name) => [name, await formats[name]()] as const)),
) as Record<(typeof formatNames)[number], Format>;

/** The elements that our own Markdown is made of. */
const ours =
  /^<\/?(?:details|summary|br|sub|sup|b|strong|code|a|picture|source|kbd|table|thead|tbody|tr|td|th|p|ul|li)\b/;

function expectContained(markdown: string): void {
  const outside = markdown.replace(/^(```+)[^\n]*\n[^]*?\n\1$/gm, '').replace(/(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g, '');
  const [, ...after] = outside.split('<!-- stack-audit:comment');
  const tags = (after.length > 0 ? after.join('') : outside).match(/<[^\s>][^>\s]*/g) ?? [];
  expect(tags.filter((tag) => !ours.test(tag))).toEqual([]);
  expect(after.length).toBeLessThanOrEqual(1);
  // oxlint-disable-next-line no-control-regex
  expect(outside).not.toMatch(/(?<!\\)\]\(javascript:|@acme|\u202E|\u001B/);
}

function expectPrintable(report: Report): void {
  for (const options of [wide, narrow]) {
    const text = rendered.text(report, options);
    expect(readStepLog(text)).toMatchObject({ commands: [], problems: [] });
    // oxlint-disable-next-line no-control-regex
    const plain = text.replaceAll(/\u001B\[\d+m/g, '');
    // oxlint-disable-next-line no-control-regex
    expect(plain).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u202E]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
    const json = rendered.json(report, options);
    expect(json.isWellFormed()).toBe(true);
    const log = readStepLog(rendered.annotations(report, options));
    expect(log.commands.every((name) => ['error', 'warning', 'notice'].includes(name))).toBe(true);
    expect(log.lines.filter((line) => line !== '')).toEqual([]);
  }
  expect([isReport(JSON.parse(rendered.json(report, wide))), isReport.errors]).toEqual([true, null]);
  const sarif = rendered.sarif(report, wide);
  expect(sarif.isWellFormed()).toBe(true);
  expect((JSON.parse(sarif) as { version: string }).version).toBe('2.1.0');
  expect(rendered.html(report, wide)).not.toMatch(/<img src=x|<script>alert|\u202E|javascript:alert\(1\)"/);
  const commented = comment(report, links);
  expect(commented.length).toBeLessThanOrEqual(60_000);
  for (const markdown of [commented, summary(report, links), rendered.markdown(report, wide)])
    expectContained(markdown);
}

function audited(files: Files, base?: Files): Report {
  const state = base && { tree: memoryTree(base), revision: 'b'.repeat(40) };
  return audit(memoryTree(files), { today, ...(state && { base: state }) });
}

test('a tree that was tampered with', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(trees, (files) => {
      const report = audited(files);
      expect(JSON.stringify(audited(files))).toBe(JSON.stringify(report));
      expectPrintable(report);
    }),
    { numRuns, ...(seed !== undefined && { seed }) },
  );
});

test('a change from one such tree to another', { timeout: 3_600_000 }, () => {
  fc.assert(
    fc.property(trees, trees, (head, base) => {
      const report = audited(head, base);
      expectPrintable(report);
      expect(audited(head, head).counts.new).toBe(0);
    }),
    { numRuns: numRuns / 3, ...(seed !== undefined && { seed }) },
  );
});

describe('what names itself:', () => {
  test.each(Object.entries(circles))('%s', (_, files) => {
    const report = audited(files);
    expectPrintable(report);
    expect(report.components.length).toBeGreaterThan(0);
  });
});

test('a COPY of many wildcards is matched in one go', () => {
  const report = audited({
    'package.json': '{ "scripts": { "start": "node app.js" }, "dependencies": { "express": "5.1.0" } }',
    'package-lock.json': '{ "lockfileVersion": 3, "packages": {} }',
    Dockerfile: `FROM node:24\nCOPY ${'*'.repeat(40)}x ./\nCOPY ${'*a'.repeat(40)} ./\nRUN npm ci\nCMD ["node", "app.js"]\n`,
  });
  expect(report.components).toHaveLength(1);
});
