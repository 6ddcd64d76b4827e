import { expect, test } from 'vitest';
import { audited, stack, unclear, versionOf } from './audited.ts';

const crate = (name: string, ...rest: string[]): string =>
  ['[package]', `name = "${name}"`, 'version = "0.1.0"', ...rest].join('\n');

test('14: rocketmq and warpgate are not Rocket and warp; a comment names nothing', () => {
  const manifest = crate('jobs', '# axum was here', '[dependencies]', 'rocketmq = "0.5.0"', 'warpgate = "0.26"');
  expect(stack({ 'Cargo.toml': manifest, 'src/main.rs': 'fn main() {}' })).toEqual({ '.: library': [] });
});

test('16: go.mod: what is indirect is not chosen; one line, or a file without marks, is as good', () => {
  const block =
    'module shop\n\ngo 1.25\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.11.0 // indirect\n\tgithub.com/go-chi/chi/v5 v5.2.3\n)\n';
  expect(stack({ 'go.mod': block, 'main.go': 'package main' })).toEqual({ '.: service': ['chi v5.2.3 at go.mod:7'] });
  const line = 'module shop\ngo 1.25\nrequire github.com/gin-gonic/gin v1.11.0\n';
  expect(stack({ 'go.mod': line, 'main.go': 'package main' })).toEqual({ '.: service': ['gin v1.11.0 at go.mod:3'] });
});

test('17: replaced by a directory, tools, two majors of one framework', () => {
  const manifest = [
    'module shop',
    'go 1.25',
    'tool github.com/air-verse/air',
    'require (',
    '\tgithub.com/gofiber/fiber/v2 v2.52.9',
    '\tgithub.com/gofiber/fiber/v3 v3.0.0-beta.4',
    '\tgithub.com/labstack/echo/v4 v4.13.4',
    '\tgithub.com/air-verse/air v1.63.0',
    ')',
    'replace github.com/labstack/echo/v4 => ./echo',
  ].join('\n');
  const files = { 'go.mod': manifest, 'main.go': 'package main' };
  expect(stack(files)).toEqual({
    '.: service': ['echo v4.13.4 at go.mod:10', 'fiber v2.52.9 at go.mod:5'],
  });
});

test('18: go.sum selects nothing', () => {
  const files = {
    'go.mod': 'module shop\ngo 1.25\nrequire github.com/go-chi/chi/v5 v5.2.3\n',
    'go.sum': 'github.com/gin-gonic/gin v1.11.0 h1:x=\ngithub.com/go-chi/chi/v5 v5.0.0 h1:y=\n',
    'main.go': 'package main',
  };
  expect(stack(files)).toEqual({ '.: service': ['chi v5.2.3 at go.mod:3'] });
});

test('19: what a crate takes from its workspace stands at the workspace', () => {
  const files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["api"]\n[workspace.package]\nversion = "0.1.0"\nrust-version = "1.88"\n[workspace.dependencies]\naxum = "0.8.6"\n',
    'api/Cargo.toml':
      '[package]\nname = "api"\nversion.workspace = true\nrust-version.workspace = true\n[dependencies]\naxum.workspace = true\n',
    'api/src/main.rs': 'fn main() {}',
  };
  expect(stack(files)).toEqual({ 'api: service': ['axum 0.8.6 at Cargo.toml:7'] });
  expect(versionOf(files, 'rust', 'api')).toBe('1.88 at Cargo.toml:5');
});

test('20: crates from git and from a path, without a version', () => {
  const manifest = crate(
    'shop',
    '[dependencies]',
    'rocket = { git = "https://github.com/rwf2/Rocket" }',
    'util = { path = "util" }',
  );
  expect(stack({ 'Cargo.toml': manifest, 'src/main.rs': '' })).toEqual({ '.: service': ['rocket ? at Cargo.toml:5'] });
});

test('21: an optional crate behind a feature, one for tests, one that only the lock knows', () => {
  const manifest = crate(
    'shop',
    '[features]',
    'web = ["dep:axum"]',
    '[dependencies]',
    'axum = { version = "0.8", optional = true }',
    '[dev-dependencies]',
    'warp = "0.4"',
  );
  const lock = 'version = 4\n[[package]]\nname = "actix-web"\nversion = "4.11.0"\n';
  const { components } = audited({ 'Cargo.toml': manifest, 'Cargo.lock': lock, 'src/lib.rs': '' });
  expect(components[0]?.role).toBe('library');
  expect(components[0]?.technologies.map(({ id }) => id)).toEqual(['axum', 'rust']);
});

test('22: many crates with a framework, two programs, one server', () => {
  const dependencies = ['[dependencies]', 'actix-web = "4.11"'];
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
    Dockerfile: 'FROM debian:13-slim\nCOPY target/release/shop_server /usr/bin/shop_server\nCMD ["shop_server"]\n',
    'crates/api/Cargo.toml': crate('shop_api', ...dependencies),
    'crates/api/src/lib.rs': '',
    'crates/routes/Cargo.toml': crate('shop_routes', ...dependencies),
    'crates/routes/src/lib.rs': '',
    'crates/server/Cargo.toml': crate('shop_server', ...dependencies),
    'crates/server/src/main.rs': '',
    'crates/schema/Cargo.toml': crate('shop_schema', '[dependencies]', 'serde = "1"'),
    'crates/schema/src/main.rs': '',
  };
  const { components } = audited(files);
  expect(components.map(({ path, role, images }) => `${path} ${role} ${images.length}`)).toEqual([
    'crates/api library 0',
    'crates/routes library 0',
    'crates/schema library 0',
    'crates/server service 1',
  ]);
});

