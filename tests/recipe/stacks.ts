/** Small repositories without a Dockerfile, one for each stack that there is a recipe for. */
const pom = (dependency: string, plugin = ''): string => `<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>com.example</groupId>
  <artifactId>orders</artifactId>
  <version>1.0.0</version>
  <properties><maven.compiler.release>21</maven.compiler.release></properties>
  <dependencies>${dependency}</dependencies>
  <build><plugins>${plugin}</plugins></build>
</project>
`;
const dependency = (group: string, artifact: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
const npm = (dependencies: Record<string, string>, more: Record<string, unknown> = {}): string =>
  JSON.stringify({ name: 'orders', private: true, dependencies, ...more }, undefined, 2);
const npmLock = '{"name":"orders","lockfileVersion":3,"packages":{"":{"name":"orders"}}}';
const js = { 'package-lock.json': npmLock, 'server.js': '' };
const start = { scripts: { start: 'node server.js' } };
const built = {
  scripts: { build: 'tsc', start: 'nest start', 'start:prod': 'node dist/main' },
  devDependencies: { typescript: '^5.9.0' },
};
const goMod = (module: string): string => `module example.com/orders\n\ngo 1.25\n\nrequire ${module}\n`;
const cargo = (dependency: string): Record<string, string> => ({
  'Cargo.toml': `[package]\nname = "orders"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\n${dependency}\n`,
  'Cargo.lock': 'version = 4\n\n[[package]]\nname = "orders"\nversion = "0.1.0"\n',
  'src/main.rs': 'fn main() {}\n',
});
const uv = (...dependencies: string[]): Record<string, string> => ({
  'pyproject.toml': `[project]\nname = "orders"\nversion = "1"\nrequires-python = ">=3.12"\ndependencies = ${JSON.stringify(dependencies)}\n`,
  'uv.lock': 'version = 1\nrequires-python = ">=3.12"\n',
});

export const stacks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Express: { ...js, 'package.json': npm({ express: '^5.1.0' }, start) },
  'Fastify with pnpm': {
    'server.js': '',
    'package.json': npm({ fastify: '^5.6.0' }, { ...start, packageManager: 'pnpm@10.12.1+sha512.0' }),
    'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
  },
  'Koa with yarn': {
    'server.js': '',
    'package.json': npm({ koa: '^3.0.0' }, start),
    'yarn.lock': '# yarn lockfile v1\n',
  },
  'Hono with yarn 4': {
    'server.js': '',
    'package.json': npm({ hono: '^4.9.0' }, start),
    'yarn.lock': '__metadata:\n  version: 8\n',
    '.yarnrc.yml': 'nodeLinker: node-modules\n',
  },
  'Express with bcrypt': {
    ...js,
    'package.json': npm({ express: '^5.1.0', bcrypt: '^6.0.0' }, start),
    '.nvmrc': '24.11.0',
  },
  'Express without lock file': { 'server.js': '', 'package.json': npm({ express: '^5.1.0' }, start) },
  NestJS: {
    'package-lock.json': npmLock,
    'src/main.ts': '',
    'package.json': npm({ '@nestjs/core': '^11.1.0', '@nestjs/platform-express': '^11.1.0' }, built),
  },
  'Express with a build for its front end': {
    ...js,
    'package.json': npm({ express: '^5.1.0' }, { scripts: { build: 'vite build', start: 'node server.js' } }),
  },
  Bun: {
    'bun.lock': '{"lockfileVersion":1,"workspaces":{},"packages":{}}',
    'src/index.ts': '',
    'package.json': npm({ elysia: '^1.4.0' }, { scripts: { start: 'bun src/index.ts' } }),
  },
  Deno: {
    'deno.json':
      '{"imports":{"@oak/oak":"jsr:@oak/oak@^17.1.0"},"tasks":{"start":"deno run --allow-net --watch main.ts"}}',
    'deno.lock': '{"version":"5"}',
    'main.ts': '',
  },
  'FastAPI with uv': {
    ...uv('fastapi[standard]>=0.120'),
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
  },
  'FastAPI with requirements': {
    'requirements.txt': 'fastapi==0.120.0\nuvicorn==0.38.0\n',
    'main.py': 'from fastapi import FastAPI\n\napi = FastAPI()\n',
  },
  'Starlette with Poetry': {
    'pyproject.toml':
      '[tool.poetry]\nname = "orders"\nversion = "1"\n[tool.poetry.dependencies]\npython = "^3.12"\nstarlette = "^0.48"\nuvicorn = "^0.38"\n',
    'poetry.lock': '[metadata]\nlock-version = "2.1"\n',
    'main.py': 'app = Starlette()\n',
  },
  Litestar: { ...uv('litestar[standard]>=2.18'), 'app.py': 'app = Litestar()\n' },
  Django: {
    ...uv('django>=5.2', 'gunicorn>=23', 'psycopg2>=2.9'),
    'manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")\n',
    'shop/settings.py': 'ROOT_URLCONF = "shop.urls"\n',
    'shop/wsgi.py': '',
  },
  'Django below the root': {
    'requirements.txt': 'django==5.2\ngunicorn==23.0.0\n',
    'site/manage.py': '',
    'site/shop/settings.py': '',
    'site/shop/wsgi.py': '',
  },
  'Flask with Pipenv': {
    Pipfile: '[packages]\nflask = "*"\ngunicorn = "*"\n',
    'Pipfile.lock': '{"_meta":{},"default":{},"develop":{}}',
    'app.py': 'def create_app():\n    pass\n',
  },
  Gin: { 'go.mod': goMod('github.com/gin-gonic/gin v1.11.0'), 'go.sum': '', 'cmd/server/main.go': 'package main\n' },
  Fiber: { 'go.mod': goMod('github.com/gofiber/fiber/v2 v2.52.9'), 'go.sum': '', 'main.go': 'package main\n' },
  Echo: { 'go.mod': goMod('github.com/labstack/echo/v4 v4.13.4'), 'go.sum': '', 'main.go': 'package main\n' },
  chi: { 'go.mod': goMod('github.com/go-chi/chi/v5 v5.2.3'), 'go.sum': '', 'main.go': 'package main\n' },
  'net/http': {
    'go.mod': 'module example.com/orders\n\ngo 1.25\n',
    'main.go': 'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
  },
  'Gin with SQLite': {
    'go.mod':
      'module example.com/orders\n\ngo 1.25\n\nrequire (\n\tgithub.com/gin-gonic/gin v1.11.0\n\tgithub.com/mattn/go-sqlite3 v1.14.32\n)\n',
    'go.sum': '',
    'main.go': 'package main\n',
  },
  'Actix Web': cargo('actix-web = "4.11"'),
  Axum: {
    ...cargo('axum = "0.8"\ntokio = "1"'),
    'Cargo.lock': 'version = 4\n\n[[package]]\nname = "openssl-sys"\nversion = "0.9.110"\n',
  },
  Rocket: cargo('rocket = "0.5.1"'),
  'Spring Boot with Maven': {
    'pom.xml': pom(dependency('org.springframework.boot', 'spring-boot-starter-web', '3.5.7')),
    mvnw: '',
    '.mvn/wrapper/maven-wrapper.properties': '',
  },
  'Spring Boot with Gradle': {
    'settings.gradle.kts': 'rootProject.name = "orders"\n',
    'build.gradle.kts':
      'plugins {\n  java\n  id("org.springframework.boot") version "3.5.7"\n}\n\njava { toolchain { languageVersion = JavaLanguageVersion.of(21) } }\n\ndependencies {\n  implementation("org.springframework.boot:spring-boot-starter-web:3.5.7")\n}\n',
  },
  Quarkus: { 'pom.xml': pom(dependency('io.quarkus', 'quarkus-rest', '3.28.0')) },
  Micronaut: {
    'pom.xml': pom(
      dependency('io.micronaut', 'micronaut-http-server-netty', '4.10.0'),
      '<plugin><groupId>org.apache.maven.plugins</groupId><artifactId>maven-shade-plugin</artifactId></plugin>',
    ),
  },
  Ktor: {
    'settings.gradle.kts': '',
    'build.gradle.kts':
      'plugins {\n  kotlin("jvm") version "2.2.0"\n  id("io.ktor.plugin") version "3.3.0"\n}\n\ndependencies {\n  implementation("io.ktor:ktor-server-netty:3.3.0")\n}\n',
    gradlew: '',
  },
  Phoenix: {
    'mix.exs':
      'defmodule Orders.MixProject do\n  use Mix.Project\n\n  def project do\n    [app: :orders, version: "0.1.0", elixir: "~> 1.18", deps: deps(), aliases: [{"assets.deploy", []}]]\n  end\n\n  defp deps do\n    [{:phoenix, "~> 1.8"}]\n  end\nend\n',
    'mix.lock': '%{}\n',
    'assets/js/app.js': '',
  },
  Rails: {
    Gemfile: 'source "https://rubygems.org"\ngem "rails", "~> 8.1"\ngem "puma"\ngem "pg"\ngem "propshaft"\n',
    'Gemfile.lock': 'GEM\n  specs:\n    rails (8.1.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rails (~> 8.1)\n',
    'config.ru': '',
    '.ruby-version': '3.4.7',
  },
  'ASP.NET Core': {
    'Orders.csproj':
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n</Project>\n',
  },
  Laravel: {
    'composer.json': '{"require":{"php":"^8.3","laravel/framework":"^12.0"}}',
    'composer.lock': '{"packages":[]}',
    'public/index.php': '',
    artisan: '',
  },
  Symfony: {
    'composer.json': '{"require":{"php":">=8.3","symfony/framework-bundle":"7.3.*"}}',
    'composer.lock': '{"packages":[]}',
    'public/index.php': '',
  },
  Nim: {
    'orders.nimble': 'version = "0.1.0"\nbin = @["orders"]\nrequires "nim >= 2.0.0"\nrequires "jester >= 0.6.0"\n',
  },
  Zig: {
    'build.zig': '',
    'build.zig.zon':
      '.{\n    .name = .orders,\n    .version = "0.1.0",\n    .minimum_zig_version = "0.15.1",\n    .dependencies = .{ .httpz = .{ .url = "https://github.com/karlseguin/http.zig/archive/master.tar.gz", .hash = "httpz-1" } },\n    .paths = .{""},\n}\n',
  },
};

