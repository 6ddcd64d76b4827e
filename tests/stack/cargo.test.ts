import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { cargo } from '../../src/stack/cargo.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';
import { audited } from '../traps/audited.ts';

function resolve(files: Readonly<Record<string, string>>, path: string) {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.at(path);
  if (manifest === undefined) throw new Error(`${path} was not read`);
  return cargo.resolve(manifest, readings);
}

/** Each dependency as `name requirement = resolved at path:line`. */
function shown(files: Readonly<Record<string, string>>, path: string): string[] {
  return resolve(files, path).dependencies.map(
    ({ name, requirement, resolved, at }) => `${name} ${requirement} = ${resolved} at ${at.path}:${at.line}`,
  );
}

const lock = (...packages: [name: string, version: string, local?: boolean][]) =>
  packages
    .map(
      ([name, version, local]) =>
        `[[package]]\nname = "${name}"\nversion = "${version}"\n${local ? '' : 'source = "registry"\n'}`,
    )
    .join('\n');

const workspace = {
  'Cargo.toml': `[workspace]
members = ["crates/*"]
exclude = ["crates/old"]
[workspace.package]
rust-version = "1.92"
[workspace.dependencies]
axum = "0.8"
web = { package = "actix-web", version = "4" }
`,
  'Cargo.lock': lock(['api', '0.1.0', true], ['axum', '0.8.4'], ['actix-web', '4.11.0'], ['helper', '0.1.0', true]),
  'crates/api/Cargo.toml': `[package]
name = "api"
rust-version.workspace = true
[dependencies]
axum.workspace = true
web = { workspace = true }
`,
  'crates/api/src/main.rs': 'fn main() {}',
};

test('a member takes requirement, line, name, Rust and lock from its workspace', () => {
  const { runtimes, lockfiles, files, dependencies, signs } = resolve(workspace, 'crates/api/Cargo.toml');
  expect(shown(workspace, 'crates/api/Cargo.toml')).toEqual([
    'axum 0.8 = 0.8.4 at Cargo.toml:7',
    'actix-web 4 = 4.11.0 at Cargo.toml:8',
  ]);
  expect(dependencies[1]).toMatchObject({ alias: 'web', namedAt: { path: 'crates/api/Cargo.toml', line: 6 } });
  expect(runtimes).toMatchObject([{ requirement: '1.92', at: { path: 'Cargo.toml', line: 5 } }]);
  expect(lockfiles.map(({ at }) => at.path)).toEqual(['Cargo.lock']);
  expect(files).toEqual(['Cargo.lock', 'Cargo.toml']);
  expect(signs).toEqual([{ for: 'program', reason: 'has a binary target', at: { path: 'crates/api/src/main.rs' } }]);
});

test('an excluded crate, and one that nobody lists, stand alone', () => {
  const manifest = '[package]\nname = "old"\n[dependencies]\naxum = "=0.7.5"\ntokio = "1"\n';
  const files = { ...workspace, 'crates/old/Cargo.toml': manifest, 'fixtures/x/Cargo.toml': manifest };
  for (const path of ['crates/old/Cargo.toml', 'fixtures/x/Cargo.toml']) {
    expect(shown(files, path)).toEqual([`axum =0.7.5 = 0.7.5 at ${path}:4`, `tokio 1 = undefined at ${path}:5`]);
  }
});

test('a path dependency is a member without being listed, when the lock knows it', () => {
  const files = {
    ...workspace,
    'parts/helper/Cargo.toml': '[package]\nname = "helper"\n[dependencies]\naxum = "0.8.1"\n',
  };
  expect(shown(files, 'parts/helper/Cargo.toml')).toEqual(['axum 0.8.1 = 0.8.4 at parts/helper/Cargo.toml:4']);
});

test('package.workspace names the root, and a nested workspace is its own', () => {
  const files = {
    ...workspace,
    'apart/Cargo.toml': '[package]\nname = "apart"\nworkspace = ".."\n[dependencies]\naxum.workspace = true\n',
    'crates/own/Cargo.toml': '[workspace]\n[package]\nname = "own"\n[dependencies]\naxum = "0.8"\n',
  };
  expect(shown(files, 'apart/Cargo.toml')).toEqual(['axum 0.8 = 0.8.4 at Cargo.toml:7']);
  expect(shown(files, 'crates/own/Cargo.toml')).toEqual(['axum 0.8 = undefined at crates/own/Cargo.toml:5']);
});

test('what no workspace defines is unknown, and said to be', () => {
  const { dependencies, diagnostics } = resolve(
    { 'Cargo.toml': '[package]\nname = "a"\n[dependencies]\naxum.workspace = true\n' },
    'Cargo.toml',
  );
  expect(dependencies).toMatchObject([{ name: 'axum', resolved: undefined }]);
  expect(diagnostics).toEqual([
    { message: 'axum is to be inherited, but no workspace defines it', at: { path: 'Cargo.toml', line: 4 } },
  ]);
});

test('programs in src/bin make a program, src/lib.rs alone a library', () => {
  const manifest = '[package]\nname = "a"\n';
  const signs = (files: Readonly<Record<string, string>>) =>
    resolve({ 'a/Cargo.toml': manifest, ...files }, 'a/Cargo.toml').signs?.map((sign) => sign.for);
  expect(signs({ 'a/src/bin/worker.rs': '', 'a/src/lib.rs': '' })).toEqual(['program']);
  expect(signs({ 'a/src/lib.rs': '' })).toEqual(['library']);
  expect(signs({ 'a/src/lib.rs': '', 'a/Cargo.toml': `${manifest}[[bin]]\nname = "x"\npath = "x.rs"\n` })).toEqual([]);
});

test('features say which database a driver is for, wherever they are chosen', () => {
  const { components } = audited({
    'Cargo.toml':
      '[workspace]\nmembers = ["api"]\n[workspace.dependencies]\ndiesel = { version = "2.3", features = ["postgres"] }\n',
    'api/Cargo.toml':
      '[package]\nname = "api"\nversion = "0.1.0"\n[dependencies]\naxum = "0.8"\ndiesel = { workspace = true, features = ["chrono"] }\nsqlx = { version = "0.8", features = ["sqlite"] }\n',
    'api/src/main.rs': 'fn main() {}',
  });
  const stores = components[0]?.technologies.filter(({ kind }) => kind === 'database').map(({ id }) => id);
  expect(stores).toEqual(['postgresql', 'sqlite']);
});
