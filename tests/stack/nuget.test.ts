import { expect, test } from 'vitest';
import type { Dependency } from '../../src/model/dependency.ts';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { nuget } from '../../src/stack/nuget.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import type { Resolved } from '../../src/stack/resolver.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function resolve(path: string, files: Readonly<Record<string, string>>): Resolved {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.all.find((one) => one.path === path && one.project !== undefined);
  if (manifest === undefined) throw new Error(`${path} is no manifest`);
  return nuget.resolve(manifest, readings);
}

const shown = ({ name, requirement, resolved, scope, at }: Dependency): string =>
  `${name} ${requirement ?? '-'} ${resolved ?? '-'} ${scope} ${at.path}:${at.line}`;

function packages({ dependencies }: Resolved): string[] {
  return dependencies.filter(({ ecosystem }) => ecosystem === 'nuget').map(shown);
}

const web = (inside: string): string => `<Project Sdk="Microsoft.NET.Sdk.Web">\n${inside}\n</Project>`;
const target = '<PropertyGroup><TargetFramework>net8.0</TargetFramework></PropertyGroup>';

test('central versions: a property, an override, a switch in another file, a package for all', () => {
  const resolved = resolve('src/Api/Api.csproj', {
    'src/Api/Api.csproj': web(`${target}
<ItemGroup>
<PackageReference Include="Grpc.AspNetCore" />
<PackageReference Include="Dapper" VersionOverride="2.0.123" />
<PackageReference Include="Missing" />
</ItemGroup>`),
    'Directory.Build.props':
      '<Project><PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally></PropertyGroup></Project>',
    'Directory.Packages.props': `<Project>
<PropertyGroup>
<GrpcVersion>2.71.0</GrpcVersion>
</PropertyGroup>
<ItemGroup>
<PackageVersion Include="grpc.aspnetcore" Version="$(GrpcVersion)" />
<PackageVersion Include="Dapper" Version="2.1.0" />
<GlobalPackageReference Include="Analyzer" Version="1.0" />
</ItemGroup>
</Project>`,
  });
  expect(packages(resolved)).toEqual([
    'Analyzer 1.0 1.0.0 development Directory.Packages.props:8',
    'Grpc.AspNetCore 2.71.0 2.71.0 runtime Directory.Packages.props:3',
    'Dapper 2.0.123 2.0.123 runtime src/Api/Api.csproj:5',
    'Missing - - runtime src/Api/Api.csproj:6',
  ]);
  expect(resolved.diagnostics.map(({ message }) => message)).toEqual([
    'Missing has no version: no PackageVersion names it',
  ]);
  expect(resolved.files).toEqual(['Directory.Build.props', 'Directory.Packages.props']);
});

test('only the nearest Directory.Build.props counts, unless it imports the one above', () => {
  const files = (nearest: string) => ({
    'src/Api/Api.csproj': web('<ItemGroup><PackageReference Include="Own" Version="$(Version1)" /></ItemGroup>'),
    'src/Directory.Build.props': nearest,
    'Directory.Build.props': `<Project>
<PropertyGroup><TargetFramework>net8.0</TargetFramework><Version1>1.0.0</Version1></PropertyGroup>
<ItemGroup><PackageReference Include="Shared" Version="3.0.0" /></ItemGroup>
</Project>`,
  });
  const alone = resolve('src/Api/Api.csproj', files('<Project />'));
  expect(packages(alone)).toEqual(['Own - - runtime src/Api/Api.csproj:2']);
  expect(alone.diagnostics.map(({ message }) => message)).toEqual(['$(Version1) is not defined in this repository']);
  for (const path of [
    "$([MSBuild]::GetPathOfFileAbove('Directory.Build.props', '$(MSBuildThisFileDirectory)../'))",
    '../Directory.Build.props',
    '$(MSBuildThisFileDirectory)..\\Directory.Build.props',
    "$([MSBuild]::GetDirectoryNameOfFileAbove('$(MSBuildThisFileDirectory)..', 'Directory.Build.props'))/Directory.Build.props",
  ]) {
    const both = resolve('src/Api/Api.csproj', files(`<Project><Import Project="${path}" /></Project>`));
    expect(packages(both)).toEqual([
      'Shared 3.0.0 3.0.0 runtime Directory.Build.props:3',
      'Own 1.0.0 1.0.0 runtime Directory.Build.props:2',
    ]);
    expect(both.runtimes).toMatchObject([
      { technology: 'dotnet', requirement: '8.0', at: { path: 'Directory.Build.props', line: 2 } },
    ]);
  }
});

