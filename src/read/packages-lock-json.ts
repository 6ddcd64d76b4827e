import type { Diagnostic } from '../model/diagnostic.ts';
import { reading } from '../model/reading.ts';
import { nuget } from '../versions/nuget.ts';
import { entriesOf, fieldOf, textOf } from './document.ts';
import { parseLockJson } from './lock-json.ts';
import type { Reader } from './reader.ts';

/** NuGet's lock file, by target framework; names in any case. */
export const packagesLockJson: Reader = {
  name: 'packages.lock.json',
  specifications: [
    'https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies',
  ],
  takes: ['lockfile'],
  files: ['**/packages.lock.json', '**/packages.*.lock.json'],
  maxBytes: 8 * 1024 * 1024,
  read(path, text) {
    let known: Content | undefined;
    const content = (): Content => (known ??= contentOf(path, text));
    const versions = (name: string): readonly string[] => content().versions.get(name.toLowerCase()) ?? [];
    return reading(path, this.name, {
      lockfile: {
        at: { path },
        manager: 'nuget',
        ecosystem: 'nuget',
        ...formatOf(text),
        versions,
        find: ({ name, requirement }) =>
          versions(name).find((version) => requirement === undefined || nuget.admits(requirement, version) !== false),
        problem: () => content().problem,
      },
    });
  },
};

interface Content {
  readonly versions: ReadonlyMap<string, string[]>;
  readonly problem?: Diagnostic;
}

function contentOf(path: string, text: string): Content {
  const { value, problem } = parseLockJson(path, text);
  const versions = new Map<string, string[]>();
  for (const [, packages] of entriesOf(fieldOf(value, 'dependencies'))) {
    for (const [name, locked] of entriesOf(packages)) {
      const version = textOf(fieldOf(locked, 'resolved'));
      if (version === undefined) continue;
      const list = versions.get(name.toLowerCase());
      if (list === undefined) versions.set(name.toLowerCase(), [version]);
      else if (!list.includes(version)) list.push(version);
    }
  }
  return { versions, ...(problem && { problem }) };
}

function formatOf(text: string): { format?: string } {
  const format = /"version"\s*:\s*(\d+)/.exec(text.slice(0, 200))?.[1];
  return format === undefined ? {} : { format };
}