test('46: an Elixir umbrella: the web application is the service; packages for development', () => {
  const mix = (name: string, deps: string): string =>
    `defmodule ${name}.MixProject do\n  use Mix.Project\n  def project, do: [app: :${name.toLowerCase()}, elixir: "~> 1.18", deps: deps()]\n  def application, do: [mod: {${name}.Application, []}]\n  defp deps do\n    [${deps}]\n  end\nend\n`;
  const files = {
    'mix.exs': 'defmodule Shop.MixProject do\n  use Mix.Project\n  def project, do: [apps_path: "apps"]\nend\n',
    'apps/shop/mix.exs': mix('Shop', '{:ecto_sql, "~> 3.13"}'),
    'apps/shop_web/mix.exs': mix('ShopWeb', '{:phoenix, "~> 1.8.1"}, {:bandit, "~> 1.8", only: [:dev, :test]}'),
  };
  expect(stack(files)).toEqual({
    'apps/shop: library': [],
    'apps/shop_web: service': ['phoenix ~> 1.8.1 at apps/shop_web/mix.exs:6'],
  });
});

test('52: a Zig package is known by its address, whatever key it is filed under; a commit is no version', () => {
  const zon =
    '.{\n    .name = .shop,\n    .version = "0.1.0",\n    .dependencies = .{\n        .http = .{\n            .url = "git+https://github.com/karlseguin/http.zig?ref=master#ecd2f4e1ae5d1b0a1e0b8d1f4c9f9f5a1b2c3d4e",\n            .hash = "x",\n        },\n    },\n}\n';
  expect(stack({ 'build.zig.zon': zon, 'build.zig': '', 'src/main.zig': '' })).toEqual({
    '.: service': [expect.stringMatching(/^httpz \S+ at build\.zig\.zon:6$/)],
  });
});

test('57: a prerelease is one however it is written', () => {
  const beta = 'module shop\ngo 1.25\nrequire github.com/gofiber/fiber/v3 v3.0.0-beta.4\n';
  const found = (files: Record<string, string>): string[] =>
    audited(files)
      .findings.filter(({ rule }) => rule === 'maturity/prerelease')
      .map(({ at }) => `${at.path}:${at.line}`);
  expect(found({ 'go.mod': beta, 'main.go': 'package main' })).toEqual(['go.mod:3']);
  const pom =
    '<project>\n<artifactId>shop</artifactId>\n<packaging>war</packaging>\n<dependencies>\n<dependency><groupId>io.javalin</groupId><artifactId>javalin</artifactId><version>7.0.0.M1</version></dependency>\n</dependencies>\n</project>';
  expect(found({ 'pom.xml': pom })).toEqual(['pom.xml:5']);
});

test('43: what cannot be read is said, and the rest is audited', () => {
  const files = {
    'Cargo.toml': '[package\nname = ',
    'api/go.mod': 'module api\nrequire github.com/gin-gonic/gin v1.11.0\n',
    'api/main.go': '',
  };
  expect(stack(files)).toHaveProperty('api: service', ['gin v1.11.0 at api/go.mod:2']);
  expect(unclear(files)).toEqual([expect.stringMatching(/^Cargo\.toml:\d not understood/)]);
});

test('OCaml: the libraries that dune links say what serves, where the package file is silent', () => {
  const files = {
    'dune-project': '(lang dune 3.0)\n(package (name site) (depends ocaml cohttp-lwt-unix))\n',
    'bin/dune': '(executable\n (name main)\n (libraries dream lwt.unix))\n',
    'bin/main.ml': 'let () = ()',
    'test/dune': '(executable (name t) (libraries opium))\n',
    Dockerfile: 'FROM debian:12\nCOPY main.exe /site\nEXPOSE 8080\nCMD ["/site"]\n',
  };
  expect(stack(files)).toEqual({ '.: service': ['dream ? at bin/dune:3'] });
});

test('C++: a library of a directory of the build may bear its name in front', () => {
  const files = {
    'CMakeLists.txt':
      'project(shop CXX)\nadd_subdirectory(userver)\nadd_executable(shop main.cpp)\ntarget_link_libraries(shop PRIVATE userver-core userver-postgresql)\n',
    'main.cpp': 'int main() {}',
  };
  expect(stack(files)).toEqual({ '.: service': ['userver ? at CMakeLists.txt:4'] });
});

test('nobody says that nothing builds an image where a Dockerfile was not analysed', () => {
  const found = (files: Record<string, string>): string[] =>
    audited({
      'go.mod': 'module shop\nrequire github.com/gin-gonic/gin v1.11.0\n',
      'main.go': 'package main',
      ...files,
    })
      .findings.map(({ rule }) => rule)
      .filter((rule) => rule === 'container/image-missing');
  const long = `FROM golang:1.25\n${'RUN true\n'.repeat(5001)}`;
  const large = `FROM golang:1.25\n# ${'x'.repeat(1024 * 1024)}\n`;
  expect(found({})).toEqual(['container/image-missing']);
  expect(found({ Dockerfile: long })).toEqual([]);
  expect(found({ Dockerfile: large })).toEqual([]);
  expect(found({ 'deploy/docker/Dockerfile': long })).toEqual([]);
  expect(found({ 'tools/lint/Dockerfile': long })).toEqual(['container/image-missing']);
});

test('a file called spin.toml is a Spin application if it states the version of its manifest', () => {
  const spin = (text: string): Record<string, string[]> => stack({ 'go.mod': 'module shop\n', 'api/spin.toml': text });
  expect(spin('spin_manifest_version = 2\n[application]\nname = "api"\n')).toEqual({
    '.: library': [],
    'api: service': ['spin ? at api/spin.toml'],
  });
  expect(spin('id = "spin"\nname = "Fermyon Spin"\n')).toEqual({ '.: library': [] });
});
