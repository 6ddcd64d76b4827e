import { expect, test } from 'vitest';
import { rocketToml } from '../../src/read/rocket-toml.ts';

test('sections are profiles, and keys go without them', () => {
  const { settings } = rocketToml.read(
    'Rocket.toml',
    `[default]
address = "0.0.0.0"
limits.json = "1 MiB"

[debug]
secret_key = "development only"

[release]
secret_key = "hPrYyЭRiMyµ5sBB1π+CMæ1køFsåqKvBiQJxBVHQk="

[default.databases.main]
url = "postgres://db/main"
`,
  );
  expect(settings.map(({ key, value, profile, at }) => `${profile} ${key} = ${value} :${at.line}`)).toEqual([
    'base address = 0.0.0.0 :2',
    'base limits.json = 1 MiB :3',
    'base databases.main.url = postgres://db/main :12',
    'development secret_key = development only :6',
    'production secret_key = hPrYyЭRiMyµ5sBB1π+CMæ1køFsåqKvBiQJxBVHQk= :9',
  ]);
});
