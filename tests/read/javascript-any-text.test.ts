import { array, assert, constantFrom, json, oneof, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import type { Reader } from '../../src/read/reader.ts';
import { deno } from '../../src/stack/deno.ts';
import { npm } from '../../src/stack/npm.ts';
import { indexReadings } from '../../src/stack/readings.ts';

const names: Readonly<Record<string, string>> = {
  'package.json': 'package.json',
  'package-lock.json': 'package-lock.json',
  'pnpm-workspace.yaml': 'pnpm-workspace.yaml',
  'pnpm-lock.yaml': 'pnpm-lock.yaml',
  'yarn.lock': 'yarn.lock',
  '.yarnrc.yml': '.yarnrc.yml',
  'bun.lock': 'bun.lock',
  '.npmrc': '.npmrc',
  'tsconfig.json': 'tsconfig.json',
  'deno.json': 'deno.json',
  'deno.lock': 'deno.lock',
  'Deno module': 'main.ts',
  'import_map.json': 'import_map.json',
  'jsr.json': 'jsr.json',
};
const family: readonly Reader[] = readers.filter(({ name }) => Object.hasOwn(names, name));

/** Words that these formats are made of, so that random texts get beyond the first line. */
const words = constantFrom(
  ...'{ } [ ] " : , \n \n  - @ ^1.2.3 1.0.0 * a/b npm: jsr: catalog: workspace:* name version dependencies importers: packages: overrides'.split(
    ' ',
  ),
  ...'"packages" "dependencies" "imports" "scopes" "tasks" "workspace" "__proto__" {} null import from https://deno.land/x/a@1 <<<<<<< # ? \' `'.split(
    ' ',
  ),
  '\n  ',
  '\n    ',
  '\n      ',
);
const texts = oneof(
  string({ unit: 'binary', maxLength: 300 }),
  array(words, { maxLength: 60 }).map((parts) => parts.join('')),
  array(words, { maxLength: 60 }).map((parts) => parts.join(' ')),
  json({ maxDepth: 6 }),
);

test('no reader of the family, no lock and no resolver ever throws, whatever the texts', () => {
  expect(family).toHaveLength(Object.keys(names).length);
  assert(
    property(array(texts, { minLength: family.length, maxLength: family.length }), (all) => {
      const readings = family.map((reader, at) => reader.read(names[reader.name] ?? '', all[at] ?? ''));
      for (const { lockfile, diagnostics } of readings) {
        for (const { message, at } of diagnostics)
          expect([message.length > 0, (at.line ?? 1) > 0]).toEqual([true, true]);
        lockfile?.find({ name: 'a', requirement: '^1.2.3', importer: '' });
        lockfile?.find({ name: '__proto__', alias: 'constructor', importer: 'a/b' });
        lockfile?.versions('a');
        lockfile?.covers?.('a/b');
        lockfile?.problem?.();
      }
      const index = indexReadings(readings, Object.values(names));
      for (const reading of readings) {
        const resolver = [npm, deno].find(
          ({ ecosystems }) => reading.project && ecosystems.includes(reading.project.ecosystem),
        );
        resolver?.stands?.(reading, index);
        resolver?.resolve(reading, index);
      }
    }),
    { numRuns: 400 },
  );
});

test('hostile files take no longer than their size', () => {
  const many = 20_000;
  const hostile: readonly (readonly [string, string])[] = [
    ['package.json', `{"dependencies":{${Array.from({ length: many }, (_, at) => `"a${at}":"^1"`).join(',')}}}`],
    ['package.json', `{"scripts":{"start":"${'npm run '.repeat(many)}"}}`],
    ['package.json', '['.repeat(many)],
    ['package.json', `{"overrides":${'{"a":'.repeat(150)}"1"${'}'.repeat(150)}}`],
    [
      'package-lock.json',
      `{"dependencies":${'{"a":{"version":"1.0.0","dependencies":'.repeat(many)}{}${'}}'.repeat(many)}}`,
    ],
    ['yarn.lock', `${'a@^1, '.repeat(many)}a@^2:\n  version "1.0.0"\n`],
    ['yarn.lock', `a@${','.repeat(many)}`],
    ['pnpm-lock.yaml', `importers:\n${'  .:\n    dependencies:\n'.repeat(many)}`],
    ['pnpm-lock.yaml', 'importers:'.repeat(many)],
    ['bun.lock', `{"packages":{${'"\\"'.repeat(many)}`],
    ['bun.lock', `[${', '.repeat(many)}]`],
    ['main.ts', `import ${' '.repeat(many)}${'"npm:a" '.repeat(many)}`],
    ['main.ts', `Deno.${'`${'.repeat(many)}`],
    ['deno.json', `{"imports":{${Array.from({ length: many }, (_, at) => `"a${at}":"npm:a@${at}"`).join(',')}}}`],
  ];
  for (const [name, text] of hostile) {
    const start = performance.now();
    for (const reader of family.filter((one) => names[one.name] === name)) {
      const { lockfile } = reader.read(name, text);
      lockfile?.find({ name: 'a', requirement: '^1', importer: '' });
      lockfile?.versions('a');
      lockfile?.problem?.();
    }
    expect(performance.now() - start, `${name}: ${text.slice(0, 40)}`).toBeLessThan(3000);
  }
});
