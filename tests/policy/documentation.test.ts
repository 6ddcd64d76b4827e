import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { policySchema, reportSchema } from '../../scripts/schema-files.ts';
import { shippedIds } from '../../src/commands/shipped-ids.ts';
import { audit, memoryTree } from '../../src/index.ts';
import { PolicyFile } from '../../src/model/policy.ts';
import { loadPolicy } from '../../src/policy/load.ts';
import { shippedRules } from '../../src/shipped.ts';
import { policyOf } from './known.ts';

const page = readFileSync(new URL('../../docs/policy.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```yaml\n(version: 1\n[\s\S]*?)```/g)].map(([, text = '']) => text);
const { technologies, rules } = shippedIds();
const schema = JSON.parse(policySchema({ technologies, rules: rules.map((id) => ({ id })) }));
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

describe.each(examples)('an example of the documentation: %#', (text) => {
  test('has no mistakes', () => {
    expect(loadPolicy('docs/policy.md', text, { technologies, rules })).not.toHaveProperty('mistakes');
  });

  test('agrees with the JSON Schema', () => {
    expect([validate(parse(text)), validate.errors]).toEqual([true, null]);
  });
});

test('there are examples in three sizes', () => {
  expect(examples).toHaveLength(3);
});

test('the JSON Schema refuses what the loader refuses', () => {
  for (const text of [
    'fail_on: error',
    'fail-on: high',
    'frameworks: { flask: denied }',
    'frameworks: { expres: hold }',
  ])
    expect(validate(parse(`version: 1\n${text}`)), text).toBe(false);
});

test('every key is described', () => {
  const names = Object.keys(PolicyFile.def.shape);
  expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
});

test('reports agree with their JSON Schema', () => {
  const tree = memoryTree({
    'package.json': '{"name":"a","dependencies":{"express":"4.0.0"},"scripts":{"start":"node a"}}',
  });
  const preview = { policy: policyOf('mode: warn'), rules: shippedRules(), source: 'p.yml' };
  const report = audit(tree, { policy: policyOf('frameworks: { express: deny }'), today: '2026-11-22', preview });
  const check = new Ajv({ allErrors: true, strict: false }).compile(JSON.parse(reportSchema()));
  expect([check(JSON.parse(JSON.stringify(report))), check.errors]).toEqual([true, null]);
});
