import Config

config :forum_web, ForumWeb.Endpoint,
  http: [ip: {127, 0, 0, 1}],
  check_origin: false,
  code_reloader: true,
  debug_errors: true,
  secret_key_base: "mB3xk9N0dQ7oZc4vVf2sLh8yTj6wRp1uXa5gEeKiOnMbUqYtHrJdSzCwGlFvPxIk"
