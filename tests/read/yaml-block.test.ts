import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseBlockYaml } from '../../src/read/yaml-block.ts';
import { parseWholeYaml } from '../../src/read/yaml.ts';

function* places(value: unknown, keys: readonly (string | number)[] = []): Generator<readonly (string | number)[]> {
  yield keys;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* places(inner, [...keys, Array.isArray(value) ? Number(key) : key]);
}

/** What is read quickly is read as the whole parser reads it: values and lines. Says whether it was read quickly. */
function agrees(text: string): boolean {
  const quick = parseBlockYaml(text);
  if (quick === undefined) return false;
  const [whole, ...more] = parseWholeYaml('a.yaml', text);
  expect([whole?.diagnostics, more, quick.value]).toStrictEqual([[], [], whole?.value]);
  for (const keys of places(quick.value)) {
    expect(quick.lineOf(...keys)).toBe(whole?.lineOf(...keys));
    expect(quick.keyLineOf(...keys)).toBe(whole?.keyLineOf(...keys));
  }
  return true;
}

const manifest = `# a manifest
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: "cart" # its name
  labels:
    app.kubernetes.io/name: cart
spec:
  replicas: 2
  containers:
  - name: cart
    image: registry:5000/cart:1.0
    env:
      - name: EMPTY
        value: ''
      - name: NOTHING
        value:
  - name: proxy
    args: [run, --config, "/etc/a b.yaml", '1:2']
    env: []
  volumes: {}
last:
`;

test('a plain document is read as the whole parser reads it', () => {
  expect(agrees(manifest)).toBe(true);
  expect(agrees(manifest.replaceAll('\n', '\r\n'))).toBe(true);
});

describe('whatever else YAML has is left to the whole parser', () => {
  test.each([
    ['a: [b: c]', 'a mapping in a list on one line'],
    ['a: [b,]', 'a list that ends with a comma'],
    ['a: [b, [c]]', 'a list in a list'],
    ['a: { b: 1 }', 'a mapping on one line'],
    ['a: |\n  b', 'a text block'],
    ['a: b\n  c', 'a text on two lines'],
    ['a: &x b', 'an anchor'],
    ['a: *x', 'an alias'],
    ['<<: *x', 'a merge'],
    ['a: !x b', 'a tag'],
    ['a: "\\n"', 'an escape'],
    ["a: 'it''s'", 'a doubled quote'],
    ['? a', 'a complex key'],
    ['"a": b', 'a key in quotes'],
    ['a: b: c', 'a mistake'],
    ['a: 1\na: 2', 'a key given twice'],
    ['a: 1\n---\nb: 2', 'two documents'],
    ['---\n# nothing\n---\nb: 2', 'two documents, the first of them empty'],
    ['a:\n\tb: 1', 'a tab'],
    ['__proto__: 1', 'the key of prototypes'],
    ['- - a', 'a list in a list'],
    ['', 'nothing'],
  ])('%j: %s', (text) => {
    expect(parseBlockYaml(text)).toBeUndefined();
  });
});

test('any change of a document is read alike or left to the whole parser', () => {
  const piece = fc.constantFrom(
    '\n',
    '  ',
    ':',
    ': ',
    '- ',
    '#',
    ' #',
    "'",
    '"',
    '&a ',
    '|',
    '[',
    '{',
    '!',
    '%',
    '---\n',
    '~',
    '\t',
    'x',
  );
  const change = fc.tuple(fc.nat(manifest.length), fc.nat(3), piece);
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), (changes) => {
      let text = manifest;
      for (const [at, removed, added] of changes) text = text.slice(0, at) + added + text.slice(at + removed);
      agrees(text);
    }),
    { numRuns: 500 },
  );
});

test('deep and long texts take linear time', () => {
  const started = performance.now();
  parseBlockYaml(Array.from({ length: 5000 }, (_, depth) => `${' '.repeat(depth % 500)}a:`).join('\n'));
  parseBlockYaml('a: b\n'.repeat(100_000));
  parseBlockYaml(`a: ${'b '.repeat(200_000)}`);
  parseBlockYaml('- '.repeat(200_000));
  expect(performance.now() - started).toBeLessThan(3000);
});
