import type { Dependency } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { directoryOf, fileNameOf } from './directory.ts';
import type { Reader } from './reader.ts';
import { targetRuntime } from './target-framework.ts';
import { childrenOf, parseXml } from './xml.ts';

/** The packages of projects of .NET Framework, each with its one version. Lists what packages need, too. */
export const packagesConfig: Reader = {
  name: 'packages.config',
  specifications: ['https://learn.microsoft.com/nuget/reference/packages-config'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/packages.config', '**/packages.*.config'],
  read(path, text) {
    const { root, diagnostics } = parseXml(path, text);
    if (root?.name !== 'packages') return reading(path, this.name, { diagnostics });
    const packages = childrenOf(root, 'package');
    const dependencies = packages.flatMap(({ attributes, line }): Dependency[] => {
      const { id, version, developmentDependency } = attributes;
      if (id === undefined || id === '') return [];
      const scope = developmentDependency?.toLowerCase() === 'true' ? 'development' : 'runtime';
      return [{ ecosystem: 'nuget', name: id, requirement: version, resolved: version, scope, at: { path, line } }];
    });
    const target = packages.find(({ attributes }) => attributes['targetFramework'] !== undefined);
    const runtime = target && targetRuntime(target.attributes['targetFramework'] ?? '', { path, line: target.line });
    return reading(path, this.name, {
      project: {
        ecosystem: 'nuget',
        name: fileNameOf(directoryOf(path)),
        at: { path, line: root.line },
        languages: ['csharp'],
        signs: [],
      },
      dependencies,
      runtimes: runtime ? [runtime] : [],
      diagnostics,
    });
  },
};