test('SDK and shared framework bear the version of the target framework; of several, the oldest', () => {
  const { dependencies, runtimes } = resolve('Api.csproj', {
    'Api.csproj': web(`<PropertyGroup>
<TargetFrameworks>net10.0;net8.0;netstandard2.0</TargetFrameworks>
</PropertyGroup>
<ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup>`),
  });
  expect(runtimes.map(({ requirement }) => requirement)).toEqual(['8.0', '10.0']);
  expect(dependencies.map(shown)).toEqual([
    'Microsoft.NET.Sdk.Web 8.0 - runtime Api.csproj:3',
    'Microsoft.AspNetCore.App 8.0 - runtime Api.csproj:3',
  ]);
});

test('an SDK of its own takes its version from global.json', () => {
  const { dependencies } = resolve('a/Api.csproj', {
    'a/Api.csproj': web('<Sdk Name="Acme.Sdk" />'),
    'global.json': '{"msbuild-sdks": {"Acme.Sdk": "1.6.0"}}',
  });
  expect(dependencies.map(shown)).toContain('Acme.Sdk 1.6.0 - runtime global.json:1');
});

test('Update and Remove change what stands before them', () => {
  const resolved = resolve('Api.csproj', {
    'Api.csproj': web(`${target}
<ItemGroup>
<PackageReference Remove="Gone" />
<PackageReference Include="Kept" />
</ItemGroup>`),
    'Directory.Build.props':
      '<Project><ItemGroup><PackageReference Include="Gone" Version="1.0.0" /></ItemGroup></Project>',
    'Directory.Build.targets':
      '<Project>\n<ItemGroup><PackageReference Update="Kept" Version="4.2.0" /></ItemGroup></Project>',
  });
  expect(packages(resolved)).toEqual(['Kept 4.2.0 4.2.0 runtime Directory.Build.targets:2']);
});

test('conditions: what cannot hold is left out, what only a build can tell is optional', () => {
  const resolved = resolve('Api.csproj', {
    'Api.csproj': web(`${target}
<PropertyGroup><Engine>kestrel</Engine><Engine Condition="'$(Engine)' == ''">other</Engine><From>$(FROM_OUTSIDE)</From></PropertyGroup>
<ItemGroup Condition="'$(TargetFramework)' == 'net48'"><PackageReference Include="Old" Version="1.0.0" /></ItemGroup>
<ItemGroup Condition=" '$(Engine)' == 'Kestrel' and !false "><PackageReference Include="Kestrel" Version="1.0.0" /></ItemGroup>
<ItemGroup Condition="'$(Database)' == 'mysql'"><PackageReference Include="MySqlConnector" Version="2.0.0" /></ItemGroup>
<ItemGroup Condition="'$(From)' == 'x'"><PackageReference Include="Outside" Version="2.0.0" /></ItemGroup>`),
  });
  expect(
    packages(resolved).map((one) =>
      one
        .split(' ')
        .filter((_, at) => at === 0 || at === 3)
        .join(' '),
    ),
  ).toEqual(['Kestrel runtime', 'MySqlConnector optional', 'Outside optional']);
});

test('several target frameworks: a package of one of them is used', () => {
  const resolved = resolve('Api.csproj', {
    'Api.csproj': web(`<PropertyGroup><TargetFrameworks>net48;net8.0</TargetFrameworks></PropertyGroup>
<ItemGroup Condition="'$(TargetFramework)' == 'net48'"><PackageReference Include="Old" Version="1.0.0" /></ItemGroup>
<ItemGroup Condition="'$(TargetFramework)' == 'net6.0'"><PackageReference Include="Never" Version="1.0.0" /></ItemGroup>`),
  });
  expect(packages(resolved)).toEqual(['Old 1.0.0 1.0.0 runtime Api.csproj:3']);
  expect(resolved.runtimes.map(({ technology, requirement }) => `${technology} ${requirement}`)).toEqual([
    'dotnet-framework 4.8',
    'dotnet 8.0',
  ]);
});

test('the lock beside the project decides; a floating version is otherwise unknown', () => {
  const project = web(
    `${target}<ItemGroup><PackageReference Include="Carter" Version="8.*" /><PackageReference Include="Polly" Version="[8.0,9.0)" /></ItemGroup>`,
  );
  const lock = '{"version": 1, "dependencies": {"net8.0": {"carter": {"type": "Direct", "resolved": "8.2.1"}}}}';
  expect(packages(resolve('Api.csproj', { 'Api.csproj': project })).map((one) => one.split(' ')[2])).toEqual([
    '-',
    '-',
  ]);
  const resolved = resolve('Api.csproj', { 'Api.csproj': project, 'packages.lock.json': lock });
  expect(packages(resolved)[0]).toBe('Carter 8.* 8.2.1 runtime Api.csproj:2');
  expect(resolved.lockfiles).toHaveLength(1);
});

