import { expect, test } from 'vitest';
import { hpackYaml } from '../../src/read/hpack-yaml.ts';

test('dependencies of the sections', () => {
  const { dependencies, project } = hpackYaml.read(
    'package.yaml',
    'name: orders\ndependencies:\n  - base >= 4.7\n  - name: servant\n    version: ">= 0.20"\nexecutables:\n  api:\n    main: Main.hs\n    dependencies:\n      - warp\ntests:\n  spec:\n    dependencies: hspec\n',
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope}`)).toEqual([
    'base >= 4.7 runtime',
    'servant - runtime',
    'warp - runtime',
    'hspec - test',
  ]);
  expect(project?.signs.map((sign) => sign.for)).toEqual(['program']);
});

test('another tool’s package.yaml is no project', () => {
  expect(hpackYaml.read('package.yaml', 'kind: Package\n').project).toBeUndefined();
});
