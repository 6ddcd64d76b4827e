import { expect, test } from 'vitest';
import { dubJson, dubSdl, dubSelections } from '../../src/read/dub.ts';

test('both forms of a recipe', () => {
  const json = dubJson.read(
    'dub.json',
    '{\n"name": "api",\n"targetType": "executable",\n"dependencies": {\n"vibe-d": "~>0.9.5",\n"own": {"path": ".."}\n}}',
  );
  const sdl = dubSdl.read('dub.sdl', 'name "api"\ndependency "vibe-d" version="~>0.9.5"\ntargetType "sourceLibrary"\n');
  expect(json.dependencies).toMatchObject([
    { name: 'vibe-d', requirement: '~>0.9.5', at: { line: 5 } },
    { name: 'own', source: 'path' },
  ]);
  expect(json.project?.signs).toMatchObject([{ for: 'program', at: { line: 3 } }]);
  expect(sdl.dependencies).toMatchObject([{ name: 'vibe-d', requirement: '~>0.9.5', at: { line: 2 } }]);
  expect(sdl.project?.signs).toMatchObject([{ for: 'library' }]);
});

test('selected versions', () => {
  const { lockfile } = dubSelections.read(
    'dub.selections.json',
    '{"fileVersion": 1, "versions": {"vibe-d": "0.9.7", "x": {"version": "1.0.0"}, "y": {"path": "a"}}}',
  );
  expect(['vibe-d', 'x', 'y'].map((name) => lockfile?.find({ name, importer: '' }))).toEqual([
    '0.9.7',
    '1.0.0',
    undefined,
  ]);
});
