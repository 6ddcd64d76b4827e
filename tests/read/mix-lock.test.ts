import { expect, test } from 'vitest';
import { mixLock } from '../../src/read/mix-lock.ts';

const { lockfile } = mixLock.read(
  'mix.lock',
  `%{
  "phoenix": {:hex, :phoenix, "1.8.1", "abc", [:mix], [{:plug, "~> 1.14", [hex: :plug, repo: "hexpm", optional: false]}], "hexpm", "def"},
  "my_app": {:hex, :other_name, "3.0.2", "abc", [:mix], [], "hexpm", "def"},
  "gen_rpc": {:git, "https://github.com/emqx/gen_rpc.git", "0123456789012345678901234567890123456789", [tag: "3.6.1"]},
  "fork": {:git, "https://github.com/a/fork.git", "0123456789012345678901234567890123456789", [branch: "1.2-x"]},
  plug: {:hex, :plug, "1.16.1", "abc"},
}
`,
);

test('packages, tags of repositories, and nothing for commits', () => {
  const find = (name: string, requirement?: string) => lockfile?.find({ name, requirement, importer: '' });
  expect(['phoenix', 'other_name', 'my_app', 'gen_rpc', 'plug'].map((name) => find(name))).toEqual([
    '1.8.1',
    '3.0.2',
    '3.0.2',
    '3.6.1',
    '1.16.1',
  ]);
  expect(find('fork')).toBeUndefined();
  expect(find('absent')).toBeUndefined();
});

test('a lock that no longer fits the requirement says nothing', () => {
  expect(lockfile?.find({ name: 'phoenix', requirement: '~> 1.8', importer: '' })).toBe('1.8.1');
  expect(lockfile?.find({ name: 'phoenix', requirement: '~> 2.0', importer: '' })).toBeUndefined();
});
