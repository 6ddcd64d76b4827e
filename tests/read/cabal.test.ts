import { expect, test } from 'vitest';
import { cabal } from '../../src/read/cabal.ts';

const text = `cabal-version: 3.0
name:          orders
version:       1.2.0

common shared
  build-depends:
    , aeson >=2.2 && <2.3
    -- a comment
    , warp  ^>=3.4

common only-tests
  build-depends: tasty

library
  import: shared
  build-depends: base, text
  if flag(dev)
    build-depends: wai-extra
  default-language: Haskell2010

executable api
  main-is: Main.hs
  build-depends: base >=4.18, orders, servant-server:{lib, x} ==0.20.*

test-suite spec
  import: only-tests
  build-depends: hspec, text
`;

test('stanzas give the scope, common ones that of their importers, and the versions stand at their lines', () => {
  const { dependencies, project, diagnostics } = cabal.read('orders.cabal', text);
  expect(diagnostics).toEqual([]);
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'aeson >=2.2 && <2.3 runtime :7',
    'warp ^>=3.4 runtime :9',
    'tasty - test :12',
    'base >=4.18 runtime :23',
    'text - runtime :16',
    'wai-extra - optional :18',
    'servant-server ==0.20.* runtime :23',
    'hspec - test :27',
  ]);
  expect(project).toMatchObject({ name: 'orders', version: '1.2.0', signs: [{ for: 'program', at: { line: 21 } }] });
});

test('fields at the margin belong to the package wherever they stand', () => {
  const { project } = cabal.read(
    'a.cabal',
    'common base\n  default-language: Haskell2010\nname: a\nlibrary\n  import: base\n',
  );
  expect(project).toMatchObject({ name: 'a', signs: [{ for: 'library' }] });
});

test('a file without a name is reported', () => {
  expect(cabal.read('a.cabal', 'nothing\n').diagnostics).toHaveLength(1);
});
