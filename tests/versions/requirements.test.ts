import { describe, expect, it } from 'vitest';
import { schemeOf, type SchemeId, schemes } from '../../src/versions/index.ts';

/** A requirement in one line: its lowest version, its upper bound, and the version that it names. */
function told(id: SchemeId, requirement: string): string {
  const scheme = schemes[id];
  const highest = scheme.highest(requirement);
  const upper = highest === undefined ? '' : ` ${highest.inclusive ? '<=' : '<'}${highest.version}`;
  return `${scheme.lowest(requirement) ?? 'any'}${upper}, exactly ${scheme.exact(requirement) ?? 'none'}`;
}

const unknown = 'any, exactly none';

describe.each<readonly [SchemeId, readonly (readonly [string, string])[]]>([
  [
    'semver',
    [
      ['1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['=v1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['^1.2', '1.2.0 <2.0.0, exactly none'],
      ['~1.2.3-beta.2', '1.2.3-beta.2 <1.3.0, exactly none'],
      ['<2 || >=3.1', 'any, exactly none'],
      ['1.x || 3.x', '1.0.0 <4.0.0, exactly none'],
      ['1.0 - 2', '1.0.0 <3.0.0, exactly none'],
      ['npm:@scope/name@~2.1', '2.1.0 <2.2.0, exactly none'],
      ['jsr:@std/path@^1', '1.0.0 <2.0.0, exactly none'],
      ['workspace:^1.2.0', '1.2.0 <2.0.0, exactly none'],
      ['1.2.3 || 1.2.4', '1.2.3 <=1.2.4, exactly none'],
      ['>2 <1', unknown],
      ...['*', 'latest', 'workspace:*', 'git+https://example.com/a.git', 'file:../a', ''].map(
        (text) => [text, unknown] as const,
      ),
    ],
  ],
  [
    'cargo',
    [
      ['1.2', '1.2.0 <2.0.0, exactly none'],
      ['0.0.3', '0.0.3 <0.0.4, exactly none'],
      ['=1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['>=1.2, <1.5', '1.2.0 <1.5.0, exactly none'],
      ['*', unknown],
      ['1.x', unknown],
    ],
  ],
  [
    'go',
    [
      ['v1.2.3', 'v1.2.3, exactly v1.2.3'],
      ['v2.0.0+incompatible', 'v2.0.0+incompatible, exactly v2.0.0+incompatible'],
      [
        'v0.0.0-20240101000000-abcdefabcdef',
        'v0.0.0-20240101000000-abcdefabcdef, exactly v0.0.0-20240101000000-abcdefabcdef',
      ],
      ['1.21', '1.21, exactly 1.21'],
      ['latest', unknown],
    ],
  ],
  [
    'pep440',
    [
      ['==1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['===1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['==1.2.*', '1.2 <1.3, exactly none'],
      ['~=1.4.2', '1.4.2 <1.5, exactly none'],
      ['>=3.9,<4', '3.9 <4, exactly none'],
      ['(>=3.9)', '3.9, exactly none'],
      ['*', unknown],
      ['1.2.3', unknown],
      ['>=1.0; python_version > "3"', unknown],
    ],
  ],
  [
    'poetry',
    [
      ['^1.2', '1.2 <2, exactly none'],
      ['~1.2.3', '1.2.3 <1.3, exactly none'],
      ['1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['^1.2 || ^3.0', '1.2 <4, exactly none'],
    ],
  ],
  [
    'hex',
    [
      ['~> 1.7.14', '1.7.14 <1.8.0, exactly none'],
      ['== 1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['>= 0.0.0', '0.0.0, exactly none'],
      ['~> 1', unknown],
    ],
  ],
  [
    'rubygems',
    [
      ['~> 7.1.3', '7.1.3 <7.2, exactly none'],
      ['>= 1.0, < 2', '1.0 <2, exactly none'],
      ['= 1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['>= 1.0 < 2', unknown],
    ],
  ],
  [
    'maven',
    [
      ['1.2.3', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['[1.2.3]', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['[1.0,2.0)', '1.0 <2.0, exactly none'],
      ['(,1.0],[1.2,)', 'any, exactly none'],
      ['(1.2.3)', unknown],
      ['${spring.version}', unknown],
      ['LATEST', unknown],
    ],
  ],
  [
    'gradle',
    [
      ['1.2.3', '1.2.3, exactly 1.2.3'],
      ['1.2.3!!', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['[1.7, 1.8[!!1.7.25', '1.7 <1.8, exactly 1.7.25'],
      ['1.+', '1.0 <2, exactly none'],
      [']1.0,2.0[', '1.0 <2.0, exactly none'],
      ['+', unknown],
      ['latest.release', unknown],
    ],
  ],
  [
    'nuget',
    [
      ['1.2.3', '1.2.3, exactly none'],
      ['[1.2.3]', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['(1.0,2.0]', '1.0 <=2.0, exactly none'],
      ['6.*', '6 <7, exactly none'],
      ['6.*-*', '6 <7, exactly none'],
      ['1.2.3-beta*', '1.2.3-beta, exactly none'],
      ['*', unknown],
      ['$(Version)', unknown],
    ],
  ],
  [
    'composer',
    [
      ['^11.0', '11.0 <12, exactly none'],
      ['~2.1', '2.1 <3, exactly none'],
      ['1.0 - 2.0', '1.0 <2.1, exactly none'],
      ['1.0.0 - 2.1.0', '1.0.0 <=2.1.0, exactly none'],
      ['7.*', '7 <8, exactly none'],
      ['^7.4|^8.0', '7.4 <9, exactly none'],
      ['v1.2.3', 'v1.2.3 <=v1.2.3, exactly v1.2.3'],
      ['2.*@dev', '2 <3, exactly none'],
      ['dev-master', unknown],
      ['dev-main as 1.2.x-dev', unknown],
    ],
  ],
  [
    'nimble',
    [
      ['>= 1.6.0', '1.6.0, exactly none'],
      ['>= 1.0 & < 2', '1.0 <2, exactly none'],
      ['^= 1.2.3', '1.2.3 <2, exactly none'],
      ['^= 0.2.3', '0.2.3 <0.3, exactly none'],
      ['~= 1.2.3', '1.2.3 <1.3, exactly none'],
      ['== 0.5', '0.5 <=0.5, exactly 0.5'],
      ['#head', unknown],
    ],
  ],
  [
    'pvp',
    [
      ['^>=1.2.3', '1.2.3 <1.3, exactly none'],
      ['>=4.7 && <5', '4.7 <5, exactly none'],
      ['==2.0.*', '2.0 <2.1, exactly none'],
    ],
  ],
  [
    'opam',
    [
      ['{>= "4.14" & < "5.2~"}', '4.14 <5.2~, exactly none'],
      ['= "1.0"', '1.0 <=1.0, exactly 1.0'],
    ],
  ],
  ['luarocks', [['~> 5.1', '5.1 <5.2, exactly none']]],
  ['cpan', [['9.34', '9.34, exactly none']]],
  ['dub', [['~>0.9.7', '0.9.7 <0.10.0, exactly none']]],
  [
    'pub',
    [
      ['^1.2.3', '1.2.3 <2.0.0, exactly none'],
      ['^0.0.3', '0.0.3 <0.1.0, exactly none'],
      ['>=3.5.0 <4.0.0', '3.5.0 <4.0.0, exactly none'],
      ['any', unknown],
    ],
  ],
  [
    'swift',
    [
      ['from: "4.89.0"', '4.89.0 <5.0.0, exactly none'],
      ['.upToNextMinor(from: "4.2.0")', '4.2.0 <4.3.0, exactly none'],
      ['"1.0.0"..<"2.0.0"', '1.0.0 <2.0.0, exactly none'],
      ['"1.0.0"..."1.9.9"', '1.0.0 <=1.9.9, exactly none'],
      ['exact: "1.2.3"', '1.2.3 <=1.2.3, exactly 1.2.3'],
      ['branch: "main"', unknown],
    ],
  ],
  ['tag', [['24.1-slim', '24.1-slim <=24.1-slim, exactly 24.1-slim']]],
])('%s', (id, requirements) => {
  it.each(requirements)('%s: %s', (requirement, expected) => {
    expect(told(id, requirement)).toBe(expected);
  });
});

it('keeps npm’s rule for prereleases', () => {
  expect(schemes.semver.admits('^5.0.0-beta.1', '5.0.0-beta.2')).toBe(true);
  expect(schemes.semver.admits('>=4', '5.0.0-beta.2')).toBe(false);
});

it('orders the versions of Go itself', () => {
  const versions = ['1.22', '1.21.0', '1.21', 'go1.21rc2', '1.20', '1.21rc1', '1.20rc1', '1.9', '1.21.10', '1.21.9'];
  expect(versions.toSorted((a, b) => schemes.go.compare(a, b) ?? 0)).toEqual([
    ...['1.9', '1.20rc1', '1.20', '1.21', '1.21rc1', 'go1.21rc2', '1.21.0', '1.21.9', '1.21.10', '1.22'],
  ]);
  expect(['1.21', '1.21rc1', '1.21.0'].filter((version) => schemes.go.isPrerelease(version))).toEqual(['1.21rc1']);
});

// The examples of https://semver.org/#spec-item-11, and what NuGet adds: a fourth number and no regard for case.
it('orders NuGet’s versions', () => {
  const versions = [
    '1.0.0',
    '1.0.0-rc.10',
    '1.0.0-RC.2',
    '1.0.0-beta',
    '1.0.0-alpha.beta',
    '1.0.0-alpha.1',
    '1.0.0-alpha',
  ];
  expect(['1.0.0.1', ...versions].toSorted((a, b) => schemes.nuget.compare(a, b) ?? 0)).toEqual([
    ...versions.toReversed(),
    '1.0.0.1',
  ]);
  expect(schemes.nuget.compare('1.0', '1.0.0.0+build')).toBe(0);
  expect(schemes.nuget.admits('1.2.3', '2.0.0')).toBe(true);
  expect(schemes.nuget.admits('6.*', '7.0.0-beta')).toBe(false);
});

it('knows Maven’s prereleases by their many names', () => {
  const versions = [
    '1.0-M2',
    '1.0.RC1',
    '1.0.CR1',
    '1.0-SNAPSHOT',
    '2.10.0.pr1',
    '1.0-b03',
    '33.0-jre',
    '1.0.Final',
    '1.0.SP1',
  ];
  expect(versions.filter((version) => schemes.maven.isPrerelease(version))).toEqual(versions.slice(0, 6));
});

it('finds the scheme of an ecosystem', () => {
  const names = [
    'npm',
    'pypi',
    'Hackage',
    'shards',
    'gradle-plugin',
    'composer',
    'docker',
    'constructor',
    'unheard-of',
  ];
  expect(names.map((name) => schemeOf(name)?.id)).toEqual([
    ...['semver', 'pep440', 'pvp', 'rubygems', 'gradle', 'composer', 'tag', undefined, undefined],
  ]);
  for (const [id, scheme] of Object.entries(schemes)) expect(scheme.id).toBe(id);
});
