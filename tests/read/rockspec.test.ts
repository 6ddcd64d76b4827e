import { expect, test } from 'vitest';
import { rockspec } from '../../src/read/rockspec.ts';

test('dependencies and the version of Lua', () => {
  const { dependencies, runtimes, project } = rockspec.read(
    'orders-1.0-1.rockspec',
    'package = "orders"\ndependencies = {\n  "lua >= 5.1",\n  -- "old 1.0",\n  "lapis ~> 1.9",\n}\ntest_dependencies = { "busted" }\n',
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'lapis ~> 1.9 runtime :5',
    'busted - test :7',
  ]);
  expect(runtimes).toMatchObject([{ technology: 'lua', requirement: '>= 5.1' }]);
  expect(project?.name).toBe('orders');
});
