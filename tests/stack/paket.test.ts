import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { paketDependencies } from '../../src/stack/paket.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { memoryTree } from '../../src/tree/memory.ts';

test('names beside the project, versions and lock at the root', () => {
  const tree = memoryTree({
    'src/Api/Api.fsproj': '<Project Sdk="Microsoft.NET.Sdk" />',
    'src/Api/paket.references': 'Saturn\nUnlisted\n',
    'paket.dependencies': 'nuget Saturn ~> 0.16\n',
    'paket.lock': 'NUGET\n    Saturn (0.16.1)\n',
  });
  const readings = indexReadings(readTree(tree, readers), tree.paths);
  const project = readings.at('src/Api/Api.fsproj');
  const { dependencies, files } = paketDependencies(project!, readings);
  expect(dependencies.map((one) => [one.name, one.requirement, one.resolved, one.at.path])).toEqual([
    ['Saturn', '~> 0.16', '0.16.1', 'paket.dependencies'],
    ['Unlisted', undefined, undefined, 'src/Api/paket.references'],
  ]);
  expect(files).toEqual(['src/Api/paket.references', 'paket.dependencies', 'paket.lock']);
});