test.each([
  ['a web project', web(target), 'service'],
  [
    'a program',
    '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
    'program',
  ],
  ['a library', '<Project Sdk="Microsoft.NET.Sdk" />', 'library'],
  ['a library of Razor components', '<Project Sdk="Microsoft.NET.Sdk.Razor" />', 'library'],
  [
    'a library with the SDK for the web',
    web('<PropertyGroup><OutputType>Library</OutputType></PropertyGroup>'),
    'library',
  ],
  [
    'a host of Aspire',
    '<Project Sdk="Aspire.AppHost.Sdk/9.5.1"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>',
    'tool',
  ],
  [
    'tests, by their package',
    web('<ItemGroup><PackageReference Include="xunit.v3" Version="1.0.0" /></ItemGroup>'),
    'test',
  ],
  [
    'tests, by their name',
    web(
      '<PropertyGroup><IsTestProject Condition="$(MSBuildProjectName.EndsWith(\'pi\'))">true</IsTestProject></PropertyGroup>',
    ),
    'test',
  ],
  [
    'an application with windows',
    '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><UseWPF>true</UseWPF><OutputType>WinExe</OutputType></PropertyGroup></Project>',
    'frontend',
  ],
  ['Blazor in the browser', '<Project Sdk="Microsoft.NET.Sdk.BlazorWebAssembly" />', 'frontend'],
  [
    'a .NET tool',
    '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><PackAsTool>true</PackAsTool></PropertyGroup></Project>',
    'tool',
  ],
])('%s', (_, project, role) => {
  expect(resolve('Api.csproj', { 'Api.csproj': project }).signs?.map((sign) => sign.for)).toEqual([role]);
});

test('tests beside a service in one directory do not make a test of it', () => {
  const files = {
    'Api.csproj': web(target),
    'Api.Tests.csproj':
      '<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="xunit" Version="2.9.0" /></ItemGroup></Project>',
  };
  expect(resolve('Api.Tests.csproj', files).signs).toEqual([]);
  expect(resolve('Api.csproj', files).signs).toMatchObject([{ for: 'service' }]);
});

test('an image that the SDK builds', () => {
  const built = (inside: string) =>
    resolve('Api.csproj', { 'Api.csproj': web(`<PropertyGroup>\n${inside}\n</PropertyGroup>`) }).imageBuilders;
  expect(built('<ContainerRepository>shop/api</ContainerRepository>')).toEqual([
    { tool: 'dotnet-sdk', configured: true, at: { path: 'Api.csproj', line: 3 } },
  ]);
  expect(built('<EnableSdkContainerSupport>true</EnableSdkContainerSupport>')).toHaveLength(1);
  expect(built('<EnableSdkContainerSupport>false</EnableSdkContainerSupport>')).toEqual([]);
});

test('packages.config belongs to the project beside it, and stands for a site without one', () => {
  const config = '<packages><package id="Microsoft.AspNet.Mvc" version="5.2.9" /></packages>';
  const project =
    '<Project><PropertyGroup><TargetFrameworkVersion>v4.8</TargetFrameworkVersion></PropertyGroup></Project>';
  const both = resolve('Site.csproj', { 'Site.csproj': project, 'packages.config': config });
  expect(packages(both)).toEqual(['Microsoft.AspNet.Mvc 5.2.9 5.2.9 runtime packages.config:1']);
  const tree = memoryTree({ 'packages.config': config, 'a/Site.csproj': project, 'a/packages.config': config });
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const stands = ['packages.config', 'a/packages.config', 'a/Site.csproj'].map((path) => {
    const reading = readings.at(path);
    return reading && nuget.stands?.(reading, readings);
  });
  expect(stands).toEqual([true, false, true]);
});

test('files that import each other, and values that grow without end, come to an end', () => {
  const grow = Array.from({ length: 60 }, () => '<A>$(A)$(A)x</A>').join('\n');
  const resolved = resolve('Api.csproj', {
    'Api.csproj': web(
      `<Import Project="a.props" /><PropertyGroup>${grow}</PropertyGroup><ItemGroup><PackageReference Include="X" Version="$(A)" /></ItemGroup>`,
    ),
    'a.props': '<Project><Import Project="b.props" /></Project>',
    'b.props': '<Project><Import Project="a.props" /></Project>',
  });
  expect(packages(resolved)).toEqual([expect.stringContaining('X - -')]);
});
