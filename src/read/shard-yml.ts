import type { Dependency, Scope } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { type Document, entriesOf, fieldOf, textOf } from './document.ts';
import { lockOf } from './locked-packages.ts';
import type { LockedPackage } from './locked-packages.ts';
import type { Reader } from './reader.ts';
import { repositoryName } from './repository-name.ts';
import { parseYaml } from './yaml.ts';

const hosts = ['github', 'gitlab', 'bitbucket', 'codeberg', 'git', 'hg', 'fossil'] as const;

/** The manifest of a Crystal shard. Shards are known by owner and name of their repository. */
export const shardYml: Reader = {
  name: 'shard.yml',
  specifications: ['https://github.com/crystal-lang/shards/blob/master/docs/shard.yml.adoc'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/shard.yml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    if (document === undefined) return reading(path, this.name, {});
    const { value, diagnostics } = document;
    if (value === undefined) return reading(path, this.name, { diagnostics });
    const crystal = textOf(fieldOf(value, 'crystal'));
    const target = fieldOf(value, 'targets') === undefined ? undefined : document.lineOf('targets');
    return reading(path, this.name, {
      project: {
        ecosystem: 'shards',
        name: textOf(fieldOf(value, 'name')),
        version: textOf(fieldOf(value, 'version')),
        at: { path, line: document.lineOf('name') },
        languages: ['crystal'],
        signs: [
          target === undefined
            ? { for: 'library', reason: 'builds no program (no targets)', at: { path, line: 1 } }
            : { for: 'program', reason: 'builds a program (targets)', at: { path, line: target } },
        ],
      },
      dependencies: [
        ...dependenciesIn(path, document, 'dependencies', 'runtime'),
        ...dependenciesIn(path, document, 'development_dependencies', 'development'),
      ],
      runtimes:
        crystal === undefined || crystal === '*'
          ? []
          : [
              {
                technology: 'crystal',
                requirement: crystal,
                strength: 'minimum',
                at: { path, line: document.lineOf('crystal') },
              },
            ],
      diagnostics,
    });
  },
};

/** The lock file of shards. */
export const shardLock: Reader = {
  name: 'shard.lock',
  specifications: ['https://github.com/crystal-lang/shards'],
  takes: ['lockfile'],
  files: ['**/shard.lock'],
  read: (path, text) =>
    reading(path, 'shard.lock', {
      lockfile: lockOf({ path }, { manager: 'shards', ecosystem: 'shards' }, () => lockedShards(path, text)),
    }),
};

function lockedShards(path: string, text: string): LockedPackage[] {
  const document = parseYaml(path, text)[0];
  return entriesOf(fieldOf(document?.value, 'shards')).flatMap(([key, value]): LockedPackage[] => {
    const version = textOf(fieldOf(value, 'version'))?.replace(/\+git\.commit\..*$/, '');
    return version === undefined ? [] : [{ name: nameOf(key, value).name, version }];
  });
}

function dependenciesIn(path: string, document: Document, table: string, scope: Scope): Dependency[] {
  return entriesOf(fieldOf(document.value, table)).map(([key, value]) => {
    const version = textOf(fieldOf(value, 'version'));
    const { name, source } = nameOf(key, value);
    const moving = ['branch', 'commit', 'tag'].some((one) => fieldOf(value, one) !== undefined);
    return {
      ecosystem: 'shards',
      name,
      ...(version !== undefined && version !== '*' && { requirement: version }),
      scope,
      at: { path, line: document.lineOf(table, key, ...(version === undefined ? [] : ['version'])) },
      ...(name !== key && { alias: key }),
      ...(source === 'path' ? { source } : moving && { source: 'git' as const }),
    };
  });
}

function nameOf(key: string, value: unknown): { name: string; source?: 'path' } {
  for (const host of hosts) {
    const written = textOf(fieldOf(value, host));
    if (written !== undefined) return { name: repositoryName(written) ?? key };
  }
  return fieldOf(value, 'path') === undefined ? { name: key } : { name: key, source: 'path' };
}
