import { expect, test } from 'vitest';
import { vMod } from '../../src/read/v-mod.ts';

test('the names of modules', () => {
  const { dependencies, project } = vMod.read(
    'v.mod',
    "Module {\n\tname: 'api'\n\tdependencies: ['nedpals.vex',\n\t'x.y']\n}\n",
  );
  expect(dependencies.map(({ name, at }) => `${name} :${at.line}`)).toEqual(['nedpals.vex :3', 'x.y :4']);
  expect(project?.name).toBe('api');
});
