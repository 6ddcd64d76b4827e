import { expect, test } from 'vitest';
import { parseToml } from '../../src/read/toml.ts';

test('keys of every kind, tables, arrays of tables and dates', () => {
  const text =
    "a.b = 1\n\"c d\" = [{ e = true }, 2.5]\n[t.u]\nday = 2026-11-22\n[[x]]\ny = 1\n[x.z]\nq = '''\n\"]'''\n[[x]]\n";
  const { value, lineOf, diagnostics } = parseToml('a.toml', text);
  expect(value).toEqual({
    a: { b: 1 },
    'c d': [{ e: true }, 2.5],
    t: { u: { day: '2026-11-22' } },
    x: [{ y: 1, z: { q: '"]' } }, {}],
  });
  expect([lineOf('c d', 0), lineOf('t', 'u', 'day'), lineOf('x', 0, 'y'), diagnostics]).toEqual([2, 4, 6, []]);
});

test('a key called __proto__ changes nothing but its own table', () => {
  const { value } = parseToml(
    'a.toml',
    '[__proto__]\npolluted = 1\n[a.__proto__]\npolluted = 2\n[constructor.prototype]\npolluted = 3\n',
  );
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
  expect(Object.keys(value as object)).toEqual(['__proto__', 'a', 'constructor']);
  expect((value as { a: { polluted?: number } }).a.polluted).toBeUndefined();
});

test('what is nested deeper than any manifest is refused before it is parsed', () => {
  const reasonOf = (text: string): string | undefined => parseToml('a.toml', text).diagnostics[0]?.message;
  expect(reasonOf(`a = ${'['.repeat(40)}`)).toBe('not understood: nested more than 32 levels deep');
  expect(reasonOf(`${'a.'.repeat(200_000)}b = 1`)).toBe('not understood: a name of more than 32 parts');
  expect(reasonOf(`a = "${'['.repeat(40)}" # ${'['.repeat(40)}\nb = '''\n${'a.'.repeat(40)}'''\n`)).toBeUndefined();
});
