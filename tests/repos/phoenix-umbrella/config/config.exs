import Config

config :forum, ecto_repos: [Forum.Repo]

config :forum_web, ForumWeb.Endpoint,
  adapter: Bandit.PhoenixAdapter,
  url: [host: "localhost"],
  live_view: [signing_salt: "bQ0xkqyP"]

import_config "#{config_env()}.exs"
