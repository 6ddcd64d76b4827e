import { expect, test } from 'vitest';
import { audited, stack } from '../traps/audited.ts';

const crate = (name: string, ...rest: string[]): string =>
  ['[package]', `name = "${name}"`, 'version = "0.1.0"', ...rest].join('\n');

const workspace = {
  'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n[workspace.dependencies]\nserve = { path = "crates/serve" }\n',
  'crates/serve/Cargo.toml': crate('serve', '[dependencies]', 'warp = "0.4.3"', 'sqlx = "0.8"'),
  'crates/serve/src/lib.rs': '',
  'crates/cli/Cargo.toml': crate(
    'cli',
    '[[bin]]',
    'name = "shopd"',
    'path = "src/main.rs"',
    '[dependencies]',
    'serve.workspace = true',
  ),
  'crates/cli/src/main.rs': 'fn main() {}',
};

test('the crate that an image starts serves with the framework of a crate that it is built with', () => {
  const Dockerfile = [
    'FROM rust:1.90 AS build',
    'COPY . .',
    'RUN cargo build --release -p cli',
    'FROM debian:12-slim',
    'COPY --from=build /target/release/shopd /usr/bin/shopd',
    'ENTRYPOINT ["shopd"]',
  ].join('\n');
  expect(stack({ ...workspace, Dockerfile })).toEqual({
    'crates/cli: service': ['warp 0.4.3 at crates/serve/Cargo.toml:5'],
    'crates/serve: library': ['warp 0.4.3 at crates/serve/Cargo.toml:5'],
  });
});

test('a tool that shares a crate with the server serves nothing', () => {
  expect(stack(workspace)).toEqual({
    'crates/cli: library': [],
    'crates/serve: library': ['warp 0.4.3 at crates/serve/Cargo.toml:5'],
  });
});

const project = (sdk: string, ...items: string[]): string =>
  `<Project Sdk="${sdk}">\n<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>\n<ItemGroup>\n${items.join('\n')}\n</ItemGroup>\n</Project>`;

test('a service of .NET stores where the project that it refers to does; an analyzer brings nothing', () => {
  const files = {
    'src/Web/Web.csproj': project(
      'Microsoft.NET.Sdk.Web',
      String.raw`<ProjectReference Include="..\Data\Data.csproj" />`,
      String.raw`<ProjectReference Include="..\Checks\Checks.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />`,
    ),
    'src/Data/Data.csproj': project(
      'Microsoft.NET.Sdk',
      '<PackageReference Include="Npgsql.EntityFrameworkCore.PostgreSQL" Version="10.0.0" />',
    ),
    'src/Checks/Checks.csproj': project(
      'Microsoft.NET.Sdk',
      '<PackageReference Include="MongoDB.Driver" Version="3.5.0" />',
    ),
  };
  const web = audited(files).components.find(({ path }) => path === 'src/Web');
  const stores = web?.technologies.filter(({ kind }) => kind === 'database').map(({ id }) => id);
  expect(stores).toEqual(['postgresql']);
});