/** Members of workspaces: repositories in which one service of several is built from a directory above, and where that service stands. */
export const members: Readonly<
  Record<string, { readonly at: string; readonly files: Readonly<Record<string, string>> }>
> = {
  'Express in a workspace of npm': {
    at: 'services/api',
    files: {
      'package.json': '{"name":"shop","private":true,"workspaces":["services/*","packages/*"]}',
      'package-lock.json':
        '{"name":"shop","lockfileVersion":3,"packages":{"":{"workspaces":["services/*","packages/*"]},"services/api":{"name":"@shop/api"},"packages/log":{"name":"@shop/log"},"node_modules/@shop/log":{"link":true,"resolved":"packages/log"},"node_modules/express":{"version":"5.1.0"}}}',
      'services/api/package.json':
        '{"name":"@shop/api","private":true,"scripts":{"build":"tsc","start":"node dist/server.js"},"dependencies":{"express":"^5.1.0","@shop/log":"*"},"devDependencies":{"typescript":"^5.9.0"}}',
      'services/api/src/server.ts': '',
      'packages/log/package.json': '{"name":"@shop/log","version":"1.0.0","main":"index.js"}',
      'packages/log/index.js': '',
    },
  },
  'Koa in a workspace of yarn': {
    at: 'services/api',
    files: {
      'package.json': '{"name":"shop","private":true,"workspaces":["services/*"]}',
      'yarn.lock': '# yarn lockfile v1\n\n\nkoa@^3.0.0:\n  version "3.0.1"\n',
      'services/api/package.json':
        '{"name":"api","private":true,"scripts":{"start":"node server.js"},"dependencies":{"koa":"^3.0.0"}}',
      'services/api/server.js': '',
    },
  },
  'Fastify in a workspace of pnpm': {
    at: 'apps/api',
    files: {
      'package.json': '{"name":"shop","private":true,"packageManager":"pnpm@10.12.1"}',
      'pnpm-workspace.yaml': 'packages:\n  - apps/*\n',
      'pnpm-lock.yaml':
        "lockfileVersion: '9.0'\n\nimporters:\n\n  apps/api:\n    dependencies:\n      fastify:\n        specifier: ^5.6.0\n        version: 5.6.1\n",
      'apps/api/package.json':
        '{"name":"@shop/api","private":true,"scripts":{"build":"tsc","start":"node dist/main.js"},"dependencies":{"fastify":"^5.6.0"},"devDependencies":{"typescript":"^5.9.0"}}',
      'apps/api/src/main.ts': '',
    },
  },
  'FastAPI in a workspace of uv': {
    at: 'services/api',
    files: {
      'pyproject.toml':
        '[project]\nname = "shop"\nversion = "1"\nrequires-python = ">=3.13"\n\n[tool.uv.workspace]\nmembers = ["services/*"]\n',
      'uv.lock':
        'version = 1\nrequires-python = ">=3.13"\n\n[manifest]\nmembers = ["shop", "api"]\n\n[[package]]\nname = "api"\nversion = "1"\nsource = { virtual = "services/api" }\ndependencies = [{ name = "fastapi" }]\n\n[[package]]\nname = "fastapi"\nversion = "0.120.0"\n',
      'services/api/pyproject.toml':
        '[project]\nname = "api"\nversion = "1"\nrequires-python = ">=3.13"\ndependencies = ["fastapi>=0.120", "uvicorn>=0.38"]\n',
      'services/api/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    },
  },
  'Axum in a workspace of Cargo': {
    at: 'crates/server',
    files: {
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nresolver = "3"\n',
      'Cargo.lock': 'version = 4\n\n[[package]]\nname = "server"\nversion = "0.1.0"\n',
      'crates/server/Cargo.toml':
        '[package]\nname = "server"\nversion = "0.1.0"\nedition = "2024"\n\n[dependencies]\naxum = "0.8"\nshop-log = { path = "../log" }\n',
      'crates/server/src/main.rs': 'fn main() {}\n',
      'crates/log/Cargo.toml': '[package]\nname = "shop-log"\nversion = "0.1.0"\nedition = "2024"\n',
      'crates/log/src/lib.rs': '',
    },
  },
  'Gin that replaces a module by a directory beside it': {
    at: 'services/api',
    files: {
      'services/api/go.mod':
        'module example.com/api\n\ngo 1.25\n\nrequire github.com/gin-gonic/gin v1.11.0\nrequire example.com/log v0.0.0\n\nreplace example.com/log => ../../libs/log\n',
      'services/api/main.go': 'package main\n',
      'libs/log/go.mod': 'module example.com/log\n\ngo 1.25\n',
      'libs/log/log.go': 'package log\n',
    },
  },
  'Spring Boot in a module of Maven': {
    at: 'orders',
    files: {
      'pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0.0</version><packaging>pom</packaging><parent><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-parent</artifactId><version>4.0.0</version><relativePath/></parent><modules><module>orders</module></modules></project>',
      'orders/pom.xml':
        '<project><modelVersion>4.0.0</modelVersion><parent><groupId>com.example</groupId><artifactId>shop</artifactId><version>1.0.0</version></parent><artifactId>orders</artifactId><properties><java.version>21</java.version></properties><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-web</artifactId></dependency></dependencies></project>',
      'orders/src/main/java/com/example/OrdersApplication.java': '',
    },
  },
  'Ktor in a project of Gradle': {
    at: 'services/orders',
    files: {
      'settings.gradle.kts': 'include(":services:orders")\n',
      gradlew: '',
      'services/orders/build.gradle.kts':
        'plugins {\n  kotlin("jvm") version "2.2.20"\n  id("io.ktor.plugin") version "3.3.1"\n}\nkotlin { jvmToolchain(21) }\ndependencies {\n  implementation("io.ktor:ktor-server-netty:3.3.1")\n}\n',
      'services/orders/src/main/kotlin/Main.kt': '',
    },
  },
  'ASP.NET Core with central package management': {
    at: 'src/Orders',
    files: {
      'Directory.Packages.props':
        '<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>',
      'src/Orders/Orders.csproj':
        '<Project Sdk="Microsoft.NET.Sdk.Web"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><ProjectReference Include="..\\Domain\\Domain.csproj" /></ItemGroup></Project>',
      'src/Orders/Program.cs': '',
      'src/Domain/Domain.csproj':
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>',
    },
  },
};
