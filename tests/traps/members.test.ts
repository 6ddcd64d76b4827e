import { expect, test } from 'vitest';
import { audited, stack, unclear, versionOf } from './audited.ts';

const json = (value: unknown): string => JSON.stringify(value, null, 1);

/** Ids of all that the component at `path` is said to use. */
function uses(files: Readonly<Record<string, string>>, path: string): string[] {
  const component = audited(files).components.find((one) => one.path === path);
  return component?.technologies.map(({ id }) => id) ?? [];
}

test('a service keeps its data where the package for it does; what is only shared with it does not', () => {
  const files = {
    'package.json': json({ private: true, workspaces: ['apps/*', 'libs/*'] }),
    'apps/api/package.json': json({
      name: 'api',
      scripts: { start: 'node app.js' },
      dependencies: { express: '5.1.0', '@shop/dal': '*' },
    }),
    'libs/dal/package.json': json({
      name: '@shop/dal',
      version: '1.0.0',
      exports: './index.js',
      dependencies: { mongoose: '8.19.0', '@shop/log': '*' },
    }),
    'libs/log/package.json': json({ name: '@shop/log', version: '1.0.0', exports: './index.js' }),
  };
  expect(uses(files, 'apps/api')).toContain('mongodb');
  expect(uses(files, 'libs/log')).not.toContain('mongodb');
});

test('what is made for pages is a library, whatever it is made with', () => {
  const parts = { dependencies: { 'react-dom': '19.2.0' }, browserslist: 'defaults' };
  const library = json({ name: '@shop/ui', version: '1.0.0', exports: './index.js', ...parts });
  expect(stack({ 'package.json': library })).toEqual({ '.: library': [] });
  const pages = json({ name: 'pages', private: true, files: ['dist'], scripts: { start: 'vite' }, ...parts });
  expect(stack({ 'package.json': pages })).toEqual({ '.: frontend': [] });
});

test('a Wrangler configuration without a script hands out files', () => {
  const manifest = json({ private: true, scripts: { start: 'vite' }, devDependencies: { 'react-dom': '19.2.0' } });
  expect(stack({ 'package.json': manifest, 'wrangler.toml': 'assets = { directory = "dist" }\n' })).toEqual({
    '.: frontend': [],
  });
  expect(stack({ 'worker/wrangler.jsonc': '{\n // the script\n "main": "src/index.ts",\n}' })).toEqual({
    'worker: service': ['cloudflare-workers ? at worker/wrangler.jsonc'],
  });
});

test('members of a Dart workspace: one that others are built with is a library, whatever it depends on', () => {
  const files = {
    'pubspec.yaml': 'name: all\nworkspace:\n  - app\n  - pkg/routes\n',
    'app/pubspec.yaml': 'name: app\nresolution: workspace\ndependencies:\n  routes:\n  shelf: ^1.4.0\n',
    'app/bin/server.dart': '',
    'pkg/routes/pubspec.yaml': 'name: routes\nversion: 1.0.0\nresolution: workspace\ndependencies:\n  shelf: ^1.4.0\n',
  };
  expect(Object.keys(stack(files))).toEqual(['app: service', 'pkg/routes: library']);
});

test('names are compared within their ecosystem', () => {
  const files = {
    'deps.edn': '{:deps {dev/api {:local/root "api"}}}',
    'api/package.json': json({ name: 'api', private: true, dependencies: { luxon: '3.7.0' } }),
    'api/deps.edn': '{:deps {org.postgresql/postgresql {:mvn/version "42.7.8"}}}',
    'api/src/app/main.clj': '',
  };
  expect(Object.keys(stack(files))).toContain('api: service');
});

test('shadow-cljs says for what it builds, behind tags that it does not mind', () => {
  const edn = (target: string): string =>
    `{:http {:port #shadow/env ["PORT" :as :int]}\n :cache-dir #shadow/env ["CACHE" :default ".c"]\n :builds {:main {:target ${target}}}}`;
  expect(Object.keys(stack({ 'shadow-cljs.edn': edn(':browser') }))).toEqual(['.: frontend']);
  expect(Object.keys(stack({ 'shadow-cljs.edn': edn(':npm-module') }))).toEqual(['.: library']);
  expect(audited({ 'shadow-cljs.edn': edn(':esm :runtime :node') }).components[0]?.roleReasons).toContain(
    'builds :main for :esm',
  );
});

test('a Zig package that stands in the repository goes by its own name', () => {
  const files = {
    'build.zig.zon': '.{ .name = .jetzig, .version = "0.1.0" }',
    'shop/build.zig.zon': '.{\n .name = .shop,\n .dependencies = .{\n  .web = .{ .path = "../" },\n },\n}',
    'shop/src/main.zig': '',
  };
  expect(stack(files)['shop: service']).toEqual(['jetzig 0.1.0 at shop/build.zig.zon:4']);
});

