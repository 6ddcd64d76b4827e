import type { Dependency } from '../model/dependency.ts';
import type { ImageBuilder } from '../model/reading.ts';
import type { Sign } from '../model/project.ts';
import type { Location } from '../model/location.ts';
import type { Valued } from './placeholders.ts';

type Property = (name: string) => Valued | undefined;

const testPackages =
  /^(?:Microsoft\.NET\.Test\.Sdk|xunit(?:\.core|\.v3(?:\..*)?)?|NUnit|NUnit3TestAdapter|MSTest(?:\.TestFramework)?|MSTest\.Sdk|TUnit|Expecto|NSpec|Machine\.Specifications)$/i;

/** What the SDK, the properties and the packages of a project say about its role. */
export function dotnetSigns(property: Property, dependencies: readonly Dependency[], path: string): Sign[] {
  const at = dependencies.find(({ ecosystem }) => ecosystem === 'msbuild-sdk')?.namedAt ?? { path, line: 1 };
  const is = (name: string): Location | undefined => {
    const found = property(name);
    return found?.value.toLowerCase() === 'true' ? found.at : undefined;
  };
  const sdk = (pattern: RegExp): Dependency | undefined =>
    dependencies.find(({ ecosystem, name }) => ecosystem === 'msbuild-sdk' && pattern.test(name));
  const sign = (role: Sign['for'], reason: string, place: Location = at): Sign[] => [{ for: role, reason, at: place }];

  const test = testSign(property, dependencies);
  if (test) return [test];
  const bench = dependencies.find(({ name }) => /^(?:BenchmarkDotNet|SharpFuzz)$/i.test(name));
  if (bench) return sign('example', `measures or probes other projects (${bench.name})`, bench.namedAt ?? bench.at);
  const host = is('IsAspireHost') ?? sdk(/^Aspire\.AppHost\.Sdk$/i)?.at;
  if (host) return sign('tool', 'runs the other projects during development (Aspire)', host);
  const tool = is('PackAsTool');
  if (tool) return sign('tool', 'is packed as a .NET tool', tool);
  const packed = property('PackageType');
  if (packed && /^template$/i.test(packed.value)) return sign('template', 'is a package of templates', packed.at);
  const desktop = is('UseMaui') ?? is('UseWPF') ?? is('UseWindowsForms') ?? sdk(/WebAssembly|WindowsDesktop$/i)?.at;
  if (desktop) return sign('frontend', 'is a program with a user interface', desktop);

  const output = property('OutputType');
  const kind = output?.value.toLowerCase();
  const built = sdk(/^Microsoft\.NET\.Sdk\.(?:Web|Worker)$/i);
  const functions = property('AzureFunctionsVersion');
  if (kind === 'library' && !built && functions === undefined && !webProject(property))
    return sign('library', 'builds a library (OutputType)', output?.at);
  if (built && kind !== 'library') return sign('service', `is built with ${built.name}`, built.namedAt ?? built.at);
  if (functions) return sign('service', 'runs on Azure Functions', functions.at);
  if (kind === 'exe') return sign('program', 'builds a program (OutputType)', output?.at);
  if (kind === 'winexe') return sign('frontend', 'builds a program with windows (OutputType)', output?.at);
  const web = webProject(property);
  if (web) return sign('service', 'is a web application (ProjectTypeGuids)', web.at);
  return sign('library', 'builds a library, as no OutputType says otherwise');
}

/** Web applications of .NET Framework are libraries that IIS loads; only this mark tells them apart. */
function webProject(property: Property): Valued | undefined {
  const guids = property('ProjectTypeGuids');
  return guids && /349c5851-65df-11da-9384-00065b846f21|E3E379DF-F4C6-4180-9B81-6769533ABE47/i.test(guids.value)
    ? guids
    : undefined;
}

/** The sign of a test project: it says so, or it has a package that only those have. */
function testSign(property: Property, dependencies: readonly Dependency[]): Sign | undefined {
  const said = property('IsTestProject');
  if (said?.value.toLowerCase() === 'false') return undefined;
  if (said?.value.toLowerCase() === 'true')
    return { for: 'test', reason: 'is a test project (IsTestProject)', at: said.at };
  const found = dependencies.find(
    ({ name, ecosystem }) => (ecosystem === 'nuget' || ecosystem === 'msbuild-sdk') && testPackages.test(name),
  );
  return found && { for: 'test', reason: `uses ${found.name}`, at: found.namedAt ?? found.at };
}

/** The .NET SDK makes images itself, if it is asked to. https://learn.microsoft.com/dotnet/core/containers/publish-configuration */
export function dotnetImageBuilders(property: Property, dependencies: readonly Dependency[]): ImageBuilder[] {
  const said = [
    'ContainerRepository',
    'ContainerImageName',
    'ContainerBaseImage',
    'ContainerFamily',
    'ContainerRegistry',
  ]
    .map(property)
    .find(Boolean);
  const enabled = property('EnableSdkContainerSupport') ?? property('EnableSdkContainerDebugging');
  const profile = property('PublishProfile');
  const added = dependencies.find(({ name }) => name === 'Microsoft.NET.Build.Containers');
  const at =
    (enabled?.value.toLowerCase() === 'true' ? enabled.at : undefined) ??
    said?.at ??
    (profile?.value === 'DefaultContainer' ? profile.at : undefined) ??
    added?.namedAt ??
    added?.at;
  return at
    ? [{ tool: 'dotnet-sdk', configured: true, at: { path: at.path, ...(at.line !== undefined && { line: at.line }) } }]
    : [];
}
