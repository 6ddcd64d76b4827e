export interface Bound {
  readonly version: string;
  readonly inclusive: boolean;
}

/** All versions from `low` to `high`; a missing bound is no bound. */
export interface Interval {
  readonly low?: Bound | undefined;
  readonly high?: Bound | undefined;
}

/** A set of versions: intervals in ascending order that neither touch nor overlap. */
export type Range = readonly Interval[];

/** Orders two texts that are known to be versions. */
export type Compare = (a: string, b: string) => number;

export const everything: Range = [{}];

const below = (version: string, inclusive: boolean): Interval => ({ high: { version, inclusive } });
const above = (version: string, inclusive: boolean): Interval => ({ low: { version, inclusive } });

/** The versions from `low` on and before `high`, as carets, tildes and wildcards mean them. */
export function span(low: string, high: string | undefined): Range {
  return [high === undefined ? above(low, true) : { ...above(low, true), ...below(high, false) }];
}

/** The versions that one comparison admits; undefined when the operator is none of the usual ones. */
export function comparison(operator: string, version: string): Range | undefined {
  switch (operator) {
    case '>=':
      return [above(version, true)];
    case '>':
      return [above(version, false)];
    case '<=':
      return [below(version, true)];
    case '<':
      return [below(version, false)];
    case '=':
    case '==':
      return [{ ...above(version, true), ...below(version, true) }];
    case '!=':
      return [below(version, false), above(version, false)];
    default:
      return undefined;
  }
}

// Which of two lower bounds starts later or of two upper bounds ends earlier: positive when `a` is the stricter one.
function strictness(a: Bound | undefined, b: Bound | undefined, compare: Compare, side: 1 | -1): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  return side * compare(a.version, b.version) || Number(b.inclusive) - Number(a.inclusive);
}

// Whether there is nothing between a lower and an upper bound; `touching` also counts [1, 2) and [2, 3] as connected.
function gap(low: Bound | undefined, high: Bound | undefined, compare: Compare, touching: boolean): boolean {
  if (low === undefined || high === undefined) return false;
  const order = compare(low.version, high.version);
  if (order !== 0) return order > 0;
  return touching ? !low.inclusive && !high.inclusive : !(low.inclusive && high.inclusive);
}

/** The versions that both ranges hold. */
export function intersect(a: Range, b: Range, compare: Compare): Range {
  const both: Interval[] = [];
  for (const x of a) {
    for (const y of b) {
      const low = strictness(x.low, y.low, compare, 1) > 0 ? x.low : y.low;
      const high = strictness(x.high, y.high, compare, -1) > 0 ? x.high : y.high;
      if (!gap(low, high, compare, false)) both.push({ low, high });
    }
  }
  return both;
}

/** The versions that either range holds. Overlaps are merged, so that no range outgrows the bounds it was made of. */
export function unite(a: Range, b: Range, compare: Compare): Range {
  const merged: Interval[] = [];
  for (const next of [...a, ...b].sort((x, y) => strictness(x.low, y.low, compare, 1))) {
    const last = merged.at(-1);
    if (last === undefined || gap(next.low, last.high, compare, true)) merged.push(next);
    else if (strictness(last.high, next.high, compare, -1) > 0)
      merged[merged.length - 1] = { ...last, high: next.high };
  }
  return merged;
}

/** Whether the range holds the version. */
export function contains(range: Range, version: string, compare: Compare): boolean {
  const at: Bound = { version, inclusive: true };
  return range.some(({ low, high }) => !gap(low, at, compare, false) && !gap(at, high, compare, false));
}
