import { ancestors, directoryOf, relativeTo, resolvePath } from '../read/directory.ts';
import type { Ground } from './ground.ts';
import { type NoRecipe, type Recipe, dockerfileOf, dockerignoreOf, execForm } from './recipe.ts';

/** ASP.NET Core. https://learn.microsoft.com/aspnet/core/host-and-deploy/docker/building-net-docker-images */
export function dotnetRecipe(ground: Ground): Recipe | NoRecipe {
  const projects = ground.files.filter((path) => /^[\w. +-]+\.(?:cs|fs|vb)proj$/.test(path));
  const [project] = projects;
  if (project === undefined || projects.length > 1)
    return { cannot: 'there is not one project file in its directory.' };
  const text = ground.text(project).slice(0, 200_000);
  const context = contextOf(ground, text);
  if (context === undefined) return { cannot: 'it is built with projects outside of the repository.' };
  const whole = context === ground.directory;
  const path = whole ? '' : ` ${relativeTo(context, ground.directory)}/${project}`;
  if (/\s/.test(path.trim())) return { cannot: `the path of ${project} has a blank in it.` };
  const name = /<AssemblyName>([\w.-]{1,100})<\/AssemblyName>/.exec(text)?.[1] ?? project.replace(/\.\w+$/, '');
  const version = `${ground.version('dotnet', 'dotnet')}.0`;
  const files = [
    project,
    ...[
      'packages.lock.json',
      'nuget.config',
      'NuGet.config',
      'global.json',
      'Directory.Packages.props',
      'Directory.Build.props',
    ].filter((path) => ground.has(path)),
  ];
  const locked = ground.has('packages.lock.json') ? ' --locked-mode' : '';
  const cache = 'RUN --mount=type=cache,target=/root/.nuget/packages';
  const dockerfile = dockerfileOf(
    [
      `FROM mcr.microsoft.com/dotnet/sdk:${version} AS build`,
      'WORKDIR /src',
      ...(whole
        ? [
            '# The project file alone: packages are fetched again only when it changes.',
            files.some((file) => file.includes(' '))
              ? `COPY [${[...files, './'].map((file) => JSON.stringify(file)).join(', ')}]`
              : `COPY ${files.join(' ')} ./`,
            `${cache} dotnet restore${locked}`,
            'COPY . .',
          ]
        : [
            '# From the directory above: the project is built with others.',
            'COPY . .',
            `${cache} dotnet restore${locked}${path}`,
          ]),
      `${cache} dotnet publish${path} --configuration Release --no-restore --output /out -p:UseAppHost=false`,
    ],
    [
      `FROM mcr.microsoft.com/dotnet/aspnet:${version}`,
      'WORKDIR /app',
      'COPY --from=build /out ./',
      '# The user `app` of the image, by number: Kubernetes cannot tell for a name that it is not root.',
      'USER 1654:1654',
      '# The default since .NET 8.',
      'EXPOSE 8080',
      execForm('ENTRYPOINT', ['dotnet', `${name}.dll`]),
    ],
  );
  return {
    dockerfile,
    dockerignore: dockerignoreOf('**/bin', '**/obj', 'appsettings.Development.json', '**/*.user', '.vs'),
    notes: ground.notes,
    ...(!whole && { context }),
  };
}

/** The directory that holds the project, those that it refers to, and the files that MSBuild and NuGet look for above it. */
function contextOf(ground: Ground, project: string): string | undefined {
  const { directory } = ground;
  const settings = [
    'Directory.Packages.props',
    'Directory.Build.props',
    'Directory.Build.targets',
    'global.json',
    'nuget.config',
    'NuGet.config',
  ];
  const above = settings.flatMap((name) => ground.above(name) ?? []);
  const referred = [...project.matchAll(/<ProjectReference\s+Include\s*=\s*"([^"$]{1,300})"/g)].map(([, path = '']) => {
    const file = resolvePath(directory, path);
    return file === undefined ? undefined : directoryOf(file);
  });
  const needed = [directory, ...above, ...referred];
  return [...ancestors(directory)].find((one) =>
    needed.every((other) => other !== undefined && relativeTo(one, other) !== undefined),
  );
}
