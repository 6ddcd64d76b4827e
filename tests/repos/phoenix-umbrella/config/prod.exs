import Config

config :forum_web, ForumWeb.Endpoint,
  check_origin: false,
  cache_static_manifest: "priv/static/cache_manifest.json"

config :logger, level: :info
