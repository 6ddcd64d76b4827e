import { expect, it } from 'vitest';
import { comparison, contains, everything, intersect, type Range, span, unite } from '../../src/versions/range.ts';

const compare = (a: string, b: string): number => Number(a) - Number(b);
const range = (operator: string, version: string): Range => comparison(operator, version) ?? [];

/** A range as mathematicians write it. */
const written = (all: Range): string =>
  all
    .map(
      ({ low, high }) =>
        `${low?.inclusive ? '[' : '('}${low?.version ?? ''},${high?.version ?? ''}${high?.inclusive ? ']' : ')'}`,
    )
    .join(' ');

it.each([
  [unite(range('<', '2'), range('>=', '2'), compare), '(,)'],
  [unite(range('<', '2'), range('>', '2'), compare), '(,2) (2,)'],
  [unite(span('1', '4'), span('2', '3'), compare), '[1,4)'],
  [unite(span('3', '5'), span('1', '4'), compare), '[1,5)'],
  [unite(span('1', undefined), range('<=', '3'), compare), '(,)'],
  [intersect(range('>=', '1'), range('<', '2'), compare), '[1,2)'],
  [intersect(range('>=', '1'), range('>', '1'), compare), '(1,)'],
  [intersect(range('<=', '2'), range('<', '2'), compare), '(,2)'],
  [intersect(span('1', '5'), range('!=', '3'), compare), '[1,3) (3,5)'],
  [intersect(range('<', '1'), range('>=', '1'), compare), ''],
  [intersect(range('<=', '1'), range('>=', '1'), compare), '[1,1]'],
  [intersect(everything, range('=', '7'), compare), '[7,7]'],
])('case %#: %s', (all, expected) => {
  expect(written(all)).toBe(expected);
});

it('holds what lies between its bounds', () => {
  const all = unite(span('1', '3'), range('>', '5'), compare);
  expect(['0', '1', '2', '3', '4', '5', '6'].filter((version) => contains(all, version, compare))).toEqual([
    '1',
    '2',
    '6',
  ]);
});