test('what another package brings along has the version that the lock gives it', () => {
  const files = {
    'mix.exs':
      'defmodule Shop.MixProject do\n  use Mix.Project\n  def project, do: [app: :shop, deps: deps()]\n  def application, do: [mod: {Shop, []}]\n  defp deps do\n    [{:plug_cowboy, "~> 2.7"}]\n  end\nend\n',
    'mix.lock':
      '%{\n  "cowboy": {:hex, :cowboy, "2.13.0", "aa", [:make], [], "hexpm", "bb"},\n  "plug": {:hex, :plug, "1.18.1", "aa", [:mix], [], "hexpm", "bb"},\n  "plug_cowboy": {:hex, :plug_cowboy, "2.7.4", "aa", [:mix], [], "hexpm", "bb"},\n}\n',
  };
  expect(versionOf(files, 'plug')).toMatch(/^1\.18\.1 /);
  expect(versionOf(files, 'cowboy')).toMatch(/^2\.13\.0 /);
});

test('features tell which database a library serves', () => {
  const cargo = '[package]\nname = "shop"\n[dependencies]\nsqlx = { version = "0.8.6", features = ["postgres"] }\n';
  expect(uses({ 'Cargo.toml': cargo, 'src/main.rs': '' }, '.')).toContain('postgresql');
  expect(uses({ 'requirements.txt': 'celery[redis]==5.6.2\n', 'app.py': '' }, '.')).toContain('redis');
});

test('an address in the variables of a service names its database; one compose file builds what another one runs', () => {
  const composer = json({ type: 'project', require: { 'symfony/framework-bundle': '7.3.*', 'doctrine/orm': '^3.5' } });
  const files = {
    'api/composer.json': composer,
    'api/Dockerfile': 'FROM php:8.4-fpm\nCOPY . .\nEXPOSE 80\nCMD ["php-fpm"]\n',
    'pages/Dockerfile': 'FROM nginx:1.29\nCOPY . .\n',
    'compose.yaml':
      'services:\n  php:\n    image: ${PREFIX:-}app\n    environment:\n      DATABASE_URL: postgresql://a@db/app\n  pages:\n    image: pages\n  db:\n    image: postgres:17-alpine\n  other:\n    image: mysql:8.4\n',
    'compose.override.yaml': 'services:\n  php:\n    build: api\n  pages:\n    build: pages\n',
  };
  expect(versionOf(files, 'postgresql', 'api')).toBe('17 at compose.yaml:9');
  expect(uses(files, 'api')).not.toContain('mysql');
});

test('MariaDB answers the drivers of MySQL', () => {
  const files = {
    'requirements.txt': 'Django==5.2.8\nmysqlclient==2.2.7\n',
    'manage.py': '',
    Dockerfile: 'FROM python:3.14\nCOPY . .\nCMD ["gunicorn", "shop.wsgi"]\n',
    'other/Dockerfile': 'FROM nginx:1.29\nCOPY . .\n',
    'compose.yaml':
      'services:\n  web:\n    build: .\n  other:\n    build: other\n  db:\n    image: mariadb:12.1\n  search:\n    image: redis:8\n',
  };
  expect(versionOf(files, 'mariadb')).toBe('12.1 at compose.yaml:7');
});

test('a lock that holds something else than is asked for is said', () => {
  const files = {
    'pyproject.toml': '[tool.poetry]\nname = "shop"\nversion = "1"\n[tool.poetry.dependencies]\nflask = "^3.1"\n',
    'poetry.lock': '[[package]]\nname = "flask"\nversion = "2.3.3"\n\n[metadata]\nlock-version = "2.1"\n',
  };
  expect(unclear(files)).toEqual([
    'pyproject.toml:5 versions unknown: poetry.lock is out of date for flask ^3.1 (locked: 2.3.3)',
  ]);
});

test('an override is heeded by the package manager that it is written for', () => {
  const manifest = { dependencies: { express: '^4.21.0' }, resolutions: { express: '^5.0.0' } };
  const files = {
    'package.json': json({ ...manifest, scripts: { start: 'node app.js' } }),
    'package-lock.json': json({
      lockfileVersion: 3,
      packages: { '': manifest, 'node_modules/express': { version: '4.21.2' } },
    }),
  };
  const dependency = audited(files).components[0]?.technologies.find(({ id }) => id === 'express');
  expect(dependency?.version).toEqual({ declared: '^4.21.0', resolved: '4.21.2' });
});

