import { expect, test } from 'vitest';
import { parseYaml } from '../../src/read/yaml.ts';

test('every document with the lines of its values and keys; scalars stay text', () => {
  const [first, second] = parseYaml('a.yaml', 'a: &x\n  b: 3.10\nc:\n  <<: *x\n  d: [1, 2]\n---\ne: f\n');
  expect(first?.value).toEqual({ a: { b: '3.10' }, c: { b: '3.10', d: ['1', '2'] } });
  expect([first?.lineOf('a', 'b'), first?.lineOf('c', 'd', 1), first?.keyLineOf('c', 'd')]).toEqual([2, 5, 5]);
  expect([second?.value, second?.lineOf('e')]).toEqual([{ e: 'f' }, 7]);
});

test('what is no YAML is told with its line', () => {
  const [document] = parseYaml('a.yaml', 'a: 1\nb: [\n');
  expect(document?.value).toBeUndefined();
  expect(document?.diagnostics[0]?.at).toEqual({ path: 'a.yaml', line: 3 });
});

test.each([
  ['brackets', '['.repeat(200_000), 'nested more than 100 levels deep'],
  ['lists on one line', '- '.repeat(100_000), 'nested more than 100 levels deep'],
  ['closing brackets', `a: b\n---\n${']'.repeat(200_000)}`, 'more than 100 errors'],
  ['aliases', `a: &a b\n${'c: *a\n'.repeat(2000)}`, 'more than 1000 aliases'],
  ['documents', '---\na\n'.repeat(50_000), 'more than 1000 documents'],
])('%s without end are given up early', (_name, text, reason) => {
  const messages = parseYaml('a.yaml', text).flatMap(({ diagnostics }) => diagnostics.map(({ message }) => message));
  expect(messages.at(-1)).toBe(`not understood: not valid YAML: ${reason}`);
});
