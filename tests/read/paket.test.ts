import { expect, test } from 'vitest';
import { paketLock } from '../../src/read/paket-lock.ts';
import { paketDependenciesFile, paketReferences } from '../../src/read/paket.ts';

test('Paket: versions for all, names for each project, and a lock', () => {
  const { constraints } = paketDependenciesFile.read(
    'paket.dependencies',
    'source https://example.org\nframework: net8.0\nnuget Giraffe ~> 6.4 // web\nnuget Saturn\n\ngroup Test\n  nuget Expecto >= 9 prerelease\n',
  );
  expect(constraints.map(({ name, requirement, at }) => [name, requirement, at.line])).toEqual([
    ['Giraffe', '~> 6.4', 3],
    ['Saturn', undefined, 4],
    ['Expecto', '>= 9 prerelease', 7],
  ]);
  const { dependencies } = paketReferences.read('paket.references', 'Giraffe\nFile: x.fs\n\ngroup Test\n  Expecto\n');
  expect(dependencies.map(({ name, scope }) => `${name} ${scope}`)).toEqual(['Giraffe runtime', 'Expecto test']);
  const lock = paketLock.read(
    'paket.lock',
    'NUGET\n  remote: x\n    Giraffe (6.4)\n      FSharp.Core (>= 6.0)\n',
  ).lockfile;
  expect(lock?.versions('giraffe')).toEqual(['6.4']);
  expect(lock?.versions('fsharp.core')).toEqual([]);
});
