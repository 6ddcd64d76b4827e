import { expect, test } from 'vitest';
import { pnpmWorkspaceYaml } from '../../src/read/pnpm-workspace-yaml.ts';

test('members, catalogues, overrides and settings, each where it stands', () => {
  const { project, constraints, settings } = pnpmWorkspaceYaml.read(
    'pnpm-workspace.yaml',
    `packages:
- apps/*
- "!apps/api"
catalog:
  express: 4.22.0
catalogs:
  old:
    express: 3.0.0
overrides:
  qs@<6.5: ^6.5.3
onlyBuiltDependencies:
- esbuild
minimumReleaseAge: 2880
`,
  );
  expect(project).toMatchObject({ aggregator: true, workspace: { members: ['apps/*'], excluded: ['apps/api'] } });
  expect(constraints.map(({ key, name, requirement, at }) => `${at.line}: ${key} ${name} ${requirement}`)).toEqual([
    '5: catalog:default express 4.22.0',
    '8: catalog:old express 3.0.0',
    '10: pnpm-override:qs@<6.5 qs ^6.5.3',
  ]);
  expect(settings.map(({ key, value, values }) => `${key}=${value ?? values?.join()}`)).toEqual([
    'onlyBuiltDependencies=esbuild',
    'minimumReleaseAge=2880',
  ]);
});

test('a broken file is a diagnostic', () => {
  expect(pnpmWorkspaceYaml.read('pnpm-workspace.yaml', 'packages: [a\nb: c').diagnostics).toHaveLength(1);
  expect(pnpmWorkspaceYaml.read('pnpm-workspace.yaml', '').diagnostics).toEqual([]);
});
