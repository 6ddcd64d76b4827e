import { expect, test } from 'vitest';
import { shardLock, shardYml } from '../../src/read/shard-yml.ts';

test('shards are known by their repository, whatever name they are filed under', () => {
  const { dependencies, runtimes, project } = shardYml.read(
    'shard.yml',
    `name: orders
version: 0.1.0
crystal: ">= 1.10.0, < 2.0.0"
targets:
  orders:
    main: src/orders.cr
dependencies:
  web:
    github: Kemalcr/kemal
    version: ~> 1.6.0
  db:
    git: https://example.org/crystal-lang/crystal-db.git
    branch: master
  local:
    path: ../local
development_dependencies:
  ameba:
    github: crystal-ameba/ameba
`,
  );
  expect(dependencies.map((one) => [one.name, one.requirement ?? one.source, one.scope, one.at.line])).toEqual([
    ['kemalcr/kemal', '~> 1.6.0', 'runtime', 10],
    ['crystal-lang/crystal-db', 'git', 'runtime', 12],
    ['local', 'path', 'runtime', 15],
    ['crystal-ameba/ameba', undefined, 'development', 18],
  ]);
  expect(dependencies[0]?.alias).toBe('web');
  expect(runtimes).toMatchObject([{ technology: 'crystal', requirement: '>= 1.10.0, < 2.0.0' }]);
  expect(project?.signs.map((sign) => sign.for)).toEqual(['program']);
  expect(shardYml.read('shard.yml', 'name: lib\n').project?.signs.map((sign) => sign.for)).toEqual(['library']);
});

test('the lock', () => {
  const { lockfile } = shardLock.read(
    'shard.lock',
    'version: 2.0\nshards:\n  kemal:\n    git: https://github.com/kemalcr/kemal.git\n    version: 1.6.1\n  x:\n    github: a/x\n    version: 0.1.0+git.commit.abc\n',
  );
  expect(lockfile?.versions('kemalcr/kemal')).toEqual(['1.6.1']);
  expect(lockfile?.versions('a/x')).toEqual(['0.1.0']);
});
