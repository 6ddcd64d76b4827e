import { expect, test } from 'vitest';
import { mixExs } from '../../src/read/mix-exs.ts';

const read = (text: string) => mixExs.read('mix.exs', text);
const dependencies = (text: string) =>
  read(text).dependencies.map(({ name, requirement, scope, source, at }) =>
    [`${name} ${requirement ?? '-'} ${scope}`, source, `:${at.line}`].filter((part) => part !== undefined).join(' '),
  );

function project(deps: string, rest = ''): string {
  return `defmodule Shop.MixProject do\n  use Mix.Project\n  def project do\n    [app: :shop, version: "1.0.0", deps: deps()]\n  end\n  defp deps do\n${deps}\n  end\n${rest}end\n`;
}

test('every spelling of a dependency, on one line or several', () => {
  expect(
    dependencies(
      project(`[
  {:phoenix, "~> 1.8"},
  # {:plug_cowboy, "~> 2.0"},
  {:credo, "~> 1.7", only: [:dev, :test], runtime: false},
  {:mox, "~> 1.0", only: :test},
  {:esbuild, "~> 0.8", runtime: Mix.env() == :dev},
  {:req, "~> 0.5", optional: true},
  {:sentry, "8.0.0", [only: [:prod, :dev]]},
  {:heroicons,
   github: "tailwindlabs/heroicons",
   tag: "v2.1.1", sparse: "optimized", app: false},
  {:shared, in_umbrella: true},
  {:local, path: "../local"},
  {:fork, git: "https://example.com/fork.git", branch: "main"},
  {:my_app_name, "~> 3.0", hex: :other_name, organization: "acme"}
]`),
    ),
  ).toEqual([
    'phoenix ~> 1.8 runtime :8',
    'credo ~> 1.7 development :10',
    'mox ~> 1.0 test :11',
    'esbuild ~> 0.8 build :12',
    'req ~> 0.5 optional :13',
    'sentry 8.0.0 runtime :14',
    'heroicons 2.1.1 runtime git :17',
    'shared - runtime workspace :18',
    'local - runtime path :19',
    'fork - runtime git :20',
    'other_name ~> 3.0 runtime :21',
  ]);
});

test('a helper may give the dependency, its options or its version', () => {
  const text = `defmodule A do
  @phoenix "~> 1.8.1"
  def project, do: [app: :a, deps: with_lock(target_deps(Mix.target()) ++ deps())]
  defp deps, do: [phoenix_dep(), {:ecto, @phoenix}, {:hex_core, "~> 0.18", opts()}, {:plug, plug_version()}]
  defp phoenix_dep do
    if path = System.get_env("PHOENIX_PATH") do
      {:phoenix, path: path, override: true}
    else
      {:phoenix, "~> 1.8", github: "fork/phoenix", branch: "x"}
    end
  end
  defp opts, do: [github: "hexpm/hex_core"]
  defp plug_version, do: "~> 1.16"
  defp target_deps(:app), do: [{:kit, github: "a/kit"}]
  defp target_deps(_), do: []
  defp docs, do: [extras: [{:no_warn, "priv/plts"}, {:unused, "~> 9.0"}]]
  defp with_lock(deps), do: for({:ok, dep} <- deps, do: dep)
end
`;
  expect(dependencies(text).sort()).toEqual([
    'ecto ~> 1.8.1 runtime :2',
    'hex_core ~> 0.18 runtime git :4',
    'kit - runtime git :14',
    'phoenix ~> 1.8 runtime git :9',
    'plug ~> 1.16 runtime :13',
  ]);
});

test('a version that is computed is unknown, and said to be', () => {
  const { dependencies: found, diagnostics } = read(project('[{:phoenix, System.get_env("V")}]'));
  expect(found).toMatchObject([{ name: 'phoenix', requirement: undefined }]);
  expect(diagnostics).toEqual([{ message: 'the version of phoenix is computed', at: { path: 'mix.exs', line: 7 } }]);
});

test('the project names itself, its Elixir, its children and its lock', () => {
  const umbrella = read(
    'defmodule U do\n  def project do\n    [apps_path: "apps", version: "1.0.0", deps: []]\n  end\nend',
  );
  expect(umbrella.project).toMatchObject({ aggregator: true, workspace: { members: ['apps/*'] }, signs: [] });
  const child = mixExs.read(
    'apps/web/mix.exs',
    `defmodule W do
  @version "2.1.0"
  def project do
    [app: :web, version: @version, elixir: "~> 1.19", lockfile: "../../mix.lock", deps: []]
  end
  def application do
    [mod: {W.Application, []}]
  end
end`,
  );
  expect(child.project).toMatchObject({ name: 'web', version: '2.1.0' });
  expect(child.project?.signs).toEqual([
    { for: 'program', reason: 'starts an application of its own (mod:)', at: { path: 'apps/web/mix.exs', line: 7 } },
  ]);
  expect(child.runtimes).toMatchObject([
    { technology: 'elixir', requirement: '~> 1.19', strength: 'minimum', at: { line: 4 } },
  ]);
  expect(child.links).toMatchObject([{ path: 'mix.lock', name: 'lockfile' }]);
});

test('a package that starts nothing is a library', () => {
  expect(
    read('defmodule L do\n def project do\n [app: :l, package: [], deps: []]\n end\nend').project?.signs,
  ).toMatchObject([{ for: 'library', reason: 'is described as a package for Hex' }]);
  expect(read('x = 1').diagnostics).toMatchObject([{ message: 'no project definition found' }]);
});
