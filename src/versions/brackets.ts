import { type Bound, type Compare, intersect, type Interval, type Range, unite } from './range.ts';

function interval(text: string, isVersion: (text: string) => boolean): Interval | undefined {
  const open = text.charAt(0);
  const close = text.at(-1) ?? '';
  const sides = text
    .slice(1, -1)
    .split(',')
    .map((side) => side.trim());
  if (!'[(]'.includes(open) || !'])['.includes(close) || text.length < 3 || sides.length > 2) return undefined;
  if (sides.some((side) => side !== '' && !isVersion(side))) return undefined;

  const [low = '', high = low] = sides;
  if (sides.length === 1 && (low === '' || open !== '[' || close !== ']')) return undefined;
  const bound = (version: string, inclusive: boolean): Bound | undefined =>
    version === '' ? undefined : { version, inclusive };
  return { low: bound(low, open === '['), high: bound(high, close === ']') };
}

/** Reads intervals in brackets, "[1.0,2.0)", "(,1.0],[1.2,)" or "[1.5]"; undefined if not understood. */
export function readBrackets(text: string, isVersion: (text: string) => boolean, compare: Compare): Range | undefined {
  let range: Range = [];
  for (const part of text.split(/(?<=[\])[]\s{0,8}),/)) {
    const next = interval(part.trim(), isVersion);
    if (next === undefined) return undefined;
    range = unite(range, intersect([next], [{}], compare), compare);
  }
  return range;
}
