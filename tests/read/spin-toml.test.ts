import { expect, test } from 'vitest';
import { spinToml } from '../../src/read/spin-toml.ts';

test('an application of Spin, of either version of the manifest', () => {
  const { project } = spinToml.read('spin.toml', 'spin_manifest_version = 2\n\n[application]\nname = "orders"\n');
  expect(project).toMatchObject({ name: 'orders', at: { line: 1 }, signs: [{ for: 'service' }] });
  const older = spinToml.read('spin.toml', 'name = "orders"\nspin_version = "1"\n');
  expect(older.project).toMatchObject({ name: 'orders', at: { line: 2 } });
});

test('another file of this name is no application', () => {
  expect(spinToml.read('spin.toml', 'id = "spin"\n').project).toBeUndefined();
});
