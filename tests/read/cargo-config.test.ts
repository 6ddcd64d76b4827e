import { expect, test } from 'vitest';
import { cargoConfig } from '../../src/read/cargo-config.ts';

test('the build target and other registries are settings', () => {
  const { settings } = cargoConfig.read(
    '.cargo/config.toml',
    `[build]
target = "wasm32-wasip1"
[registries.inner]
index = "sparse+https://crates.example/"
[alias]
xtask = "run"
`,
  );
  expect(settings.map(({ key, value, at }) => `${key} = ${value} :${at.line}`)).toEqual([
    'build.target = wasm32-wasip1 :2',
    'registries.inner.index = sparse+https://crates.example/ :4',
  ]);
});
