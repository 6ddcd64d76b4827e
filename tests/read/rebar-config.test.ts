import { expect, test } from 'vitest';
import { rebarConfig } from '../../src/read/rebar-config.ts';

const read = (text: string) => rebarConfig.read('svc/rebar.config', text);

test('dependencies in all their forms; the tag of a repository is the version, not the pattern before it', () => {
  const { dependencies } = read(`%% {deps, [{elli, "3.0"}]}.
{minimum_otp_vsn, "26"}.
{deps, [
  jiffy,
  {cowboy, "2.9.0"},
  {mochiweb, ".*", {git, "https://github.com/mochi/mochiweb.git", {tag, "v2.20.1"}}},
  {erlydtl, {git, "https://github.com/erlydtl/erlydtl.git", {branch, "master"}}},
  {emysql, ".*", {git, "https://example.com/emysql.git", "52b802098322aad372198b9f5fa9ae9a4c758ad1"}},
  {uuid, "2.0.5", {pkg, uuid_erl}}
]}.
{project_plugins, [rebar3_hex]}.
{profiles, [{test, [{deps, [{meck, "0.9.2"}]}]}, {prod, [{relx, []}]}]}.
`);
  expect(
    dependencies.map(({ name, requirement, scope, source, group, at }) =>
      [`${name} ${requirement ?? '-'} ${scope}`, source, group, `:${at.line}`]
        .filter((part) => part !== undefined)
        .join(' '),
    ),
  ).toEqual([
    'jiffy - runtime :4',
    'cowboy 2.9.0 runtime :5',
    'mochiweb 2.20.1 runtime git :6',
    'erlydtl - runtime git :7',
    'emysql - runtime git :8',
    'uuid_erl 2.0.5 runtime :9',
    'rebar3_hex - build :11',
    'meck 0.9.2 test test :12',
  ]);
});

test('the least OTP, and a release as the sign of a service', () => {
  const { project, runtimes } = read('{minimum_otp_vsn, "26"}.\n{relx, [{release, {a, "1"}, [a]}]}.');
  expect(runtimes).toMatchObject([{ technology: 'beam', requirement: '26', strength: 'minimum', at: { line: 1 } }]);
  expect(project?.signs).toMatchObject([{ for: 'service', reason: 'defines a release (relx)', at: { line: 2 } }]);
});
