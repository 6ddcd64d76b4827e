import { expect, test } from 'vitest';
import { cargoToml } from '../../src/read/cargo-toml.ts';

const read = (text: string) => cargoToml.read('api/Cargo.toml', text);

/** Each dependency on one line, with what is out of the ordinary. */
function dependencies(text: string): string[] {
  return read(text).dependencies.map(({ name, alias, requirement, scope, group, inherits, source, at }) =>
    [
      `${name} ${requirement ?? '-'} ${scope}`,
      alias && `as ${alias}`,
      group && `(${group})`,
      inherits,
      source,
      `:${at.line}`,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}

test('every dependency table counts, with its scope and its condition', () => {
  expect(
    dependencies(`[dependencies]
axum = "0.8"
tokio = { version = "1.44", features = ["full"] }

[dependencies.tracing]
version = "0.1.40"
default-features = false

[target.'cfg(unix)'.dependencies]
libc = "0.2"

[dev-dependencies]
reqwest = "0.12"

[build-dependencies]
cc = "1"
`),
  ).toEqual([
    'axum 0.8 runtime :2',
    'tokio 1.44 runtime :3',
    'tracing 0.1.40 runtime :6',
    'reqwest 0.12 development :13',
    'cc 1 build :16',
    'libc 0.2 runtime (cfg(unix)) :10',
  ]);
});

test('names, sources and inheritance are told apart', () => {
  expect(
    dependencies(`[dependencies]
actix-web.workspace = true
serde = { workspace = true, features = ["derive"] }
http0 = { package = "http", version = "0.2.9" }
rocket = { git = "https://github.com/rwf2/Rocket", branch = "master" }
warp = { git = "https://github.com/seanmonstar/warp", tag = "v0.3.7" }
shared = { path = "../shared" }
`),
  ).toEqual([
    'actix-web - runtime workspace :2',
    'serde - runtime workspace :3',
    'http 0.2.9 runtime as http0 :4',
    'rocket - runtime git :5',
    'warp =0.3.7 runtime git :6',
    'shared - runtime path :7',
  ]);
});

test('an optional dependency counts only when a default feature switches it on', () => {
  expect(
    dependencies(`[features]
default = ["server", "json?/std"]
server = ["dep:axum", "metrics"]
metrics = ["prometheus/process"]
legacy = ["rocket"]

[dependencies]
axum = { version = "0.8", optional = true }
prometheus = { version = "0.13", optional = true }
rocket = { version = "0.5", optional = true }
json = { version = "0.12", optional = true }
`),
  ).toEqual([
    'axum 0.8 runtime :8',
    'prometheus 0.13 runtime :9',
    'rocket 0.5 optional (legacy) :10',
    'json 0.12 optional :11',
  ]);
});

test('comments and look-alikes name nothing', () => {
  expect(dependencies('# axum = "0.8"\n[dependencies]\nrocketmq = "0.1" # uses warp\n')).toEqual([
    'rocketmq 0.1 runtime :3',
  ]);
});

test('a virtual workspace holds members, shared versions and patches together', () => {
  const { project, constraints, variables, runtimes } = read(`[workspace]
members = ["crates/*", "tools/x"]
exclude = ["vendor"]

[workspace.package]
rust-version = "1.92"

[workspace.dependencies]
axum = { version = "0.8.4", features = ["ws"] }
web = { package = "actix-web", version = "4" }

[patch.crates-io]
hyper = { git = "https://github.com/hyperium/hyper" }
`);
  expect(project?.aggregator).toBe(true);
  expect(project?.workspace).toMatchObject({ members: ['crates/*', 'tools/x'], excluded: ['vendor'] });
  expect(
    constraints.map(({ key, name, alias, requirement, source, at }) => [
      key,
      name,
      alias,
      requirement,
      source,
      at.line,
    ]),
  ).toEqual([
    ['workspace', 'axum', undefined, '0.8.4', undefined, 9],
    ['workspace', 'actix-web', 'web', '4', undefined, 10],
    ['patch', 'hyper', undefined, undefined, 'git', 13],
  ]);
  expect(variables).toEqual([
    { name: 'workspace.rust-version', value: '1.92', at: { path: 'api/Cargo.toml', line: 6 } },
  ]);
  expect(runtimes).toEqual([]);
});

test('what the manifest says of the crate itself', () => {
  const { project, runtimes, settings, links } = read(`[package]
name = "orders"
version = "1.2.0"
edition = "2024"
rust-version = "1.85"
workspace = "../.."

[[bin]]
name = "server"

[dependencies]
core = { path = "../core" }

[profile.release]
overflow-checks = true
`);
  expect(project).toMatchObject({ name: 'orders', version: '1.2.0', languages: ['rust'] });
  expect(project?.signs).toEqual([
    { for: 'program', reason: 'declares a binary target', at: { path: 'api/Cargo.toml', line: 8 } },
  ]);
  expect(runtimes).toEqual([
    { technology: 'rust', requirement: '1.85', strength: 'minimum', at: { path: 'api/Cargo.toml', line: 5 } },
  ]);
  expect(settings.map(({ key, value, profile }) => [key, value, profile])).toEqual([
    ['package.edition', '2024', 'base'],
    ['profile.release.overflow-checks', 'true', 'production'],
  ]);
  // "../.." leads out of the repository.
  expect(links.map(({ kind, path }) => [kind, path])).toEqual([['reference', 'core/Cargo.toml']]);
});

test('macros and libraries for others are libraries', () => {
  const reasons = (text: string) => read(text).project?.signs.map((sign) => `${sign.for}: ${sign.reason}`);
  expect(reasons('[package]\nname = "a"\n[lib]\nproc-macro = true')).toEqual(['library: is a procedural macro']);
  expect(reasons('[package]\nname = "a"\n[lib]\ncrate-type = ["cdylib"]')).toEqual(['library: is built as cdylib']);
});

test('what is no manifest is said to be none', () => {
  expect(read('[package\nname = 1').diagnostics).toMatchObject([{ at: { path: 'api/Cargo.toml', line: 2 } }]);
  expect(read('x = 1').diagnostics).toMatchObject([{ message: 'neither a package nor a workspace' }]);
  expect(
    read('[package]\nname = "a"\n[dependencies]\nconstructor = "1"\nb = 3\nc = []').dependencies.map(
      ({ name }) => name,
    ),
  ).toEqual(['constructor', 'b', 'c']);
});
