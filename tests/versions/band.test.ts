import { describe, expect, it } from 'vitest';
import { inBand, parseBand } from '../../src/versions/band.ts';
import { type SchemeId, schemes } from '../../src/versions/index.ts';

function lies(version: string, text: string, id: SchemeId = 'semver'): boolean | undefined {
  const band = parseBand(text);
  if ('error' in band) throw new Error(band.error);
  return inBand(band, version, schemes[id]);
}

/** The versions of the list that lie in the band. */
const among = (versions: string, band: string, id?: SchemeId): string =>
  versions
    .split(' ')
    .filter((version) => lies(version, band, id))
    .join(' ');

const line = '3.1.9 3.2.0-rc.1 3.2.0 3.4.9 3.5.0-rc.1 3.5.0 3.9.1 4.0.0-rc.1 4.0.0 4.1.0';

describe('a band', () => {
  it.each([
    ['>=3.2 <3.5', '3.2.0 3.4.9 3.5.0-rc.1'],
    ['>= 3.2, < 3.5', '3.2.0 3.4.9 3.5.0-rc.1'],
    ['^3.5', '3.5.0 3.9.1'],
    ['~3.4', '3.4.9'],
    ['3.x', '3.1.9 3.2.0-rc.1 3.2.0 3.4.9 3.5.0-rc.1 3.5.0 3.9.1'],
    ['4.*', '4.0.0-rc.1 4.0.0 4.1.0'],
    ['4', '4.0.0-rc.1 4.0.0 4.1.0'],
    ['=3.5', '3.5.0-rc.1 3.5.0'],
    ['3.5.0', '3.5.0'],
    ['<3.2 || >=4', '3.1.9 3.2.0-rc.1 4.0.0 4.1.0'],
    ['>3.5', '3.9.1 4.0.0-rc.1 4.0.0 4.1.0'],
    ['<=3.5', '3.1.9 3.2.0-rc.1 3.2.0 3.4.9 3.5.0-rc.1 3.5.0'],
    ['>=4.0.0-rc', '4.0.0-rc.1 4.0.0 4.1.0'],
    ['3.4 - 3.5', '3.4.9 3.5.0-rc.1 3.5.0'],
    ['>=3.5 !=3.9.1 <4', '3.5.0 4.0.0-rc.1'],
    ['v3.4', '3.4.9'],
    ['>=v4.0', '4.0.0 4.1.0'],
    ['*', line],
  ])('%s holds %s', (band, expected) => {
    expect(among(line, band)).toBe(expected);
  });

  it.each([
    ['^0.5', '0.5.0 0.5.9'],
    ['^0.0.3', '0.0.3'],
    ['^0', '0.0.3 0.0.4 0.5.0 0.5.9 0.6.0'],
    ['~0', '0.0.3 0.0.4 0.5.0 0.5.9 0.6.0'],
  ])('%s keeps to the first number that is not 0, as npm does: %s', (band, expected) => {
    expect(among('0.0.3 0.0.4 0.5.0 0.5.9 0.6.0 1.0.0', band)).toBe(expected);
  });

  it.each([
    ['pep440', '>=5.0.0-beta', '5.0a1 5.0b1 5.0rc1 5.0 5.0.post1', '5.0b1 5.0rc1 5.0 5.0.post1'],
    ['pep440', '4.2', '4.1.9 4.2rc1 4.2 4.2.16 5.0', '4.2rc1 4.2 4.2.16'],
    ['maven', '>=3.2', '3.2.0.M1 3.2.0.RC1 3.2.0-SNAPSHOT 3.2.0.RELEASE 3.2.1', '3.2.0.RELEASE 3.2.1'],
    ['maven', '>=3.2.0.RC1', '3.2.0.M1 3.2.0.RC1 3.2.0 3.2.0.Final', '3.2.0.RC1 3.2.0 3.2.0.Final'],
    ['rubygems', '>=7.1.0-beta1 <7.2', '7.1.0.alpha 7.1.0.beta1 7.1.0 7.1.3.4 7.2.0', '7.1.0.beta1 7.1.0 7.1.3.4'],
    ['go', '>=1.21 <1.23', '1.20 1.21rc1 1.21 go1.21.3 1.22.5 1.23', '1.21 go1.21.3 1.22.5'],
    ['go', '^1.9', 'v1.8.2 v1.9.0 v1.10.1 v2.0.0+incompatible', 'v1.9.0 v1.10.1'],
    ['nuget', '8.x', '7.0.0 8.0.0-rc.2 8.0.0 8.0.11 9.0.0', '8.0.0-rc.2 8.0.0 8.0.11'],
    ['composer', '^11', 'v10.48.2 v11.0.0-RC1 v11.0.0 v11.9.2', 'v11.0.0 v11.9.2'],
    ['tag', '>=22', '20-alpine 22-slim 24.1.0-bookworm lts 22.0.0-rc1', '22-slim 24.1.0-bookworm'],
  ] as const)('in %s, %s of %s holds %s', (id, band, versions, expected) => {
    expect(among(versions, band, id)).toBe(expected);
  });

  it.each([
    ['24', '>=24', true],
    ['24', '<24', false],
    ['24', '>=24.0.0', true],
    ['24', '>=24.1', undefined],
    ['24', '24.1', undefined],
    ['24', '<25', true],
    ['24.1', '^24', true],
    ['24.1', '<=24.1', true],
    ['24', '>=24.1 || <24', undefined],
    ['24', '>=24.1 <20', false],
  ])('%s, which stands for many versions, is in %s: %s', (version, band, expected) => {
    expect(lies(version, band)).toBe(expected);
    expect(lies(`${version}-slim`, band, 'tag')).toBe(expected);
  });

  it.each(['latest', '', 'lts', 'main', '${version}'])('says nothing about %j', (version) => {
    expect(lies(version, '>=1')).toBeUndefined();
  });

  it.each([
    ['', 'an empty version band: write for example ">=3.2 <3.5", "^3.5", "4.x" or "<2 || >=3"'],
    ['>=3 ||', 'an empty version band: write for example ">=3.2 <3.5", "^3.5", "4.x" or "<2 || >=3"'],
    ['=> 3', '"=> 3" is not a version band: write for example ">=3.2 <3.5", "^3.5", "4.x" or "<2 || >=3"'],
    ['3 or 4', '"3 or 4" is not a version band: write for example ">=3.2 <3.5", "^3.5", "4.x" or "<2 || >=3"'],
    ['1'.repeat(257), 'a version band has at most 256 characters'],
  ])('%j is refused: %s', (text, error) => {
    expect(parseBand(text)).toEqual({ error });
  });

  it.each(['^', '3.', '3..5', '3.x.1', '1.2.3-', 'latest', '[1,2)', '>=3 and <4', '>>3', '3 - 4 - 5', 'x-ray'])(
    '%j is refused',
    (text) => {
      expect(parseBand(text)).toHaveProperty('error');
    },
  );
});
