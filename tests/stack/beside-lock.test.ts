import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { besideLock } from '../../src/stack/beside-lock.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function resolve(path: string, files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const manifest = readings.at(path);
  const resolver = besideLock.find(({ ecosystems }) => ecosystems.includes(manifest?.project?.ecosystem ?? 'npm'));
  if (manifest === undefined || resolver === undefined) throw new Error(`nothing resolves ${path}`);
  return { ...resolver.resolve(manifest, readings), stands: resolver.stands?.(manifest, readings) };
}

test('the lock beside the manifest gives the version', () => {
  const { dependencies, files } = resolve('shard.yml', {
    'shard.yml': 'name: a\ndependencies:\n  kemal:\n    github: kemalcr/kemal\n    version: ~> 1.6\n',
    'shard.lock': 'shards:\n  kemal:\n    git: https://github.com/kemalcr/kemal.git\n    version: 1.6.1\n',
  });
  expect(dependencies[0]).toMatchObject({ requirement: '~> 1.6', resolved: '1.6.1' });
  expect(files).toEqual(['shard.lock']);
});

test('without a lock only an exact requirement names a version', () => {
  const files = (version: string) => ({ 'pubspec.yaml': `name: a\ndependencies:\n  shelf: ${version}\n` });
  expect(resolve('pubspec.yaml', files('1.4.2')).dependencies[0]?.resolved).toBe('1.4.2');
  expect(resolve('pubspec.yaml', files('^1.4.2')).dependencies[0]?.resolved).toBeUndefined();
});

test('members of a workspace share the lock of its root; a stranger above it does not', () => {
  const files = (root: string) => ({
    'pubspec.yaml': root,
    'pubspec.lock': 'packages:\n  shelf:\n    version: "1.4.1"\n',
    'api/pubspec.yaml': 'name: api\nresolution: workspace\ndependencies:\n  shelf: ^1.4.0\n',
    'api/bin/server.dart': 'void main() {}',
  });
  const member = resolve('api/pubspec.yaml', files('name: _\nworkspace:\n  - api\n'));
  expect(member.dependencies[0]?.resolved).toBe('1.4.1');
  expect(member.signs).toMatchObject([{ for: 'program', at: { path: 'api/bin/server.dart' } }]);
  expect(resolve('api/pubspec.yaml', files('name: other\n')).dependencies[0]?.resolved).toBeUndefined();
});

test('an override takes the place of the version', () => {
  const { dependencies } = resolve('pubspec.yaml', {
    'pubspec.yaml': 'name: a\ndependencies:\n  shelf: ^1.4.0\n',
    'pubspec_overrides.yaml': 'dependency_overrides:\n  shelf: 1.3.0\n',
  });
  expect(dependencies[0]).toMatchObject({
    requirement: '1.3.0',
    at: { path: 'pubspec_overrides.yaml' },
    namedAt: { path: 'pubspec.yaml' },
  });
});

test('Haskell: versions of stack.yaml; a made .cabal file stands for the package.yaml that it is made of', () => {
  const files = {
    'stack.yaml': 'resolver: lts-24\nextra-deps:\n  - warp-3.4.14\n',
    'api/api.cabal': 'name: api\nexecutable api\n  build-depends: warp >=3.4\n',
    'api/package.yaml': 'name: api\nexecutables:\n  api:\n    main: Main.hs\n',
  };
  expect(resolve('api/api.cabal', files).dependencies[0]).toMatchObject({
    resolved: '3.4.14',
    at: { path: 'stack.yaml', line: 3 },
  });
  expect(resolve('api/package.yaml', files).stands).toBe(false);
});

test('OCaml: the files that dune generates say nothing new', () => {
  const files = {
    'dune-project': '(package (name a) (depends dream))',
    'a.opam': 'opam-version: "2.0"\ndepends: ["dream"]\n',
  };
  expect(resolve('a.opam', files).stands).toBe(false);
  expect(resolve('a.opam', { ...files, 'dune-project': '(lang dune 3.0)' }).stands).toBe(true);
});
