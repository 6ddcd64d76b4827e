import { expect, test } from 'vitest';
import { pubspecLock } from '../../src/read/pubspec-lock.ts';
import { pubspecYaml } from '../../src/read/pubspec-yaml.ts';

test('dependencies of every kind, and the version of the SDK', () => {
  const { dependencies, runtimes, constraints, project } = pubspecYaml.read(
    'server/pubspec.yaml',
    `name: server
environment:
  sdk: '>=3.5.0 <4.0.0'
dependencies:
  shelf: ^1.4.2
  any_one:
  relic:
    hosted: https://example.org
    version: ^1.0.0
  shared:
    path: ../shared
dev_dependencies:
  test: any
dependency_overrides:
  shelf: 1.4.0
`,
  );
  expect(
    dependencies.map((one) => `${one.name} ${one.requirement ?? one.source ?? '-'} ${one.scope} :${one.at.line}`),
  ).toEqual([
    'shelf ^1.4.2 runtime :5',
    'any_one - runtime :6',
    'relic ^1.0.0 runtime :9',
    'shared path runtime :11',
    'test any development :13',
  ]);
  expect(runtimes).toMatchObject([{ technology: 'dart', requirement: '>=3.5.0 <4.0.0', at: { line: 3 } }]);
  expect(constraints).toMatchObject([{ key: 'override', name: 'shelf', requirement: '1.4.0' }]);
  expect(project?.signs).toEqual([]);
});

test('an application with Flutter is a front end; a root that lists members holds a workspace', () => {
  expect(
    pubspecYaml.read('pubspec.yaml', 'name: app\ndependencies:\n  flutter:\n    sdk: flutter\n').project?.signs,
  ).toMatchObject([{ for: 'frontend' }]);
  expect(pubspecYaml.read('pubspec.yaml', 'name: _\nworkspace:\n  - packages/a\n').project).toMatchObject({
    aggregator: true,
    workspace: { members: ['packages/a'] },
  });
});

test('the lock', () => {
  const { lockfile } = pubspecLock.read(
    'pubspec.lock',
    'packages:\n  shelf:\n    dependency: "direct main"\n    description:\n      name: shelf\n      version: x\n    version: "1.4.1"\nsdks:\n  dart: ">=3.0.0"\n',
  );
  expect(lockfile?.find({ name: 'shelf', requirement: '^1.4.0', importer: '' })).toBe('1.4.1');
  expect(lockfile?.versions('dart')).toEqual([]);
});
