import { expect, test } from 'vitest';
import { erlangMk } from '../../src/read/erlang-mk.ts';

test('a Makefile of erlang.mk names its dependencies', () => {
  const { project, dependencies } = erlangMk.read(
    'Makefile',
    `PROJECT = hello
DEPS = cowboy jiffy
TEST_DEPS += gun
dep_cowboy_commit = 2.10.0
dep_jiffy = git https://github.com/davisp/jiffy 1.1.1 # comment
include erlang.mk
`,
  );
  expect(project).toMatchObject({ name: 'hello', languages: ['erlang'] });
  expect(dependencies.map(({ name, requirement, scope, at }) => `${name} ${requirement} ${scope} :${at.line}`)).toEqual(
    ['cowboy 2.10.0 runtime :4', 'jiffy 1.1.1 runtime :5', 'gun undefined test :3'],
  );
});

test('any other Makefile says nothing', () => {
  const { project, dependencies } = erlangMk.read(
    'Makefile',
    'DEPS = cowboy\nall:\n\tcc main.c\n# include erlang.mk\n',
  );
  expect([project, dependencies]).toEqual([undefined, []]);
});
