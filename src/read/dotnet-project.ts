import type { Project } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { fileNameOf } from './directory.ts';
import { type MsbuildFile, parseMsbuild } from './msbuild.ts';
import type { Reader } from './reader.ts';

/**
 * Project files of C#, F# and Visual Basic. What imports, properties and central versions add, and what the project is for, is found out in
 * src/stack/nuget.ts.
 */
export const dotnetProject: Reader = {
  name: 'csproj',
  specifications: ['https://learn.microsoft.com/dotnet/core/project-sdk/overview'],
  takes: ['project', 'dependencies', 'constraints', 'variables', 'links', 'runtimes', 'settings', 'imageBuilders'],
  files: ['**/*.csproj', '**/*.fsproj', '**/*.vbproj'],
  read(path, text) {
    const file = parseMsbuild(path, text);
    const { root, diagnostics, ...parts } = file;
    if (root === undefined) {
      const odd =
        diagnostics.length > 0 ? diagnostics : [{ message: 'not a project of MSBuild', at: { path, line: 1 } }];
      return reading(path, this.name, { diagnostics: odd });
    }
    return reading(path, this.name, {
      project: projectOf(path, file),
      ...parts,
      settings: settingsOf(file),
      diagnostics,
    });
  },
};

/** Properties, packages and versions that several projects share. */
export const msbuildProps: Reader = {
  name: 'Directory.Build.props',
  specifications: ['https://learn.microsoft.com/visualstudio/msbuild/customize-by-directory'],
  takes: ['dependencies', 'constraints', 'variables', 'links', 'settings'],
  files: ['**/*.props', '**/*.targets'],
  read(path, text) {
    const file = parseMsbuild(path, text);
    const { root, diagnostics, ...parts } = file;
    if (root === undefined) return reading(path, this.name, { diagnostics });
    return reading(path, this.name, { ...parts, settings: settingsOf(file), diagnostics });
  },
};

const languages: Readonly<Record<string, string>> = { csproj: 'csharp', fsproj: 'fsharp', vbproj: 'visual-basic' };

function projectOf(path: string, { variables, root }: MsbuildFile): Project {
  const file = fileNameOf(path);
  const dot = file.lastIndexOf('.');
  const literal = (name: string): string | undefined =>
    variables.find((one) => one.name === name && !one.value.includes('$(') && one.value !== '')?.value;
  const version = literal('Version') ?? literal('VersionPrefix');
  return {
    ecosystem: 'nuget',
    name: literal('PackageId') ?? literal('AssemblyName') ?? file.slice(0, dot),
    ...(version !== undefined && { version }),
    at: { path, line: root?.line ?? 1 },
    languages: [languages[file.slice(dot + 1).toLowerCase()] ?? 'csharp'],
    signs: [],
  };
}

/** Properties that rules may ask about. */
const judged =
  /^(?:Nullable|TreatWarningsAsErrors|WarningsAsErrors|NoWarn|AnalysisLevel|AnalysisMode|EnforceCodeStyleInBuild|NuGetAudit\w*|RestorePackagesWithLockFile|RestoreLockedMode|Container\w+|EnableSdkContainerSupport|EnableUnsafeBinaryFormatterSerialization|InvariantGlobalization|PublishAot|ServerGarbageCollection|ManagePackageVersionsCentrally)$/;

function settingsOf({ variables }: MsbuildFile): Setting[] {
  return variables
    .filter(({ name }) => judged.test(name))
    .map(({ name, value, condition, at }) => ({
      key: name,
      value: condition !== undefined || value.includes('$(') ? undefined : value,
      format: 'msbuild',
      profile: 'base',
      at,
    }));
}