test('yarn files an alias without a version under the bare name', () => {
  const files = {
    'package.json': json({ scripts: { start: 'node app.js' }, dependencies: { express: 'npm:ultimate-express' } }),
    'yarn.lock': '# yarn lockfile v1\n\n\n"express@npm:ultimate-express":\n  version "2.0.9"\n',
  };
  expect(stack(files)['.: service']?.join()).toMatch(/^ultimate-express 2\.0\.9 at package\.json/);
});

test('a Zig build script tells a program from a module; alone it makes a component of a program', () => {
  const module = 'pub fn build(b: *std.Build) void {\n    // b.addExecutable(\n    _ = b.addModule("web", .{});\n}\n';
  const zon =
    '.{\n .name = .web,\n .dependencies = .{\n  .httpz = .{ .url = "https://github.com/karlseguin/http.zig/archive/v1.tar.gz" },\n },\n}';
  const library = { 'build.zig.zon': zon, 'build.zig': module, 'src/main.zig': '' };
  expect(Object.keys(stack(library))).toEqual(['.: library']);
  const program = 'pub fn build(b: *std.Build) void {\n    const exe = b.addExecutable(.{ .name = "shop" });\n}\n';
  expect(audited({ 'build.zig': program }).components[0]?.roleReasons).toContain('builds an executable');
  expect(audited({ 'build.zig': module, 'main.c': '' }).components).toEqual([]);
});

test('what only serves others is a library, in Dart and in Python beside a page', () => {
  const pub = { 'pubspec.yaml': 'name: socket\ndependencies:\n  dart_frog: ^1.2.0\n', 'lib/socket.dart': '' };
  expect(Object.keys(stack(pub))).toEqual(['.: library']);
  const hub = {
    'pyproject.toml':
      '[project]\nname = "hub"\nversion = "1"\ndependencies = ["tornado>=6.5"]\n[build-system]\nrequires = ["hatchling"]\n[project.urls]\nSource = "https://example.org"\n[project.scripts]\nhub = "hub.app:main"\n',
    'package.json': json({ name: 'hub-deps', dependencies: { bootstrap: '5.3.8' } }),
  };
  expect(Object.keys(stack(hub))).toEqual(['.: library']);
});

test('a package of Composer may be called after PHP', () => {
  const files = {
    'composer.json': json({ type: 'project', require: { php: '>=8.3', 'php-amqplib/php-amqplib': '^3.7' } }),
  };
  expect(uses(files, '.')).toContain('rabbitmq');
});

test('the root of a Deno workspace holds what its members share', () => {
  const files = {
    'deno.json': json({ workspace: ['./www'], imports: { fresh: 'jsr:@fresh/core@^2.0.0' } }),
    'www/deno.json': json({ tasks: { start: 'deno serve -A main.ts' } }),
  };
  expect(Object.keys(stack(files))).toEqual(['.: library', 'www: service']);
});

test('grpcio is as often the client of others', () => {
  const service = { 'manage.py': '', 'requirements.txt': 'Django==5.2.8\ngrpcio==1.76.0\n' };
  expect(uses(service, '.')).not.toContain('grpc');
  const serving = { ...service, 'requirements.txt': 'grpcio==1.76.0\ngrpcio-health-checking==1.76.0\n' };
  expect(uses(serving, '.')).toContain('grpc');
});

test('a server that the Dockerfile installs is known by what the image starts', () => {
  const files = {
    'requirements.txt': 'Django==5.2.8\n',
    'manage.py': '',
    Dockerfile: 'FROM python:3.14\nRUN pip install uwsgi\nCOPY . .\nUSER app\nCMD ["uwsgi", "uwsgi.ini"]\n',
  };
  expect(uses(files, '.')).toContain('uwsgi');
});

test('pages that take types from tRPC serve nothing', () => {
  const dependencies = { '@trpc/server': '11.7.0', 'react-dom': '19.2.0' };
  expect(
    Object.keys(stack({ 'package.json': json({ private: true, scripts: { dev: 'vite' }, dependencies }) })),
  ).toEqual(['.: frontend']);
});

test('a package of pages that an application is built with is a library', () => {
  const files = {
    'package.json': json({ private: true, workspaces: ['apps/*', 'packages/*'] }),
    'apps/web/package.json': json({
      name: 'web',
      scripts: { start: 'next start' },
      dependencies: { next: '16.0.3', '@shop/router': '*' },
    }),
    'packages/router/package.json': json({ name: '@shop/router', version: '1.0.0', dependencies: { next: '16.0.3' } }),
  };
  expect(Object.keys(stack(files))).toEqual(['apps/web: frontend', 'packages/router: library']);
});
