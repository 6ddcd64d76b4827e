import { expect, test } from 'vitest';
import { dotnetProject, msbuildProps } from '../../src/read/dotnet-project.ts';

const read = (text: string, path = 'src/Api/Api.csproj') => dotnetProject.read(path, text);

test('SDKs, packages and frameworks, with the line of the version', () => {
  const { dependencies, project, diagnostics } = read(`<Project Sdk="Microsoft.NET.Sdk.Web">
  <Sdk Name="Aspire.AppHost.Sdk" Version="9.5.1" />
  <ItemGroup>
    <PackageReference Include="Giraffe" Version="8.0.0" />
    <PackageReference Include="Dapper;Npgsql">
      <Version>2.1.0</Version>
    </PackageReference>
    <PackageReference Include="Grpc.Tools" Version="2.72.0"><PrivateAssets>all</PrivateAssets></PackageReference>
    <PackageReference Include="Serilog" />
    <PackageReference Include="Polly" Version="8.0.0" VersionOverride="7.2.0" />
    <FrameworkReference Include="Microsoft.AspNetCore.App" />
  </ItemGroup>
  <Target Name="x"><ItemGroup><PackageReference Include="Never" Version="1.0.0" /></ItemGroup></Target>
</Project>`);
  expect(diagnostics).toEqual([]);
  expect(project).toMatchObject({ name: 'Api', languages: ['csharp'] });
  expect(
    dependencies.map(
      (one) => `${one.ecosystem} ${one.name} ${one.requirement ?? one.inherits ?? '-'} ${one.scope} :${one.at.line}`,
    ),
  ).toEqual([
    'msbuild-sdk Microsoft.NET.Sdk.Web - runtime :1',
    'msbuild-sdk Aspire.AppHost.Sdk 9.5.1 runtime :2',
    'nuget Giraffe 8.0.0 runtime :4',
    'nuget Dapper 2.1.0 runtime :6',
    'nuget Npgsql 2.1.0 runtime :6',
    'nuget Grpc.Tools 2.72.0 development :8',
    'nuget Serilog central runtime :9',
    'nuget Polly 7.2.0 runtime :10',
    'framework-reference Microsoft.AspNetCore.App - runtime :11',
  ]);
});

test('conditions of a group and of what stands in it are joined', () => {
  const { dependencies, variables } = read(`<Project>
  <PropertyGroup Condition="'$(A)' == ''"><B Condition="'$(C)' == 'd'">e</B></PropertyGroup>
  <Choose>
    <When Condition="'$(X)' == 'y'"><ItemGroup><PackageReference Include="One" Version="1.0" /></ItemGroup></When>
    <Otherwise><ItemGroup><PackageReference Include="Two" Version="2.0" /></ItemGroup></Otherwise>
  </Choose>
</Project>`);
  expect(variables).toMatchObject([{ name: 'B', value: 'e', condition: "('$(A)' == '') and ('$(C)' == 'd')" }]);
  expect(dependencies.map(({ name, group }) => [name, group])).toEqual([
    ['One', "'$(X)' == 'y'"],
    ['Two', 'otherwise'],
  ]);
});

test('references to projects and imports', () => {
  const { links } = read(String.raw`<Project>
  <Import Project="..\Common.props" />
  <Import Project="Sdk.props" Sdk="My.Sdk" />
  <ItemGroup><ProjectReference Include="..\Core\Core.csproj" /><ProjectReference Include="..\..\..\out.csproj" /></ItemGroup>
</Project>`);
  expect(links.map(({ kind, path, at }) => `${kind} ${path} :${at.line}`)).toEqual([
    'import src/Common.props :2',
    'reference src/Core/Core.csproj :4',
  ]);
});

test('central versions, updates and removals are constraints of the file that holds them', () => {
  const { constraints, project } = msbuildProps.read(
    'Directory.Packages.props',
    `<Project>
  <ItemGroup>
    <PackageVersion Include="Dapper" Version="2.1.35" />
    <PackageReference Update="FSharp.Core" Version="8.0.1" />
    <PackageReference Remove="Old" />
  </ItemGroup>
</Project>`,
  );
  expect(project).toBeUndefined();
  expect(constraints.map(({ key, name, requirement }) => [key, name, requirement])).toEqual([
    ['central', 'Dapper', '2.1.35'],
    ['update', 'FSharp.Core', '8.0.1'],
    ['remove', 'Old', undefined],
  ]);
});

test('F# and Visual Basic are told by the ending, the name by the project', () => {
  expect(
    read('<Project><PropertyGroup><AssemblyName>shop</AssemblyName></PropertyGroup></Project>', 'A.fsproj').project,
  ).toMatchObject({
    name: 'shop',
    languages: ['fsharp'],
  });
  expect(read('<Project />', 'A.vbproj').project?.languages).toEqual(['visual-basic']);
});

test('what is no project is reported with its line', () => {
  expect(read('<Project>\n<ItemGroup>\n</Project>').diagnostics[0]?.at).toEqual({
    path: 'src/Api/Api.csproj',
    line: 3,
  });
  expect(read('').diagnostics).toHaveLength(1);
  expect(read('<html />').project).toBeUndefined();
  expect(read('<html />').diagnostics).toMatchObject([{ message: 'not a project of MSBuild' }]);
});
