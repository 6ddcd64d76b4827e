import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { stackOf } from '../../src/stack/components.ts';
import { indexReadings } from '../../src/stack/readings.ts';

/** Pieces of the formats, so that what is put together at random comes close to the real thing. */
const pieces = fc.constantFrom(
  ...[
    '<Project>',
    '<ItemGroup>',
    '</ItemGroup>',
    '<PackageReference Include="',
    '" Version="$(A)" />',
    'Condition="\'$(',
    '$([MSBuild]::',
    '<A>$(A)$(A)</A>',
    '</Project>',
  ],
  ...[
    '.package(',
    'url: "',
    ', from: "1.0.0")',
    'import PackageDescription',
    '[',
    '{',
    '(',
    ')',
    '}',
    ']',
    '"',
    "'",
    '#',
    '//',
    '\\',
    '\n',
    '\n  ',
    ':',
    '- ',
    ', ',
  ],
  ...[
    'dependencies:',
    'build-depends: a >=1',
    'if flag(x)',
    '(package (depends',
    '"x" {>= "1"}',
    'requires',
    '[deps]',
    '__proto__',
    'constructor: 1',
    '\u0000',
    '﻿',
    '💥',
    'x/1.0',
    '==',
    '&',
  ],
);
const text = fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 60 }).map((parts) => parts.join(''));

describe.each(readers.map((reader) => [reader.name, reader] as const))('%s', (_, reader) => {
  test('never throws, and points into the file', () => {
    const path = `a/${
      reader.files[0]
        ?.replace(/^\*\*\//, '')
        .replace(/\*+\/?/g, 'x')
        .replace(/\{([^,}]*)[^}]*\}/g, '$1') ?? 'x'
    }`;
    fc.assert(
      fc.property(text, (content) => {
        const { diagnostics, dependencies, lockfile } = reader.read(path, content);
        lockfile?.versions('a');
        lockfile?.find({ name: 'a', requirement: '^1', importer: 'a' });
        const lines = content.split(/\r\n|\n|\r/).length;
        for (const { at } of [...diagnostics, ...dependencies]) expect(at.line ?? 1).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 60 },
    );
  });
});

test('projects of MSBuild that are put together at random are joined', () => {
  const names = [
    'a/A.csproj',
    'Directory.Build.props',
    'a/Directory.Packages.props',
    'a/packages.config',
    'a/paket.references',
    'global.json',
  ];
  fc.assert(
    fc.property(fc.array(text, { minLength: names.length, maxLength: names.length }), (texts) => {
      const files = new Map(names.map((name, at) => [name, `<Project>${texts[at] ?? ''}`]));
      const paths = [...files.keys()].sort();
      const tree = { paths, text: (path: string) => files.get(path), skipped: [] };
      stackOf(indexReadings(readTree(tree, readers), paths), { technologies: [], lifecycles: [], images: [] });
    }),
    { numRuns: 60 },
  );
}, 30_000);
