import { expect, test } from 'vitest';
import { schemeFor } from '../../src/versions/index.ts';

test.each([
  ['pypi', '^4.2', 'poetry'],
  ['pypi', '~4.2', 'poetry'],
  ['pypi', '4.*', 'poetry'],
  ['pypi', '^1.26 || ^2.0', 'poetry'],
  ['pypi', '~=4.2', 'pep440'],
  ['pypi', '==4.*', 'pep440'],
  ['pep440', undefined, 'pep440'],
  ['maven', '3.+', 'gradle'],
  ['maven', '[3.0,4.0[', 'gradle'],
  ['maven', '[3.0,4.0)', 'maven'],
  ['npm', '^4.2', 'semver'],
])('%s %s is read as %s', (ecosystem, requirement, scheme) => {
  expect(schemeFor(ecosystem, requirement)?.id).toBe(scheme);
});

test("Poetry's caret admits what Poetry admits", () => {
  expect(schemeFor('pypi', '^4.2')?.admits('^4.2', '4.9.1')).toBe(true);
  expect(schemeFor('pypi', '^4.2')?.admits('^4.2', '5.0')).toBe(false);
});
