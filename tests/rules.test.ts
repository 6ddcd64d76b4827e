import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadRule } from '../src/rules/load.ts';
import { runExamples } from '../src/rules/examples.ts';
import { shippedCatalogue } from '../src/shipped.ts';

const root = fileURLToPath(new URL('../rules/', import.meta.url));
const data = new Set(['technologies', 'lifecycles', 'images']);
const catalogue = shippedCatalogue();
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.toml') && !data.has(path.split('/')[0] ?? ''))
  .sort();

describe.each(files)('%s', (path) => {
  const loaded = loadRule(path, readFileSync(root + path, 'utf8'));

  test('is a rule whose id is its path', () => {
    expect(loaded).not.toHaveProperty('mistakes');
    expect('rule' in loaded && loaded.rule.rule.id).toBe(path.replace(/\.toml$/, ''));
  });

  test('has an example that it finds and one about which it is silent', () => {
    const examples = 'rule' in loaded ? loaded.rule.rule.example : [];
    expect(examples.some(({ finds }) => (finds ?? []).length > 0)).toBe(true);
    expect(examples.some(({ finds }) => (finds ?? []).length === 0)).toBe(true);
  });

  test('finds what its examples say', () => {
    const results = 'rule' in loaded ? runExamples(loaded.rule, catalogue) : [];
    expect(results.filter(({ missing, noisy }) => missing.length + noisy.length > 0)).toEqual([]);
  });
});
