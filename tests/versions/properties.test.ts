import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inBand, parseBand } from '../../src/versions/band.ts';
import { cycleOf } from '../../src/versions/cycle.ts';
import { schemes } from '../../src/versions/index.ts';
import { parseTag } from '../../src/versions/tag.ts';

const piece = fc.constantFrom(
  ...['0', '1', '2', '3', '10', '01', '20240101', 'a', 'b2', 'alpha', 'beta1', 'rc', 'RC2', 'dev', 'post1', 'SNAPSHOT'],
  ...['final', 'p1', 'pre', 'm1', 'jre', '0-0', '1.2', '0.0'],
);
const separator = fc.constantFrom('.', '.', '.', '-', '-', '_', '+', '~', '');
const loose = fc
  .tuple(fc.constantFrom('', '', '', 'v', 'go'), piece, fc.array(fc.tuple(separator, piece), { maxLength: 4 }))
  .map(([start, first, rest]) => start + first + rest.flat().join(''));
const number = fc.constantFrom(0, 1, 2, 10, 21);
const label = fc.constantFrom(
  '',
  '',
  '-0',
  '-alpha',
  '-alpha.1',
  '-beta.2',
  '-beta.11',
  '-rc.1',
  '-rc1',
  '-x-y',
  '+build',
);
const semantic = fc.tuple(number, number, number, label).map(([a, b, c, rest]) => `${a}.${b}.${c}${rest}`);
const versionText = fc.oneof(loose, semantic);

const fragment = fc.oneof(
  versionText,
  fc.constantFrom(
    '>=',
    '<=',
    '>',
    '<',
    '=',
    '==',
    '===',
    '!=',
    '^',
    '~',
    '~>',
    '~=',
    '^>=',
    '^=',
    '*',
    '.*',
    '.x',
    '+',
    '!!',
  ),
  fc.constantFrom(
    ' ',
    ',',
    ' || ',
    '|',
    '&',
    ' && ',
    ' and ',
    ' or ',
    ' - ',
    '[',
    ']',
    '(',
    ')',
    '{',
    '}',
    '..<',
    '@dev',
  ),
);
const requirementText = fc.array(fragment, { maxLength: 8 }).map((parts) => parts.join(''));
const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), versionText, requirementText);

const runs = { numRuns: 400, seed: 20261122 };

describe.each(Object.values(schemes))('$id', (scheme) => {
  const version = versionText.filter((text) => scheme.isVersion(text));

  it('answers the same both ways round', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(scheme.compare(a, b)).toBe(0 - (scheme.compare(b, a) ?? Number.NaN));
        expect(scheme.compare(a, a)).toBe(0);
      }),
      runs,
    );
  });

  it('orders three versions without contradiction', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [first, second, third] = [a, b, c].sort((x, y) => scheme.compare(x, y) ?? 0) as [string, string, string];
        expect(scheme.compare(first, second)).toBeLessThanOrEqual(0);
        expect(scheme.compare(second, third)).toBeLessThanOrEqual(0);
        expect(scheme.compare(first, third)).toBeLessThanOrEqual(0);
      }),
      runs,
    );
  });

  it('takes any text without throwing', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const isKnown = scheme.isVersion(a) && scheme.isVersion(b);
        expect(scheme.compare(a, b) === undefined).toBe(!isKnown);
        if (!scheme.isVersion(b)) expect(scheme.admits(a, b)).toBeUndefined();
        scheme.isPartial(a);
        scheme.isPrerelease(a);
        scheme.lowest(a);
        scheme.highest(a);
        scheme.exact(a);
      }),
      runs,
    );
  });

  it('admits the version that a requirement names, and takes its bounds for versions', () => {
    fc.assert(
      fc.property(fc.oneof(requirementText, version), (requirement) => {
        const exact = scheme.exact(requirement);
        if (exact !== undefined && scheme.isVersion(exact)) expect(scheme.admits(requirement, exact)).toBe(true);
        const lowest = scheme.lowest(requirement);
        const highest = scheme.highest(requirement);
        if (lowest !== undefined) expect(scheme.isVersion(lowest)).toBe(true);
        if (highest !== undefined) expect(scheme.isVersion(highest.version)).toBe(true);
      }),
      runs,
    );
  });

  it('takes over-long text for no version, at once', () => {
    const hostile = [
      '1.',
      '1-',
      '((',
      '>=1,',
      '1||',
      'a',
      '9',
      '-',
      ' ',
      '1 ',
      '^',
      '[1,',
      '!=1 ',
      '1.x',
      '*',
      '~1 ',
      '1.0-0',
    ];
    const start = performance.now();
    for (const seed of hostile) {
      for (const length of [255, 1000, 100_000]) {
        const text = seed.repeat(Math.ceil(length / seed.length)).slice(0, length);
        for (const subject of [text, `1${text}`, `${text}!`]) {
          scheme.compare(subject, subject);
          scheme.lowest(subject);
          scheme.highest(subject);
          scheme.exact(subject);
          scheme.isPartial(subject);
          scheme.admits(subject, '1.0.0');
          if (length > 1000) expect(scheme.isVersion(subject) || scheme.isPartial(subject)).toBe(false);
        }
      }
    }
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe.each([
  ['semver', '>=1.4.0'],
  ['semver', '^1.4.0'],
  ['cargo', '1.4'],
  ['hex', '~> 1.4'],
  ['rubygems', '~> 1.4'],
  ['pep440', '~=1.4'],
  ['poetry', '^1.4'],
  ['maven', '[1.4,2)'],
  ['gradle', '1.4'],
  ['gradle', '1.+'],
  ['nuget', '1.4'],
  ['nuget', '1.*'],
  ['composer', '^1.4'],
  ['nimble', '>= 1.4 & < 2'],
  ['pvp', '^>=1.4'],
  ['opam', '>= "1.4"'],
  ['luarocks', '~> 1.4'],
  ['cpan', '1.4'],
  ['dub', '~>1.4'],
  ['pub', '^1.4.0'],
  ['swift', 'from: "1.4.0"'],
  ['go', 'v1.4.0'],
] as const)('%s %s', (id, requirement) => {
  it('admits its lowest version', () => {
    const lowest = schemes[id].lowest(requirement) ?? '';
    expect(lowest).toMatch(/^v?1(\.4)?/);
    expect(schemes[id].admits(requirement, lowest)).toBe(true);
  });
});

it('takes any text for a band, a cycle or a tag without throwing', () => {
  fc.assert(
    fc.property(anyText, anyText, (a, b) => {
      const band = parseBand(a);
      if (!('error' in band)) for (const scheme of Object.values(schemes)) inBand(band, b, scheme);
      cycleOf(a, [b, '3.12', '24']);
      parseTag(a);
    }),
    runs,
  );
});
