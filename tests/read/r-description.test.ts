import { expect, test } from 'vitest';
import { rDescription } from '../../src/read/r-description.ts';

test('fields that go on over several lines', () => {
  const { dependencies, runtimes, project } = rDescription.read(
    'DESCRIPTION',
    'Package: orders\nDepends: R (>= 4.1)\nImports:\n    plumber (>= 1.2),\n    DBI\nSuggests: testthat\nDescription: Imports, nothing\n',
  );
  expect(dependencies.map((one) => `${one.name} ${one.requirement ?? '-'} ${one.scope} :${one.at.line}`)).toEqual([
    'plumber >= 1.2 runtime :4',
    'DBI - runtime :5',
    'testthat - development :6',
  ]);
  expect(runtimes).toMatchObject([{ technology: 'r', requirement: '>= 4.1' }]);
  expect(project?.name).toBe('orders');
  expect(rDescription.read('DESCRIPTION', 'just words').project).toBeUndefined();
});
