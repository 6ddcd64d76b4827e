defmodule ForumWeb.MixProject do
  use Mix.Project

  def project do
    [
      app: :forum_web,
      version: "0.1.0",
      build_path: "../../_build",
      config_path: "../../config/config.exs",
      deps_path: "../../deps",
      lockfile: "../../mix.lock",
      elixir: "~> 1.18",
      deps: deps()
    ]
  end

  def application do
    [mod: {ForumWeb.Application, []}, extra_applications: [:logger]]
  end

  defp deps do
    [
      {:phoenix, "~> 1.8.1"},
      {:bandit, "~> 1.5"},
      {:forum, in_umbrella: true}
    ]
  end
end
