import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { hex } from '../../src/stack/hex.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

/** Each dependency as `name = resolved`, and the lock. */
function resolved(files: Readonly<Record<string, string>>, path: string): string[] {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  const { dependencies, lockfiles } = hex.resolve(manifest, readings);
  return [...dependencies.map((one) => `${one.name} = ${one.resolved}`), ...lockfiles.map((lock) => lock.at.path)];
}

const mix = (project: string, deps: string) =>
  `defmodule M do\n  def project do\n    [${project}, deps: deps()]\n  end\n  defp deps do\n    [${deps}]\n  end\nend\n`;
const mixLock = '%{\n  "phoenix": {:hex, :phoenix, "1.8.1", "a", [:mix], [], "hexpm", "b"},\n}\n';

test('the lock beside the project', () => {
  const files = { 'web/mix.exs': mix('app: :web', '{:phoenix, "~> 1.8"}, {:plug, "1.16.1"}'), 'web/mix.lock': mixLock };
  expect(resolved(files, 'web/mix.exs')).toEqual(['phoenix = 1.8.1', 'plug = undefined', 'web/mix.lock']);
});

test('children of an umbrella share its lock, whether they name it or not', () => {
  const files = {
    'mix.exs': mix('apps_path: "apps"', ''),
    'mix.lock': mixLock,
    'apps/a/mix.exs': mix('app: :a', '{:phoenix, "~> 1.8"}, {:b, in_umbrella: true}'),
    'elsewhere/b/mix.exs': mix('app: :b, lockfile: "../../mix.lock"', '{:phoenix, "~> 1.8"}'),
    'elsewhere/c/mix.exs': mix('app: :c', '{:phoenix, "~> 1.8"}'),
  };
  expect(resolved(files, 'apps/a/mix.exs')).toEqual(['phoenix = 1.8.1', 'b = undefined', 'mix.lock']);
  expect(resolved(files, 'elsewhere/b/mix.exs')).toEqual(['phoenix = 1.8.1', 'mix.lock']);
  expect(resolved(files, 'elsewhere/c/mix.exs')).toEqual(['phoenix = undefined']);
});

test('without a lock only an exact requirement selects a version', () => {
  expect(resolved({ 'mix.exs': mix('app: :a', '{:phoenix, "1.8.0"}, {:plug, "~> 1.16"}') }, 'mix.exs')).toEqual([
    'phoenix = 1.8.0',
    'plug = undefined',
  ]);
});

test('Gleam and Rebar have locks of their own', () => {
  const gleam = {
    'gleam.toml': 'name = "a"\n[dependencies]\nmist = ">= 5.0.0 and < 6.0.0"\n',
    'manifest.toml': 'packages = [\n  { name = "mist", version = "5.0.2" },\n]\n',
  };
  expect(resolved(gleam, 'gleam.toml')).toEqual(['mist = 5.0.2', 'manifest.toml']);
  const rebar = {
    'rebar.config': '{deps, []}.',
    'rebar.lock': '{"1.2.0",[{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0}]}.',
    'apps/web/rebar.config': '{deps, [cowboy]}.',
  };
  expect(resolved(rebar, 'apps/web/rebar.config')).toEqual(['cowboy = 2.9.0', 'rebar.lock']);
});
