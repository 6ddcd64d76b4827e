import { expect, test } from 'vitest';
import { elixirConfig } from '../../src/read/elixir-config.ts';

const settings = (text: string, path = 'config/config.exs') =>
  elixirConfig.read(path, text).settings.map(({ key, value, values, fallback, profile, at }) => {
    const shown = values ? `[${values.join(' ')}]` : (value ?? (fallback === undefined ? '?' : `? or ${fallback}`));
    return `${profile} ${key} = ${shown} :${at.line}`;
  });

test('statements in all their forms become dotted keys', () => {
  expect(
    settings(`import Config
config :shop, ShopWeb.Endpoint,
  url: [host: "example.com", port: 443],
  check_origin: false,
  # debug_errors: true,
  secret_key_base: "literal",
  force_ssl: [hsts: true]

config :shop, :mode, :strict
config :phoenix, :json_library, Jason
config(:shop, [timeout: 15_000, origins: ["a", "b"], words: ~w(x y)])
import_config "#{config_env()}.exs"
`),
  ).toEqual([
    'base shop.ShopWeb.Endpoint.url = ? :3',
    'base shop.ShopWeb.Endpoint.url.host = example.com :3',
    'base shop.ShopWeb.Endpoint.url.port = 443 :3',
    'base shop.ShopWeb.Endpoint.check_origin = false :4',
    'base shop.ShopWeb.Endpoint.secret_key_base = literal :6',
    'base shop.ShopWeb.Endpoint.force_ssl = ? :7',
    'base shop.ShopWeb.Endpoint.force_ssl.hsts = true :7',
    'base shop.mode = strict :9',
    'base phoenix.json_library = Jason :10',
    'base shop.timeout = 15_000 :11',
    'base shop.origins = [a b] :11',
    'base shop.words = [x y] :11',
  ]);
});

test('what comes from the environment is no literal; its default is told', () => {
  expect(
    settings(`config :shop, Shop.Repo,
  url: System.fetch_env!("DATABASE_URL"),
  host: System.get_env("HOST", "localhost"),
  pool: String.to_integer(System.get_env("POOL") || "10"),
  link: "https://#{System.get_env("H")}/x"
`),
  ).toEqual([
    'base shop.Shop.Repo.url = ? :2',
    'base shop.Shop.Repo.host = ? or localhost :3',
    'base shop.Shop.Repo.pool = ? or 10 :4',
    'base shop.Shop.Repo.link = ? :5',
  ]);
});

test('the file name and the condition around a statement say for which environment it is', () => {
  expect(settings('config :a, x: 1', 'config/prod.exs')).toEqual(['production a.x = 1 :1']);
  expect(settings('config :a, x: 1', 'config/dev.exs')).toEqual(['development a.x = 1 :1']);
  expect(settings('config :a, x: 1', 'config/releases.exs')).toEqual(['production a.x = 1 :1']);
  expect(
    settings(
      `config :a, x: 1
if config_env() == :prod do
  config :a, x: 2
  if System.get_env("SSL") do
    config :a, x: 3
  end
else
  config :a, x: 4
end
if config_env() in [:dev, :test] do
  config :a, x: 5
end
unless config_env() == :prod, do: nil
case Mix.env() do
  :test -> config :ignored, on: "one line"
  :prod ->
    config :a, x: 6
  _ ->
    config :a, x: 7
end
config :a, x: 8
`,
      'config/runtime.exs',
    ),
  ).toEqual([
    'base a.x = 1 :1',
    'production a.x = 2 :3',
    'production a.x = 3 :5',
    'development a.x = 4 :8',
    'development a.x = 5 :11',
    'production a.x = 6 :17',
    'base a.x = 7 :19',
    'base a.x = 8 :21',
  ]);
});

test('the fields of lists that are joined to computed ones are kept', () => {
  expect(
    settings(`import Config
config :shop, ShopWeb.Endpoint, ports() ++ [url: [port: 443], secret_key_base: fetch!("KEY")]
`),
  ).toEqual([
    'base shop.ShopWeb.Endpoint = ? :2',
    'base shop.ShopWeb.Endpoint.url = ? :2',
    'base shop.ShopWeb.Endpoint.url.port = 443 :2',
    'base shop.ShopWeb.Endpoint.secret_key_base = ? :2',
  ]);
});
