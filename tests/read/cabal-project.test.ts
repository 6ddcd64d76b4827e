import { expect, test } from 'vitest';
import { cabalFreeze, cabalProject } from '../../src/read/cabal-project.ts';

test('the compiler of a project', () => {
  expect(cabalProject.read('cabal.project', 'packages: .\nwith-compiler: ghc-9.6.4\n').runtimes).toMatchObject([
    { technology: 'haskell', requirement: '9.6.4', at: { line: 2 } },
  ]);
});

test('frozen versions', () => {
  const { lockfile } = cabalFreeze.read(
    'cabal.project.freeze',
    'constraints: any.warp ==3.4.1,\n             warp +x509,\n             any.base ==4.19.0.0\nindex-state: x\n',
  );
  expect(lockfile?.find({ name: 'warp', requirement: '^>=3.4', importer: '' })).toBe('3.4.1');
  expect(lockfile?.versions('base')).toEqual(['4.19.0.0']);
});
