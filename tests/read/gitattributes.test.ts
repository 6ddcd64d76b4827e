import { expect, test } from 'vitest';
import { gitattributes } from '../../src/read/gitattributes.ts';

test('only the lines that say what is not written by hand here', () => {
  expect(
    gitattributes.read(
      '.gitattributes',
      '* text=auto\n# *.js linguist-vendored\nvendor/** linguist-vendored\n*.pb.go   linguist-generated=true -diff\ndocs/* -linguist-documentation\n*.x linguist-language=X\n',
    ).patterns,
  ).toEqual([
    'vendor/** linguist-vendored',
    '*.pb.go   linguist-generated=true -diff',
    'docs/* -linguist-documentation',
  ]);
});
