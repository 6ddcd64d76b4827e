import { expect, test } from 'vitest';
import { audited, stack, versionOf } from './audited.ts';

const project = (sdk: string, ...lines: string[]): string =>
  [`<Project Sdk="${sdk}">`, ...lines, '</Project>'].join('\n');
const web = 'Microsoft.NET.Sdk.Web';

test('29: central versions, turned on above, overridden, by property', () => {
  const files = {
    'Directory.Build.props':
      '<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>',
    'Directory.Packages.props': [
      '<Project>',
      '<PropertyGroup><FastVersion>7.1.1</FastVersion></PropertyGroup>',
      '<ItemGroup><PackageVersion Include="FastEndpoints" Version="$(FastVersion)" />',
      '<PackageVersion Include="Carter" Version="9.0.0" /></ItemGroup>',
      '</Project>',
    ].join('\n'),
    'api/api.csproj': project(
      web,
      '<PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>',
      '<ItemGroup><PackageReference Include="FastEndpoints" />',
      '<PackageReference Include="Carter" VersionOverride="8.2.1" /></ItemGroup>',
    ),
  };
  expect(stack(files)['api: service']).toEqual(
    expect.arrayContaining([
      'fastendpoints 7.1.1 at Directory.Packages.props:2',
      expect.stringMatching(/^carter 8\.2\.1 at api\/api\.csproj:4/),
    ]),
  );
});

test('30: the target framework stands above, or there are several', () => {
  const files = {
    'Directory.Build.props':
      '<Project>\n<PropertyGroup>\n<TargetFramework>net10.0</TargetFramework>\n</PropertyGroup>\n</Project>',
    'api/api.csproj': project(web),
    'lib/lib.csproj': project(
      'Microsoft.NET.Sdk',
      '<PropertyGroup><TargetFrameworks>net8.0;net10.0</TargetFrameworks></PropertyGroup>',
    ),
  };
  expect(versionOf(files, 'dotnet', 'api')).toMatch(/^(?:net)?10\.0 at Directory\.Build\.props:3$/);
  expect(audited(files).components.map(({ path, role }) => `${path} ${role}`)).toEqual(['api service', 'lib library']);
});

test('31: tests, the host of Aspire, tools and Razor libraries are no services', () => {
  const files = {
    'src/Api/Api.csproj': project(web),
    'src/Api.Checks/Api.Checks.csproj': project(
      web,
      '<ItemGroup><PackageReference Include="xunit.v3" Version="3.2.0" /></ItemGroup>',
    ),
    'src/AppHost/AppHost.csproj': project(
      'Microsoft.NET.Sdk',
      '<Sdk Name="Aspire.AppHost.Sdk" Version="13.0.0" />',
      '<PropertyGroup><OutputType>Exe</OutputType></PropertyGroup>',
    ),
    'src/Components/Components.csproj': project(
      'Microsoft.NET.Sdk.Razor',
      '<ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>',
    ),
    'util/Server/Server.csproj': project(web),
  };
  expect(audited(files).components.map(({ path, role }) => `${path} ${role}`)).toEqual([
    'src/Api service',
    'src/Api.Checks test',
    'src/AppHost library',
    'src/Components library',
    'util/Server library',
  ]);
});
