import { expect, test } from 'vitest';
import { cpanfile } from '../../src/read/cpanfile.ts';

test('phases and features give the scope; comments do not count', () => {
  const { dependencies, runtimes } = cpanfile.read(
    'cpanfile',
    `requires 'perl', '5.026';
requires 'Mojolicious', '>= 9.0, < 10';
requires "Plack";
# requires 'Dancer2';
on 'test' => sub {
  requires 'Test::More', '0.98';
};
feature 'pg', 'PostgreSQL' => sub {
  recommends 'DBD::Pg';
};
requires 'JSON::XS' => 4.03;
`,
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'Mojolicious >= 9.0, < 10 runtime :2',
    'Plack - runtime :3',
    'Test::More 0.98 test :6',
    'DBD::Pg - optional :9',
    'JSON::XS 4.03 runtime :11',
  ]);
  expect(runtimes).toMatchObject([{ technology: 'perl', requirement: '5.026' }]);
});
