import type { Location } from '../model/location.ts';

/** A value and the place where it stands. */
export interface Valued {
  readonly value: string;
  readonly at: Location;
}

/** Finds what a name stands for. */
export type Lookup = (name: string) => Valued | undefined;

/** What an expansion yields: `at` is where the last value stands that was put in, `missing` the first name that stands for nothing. */
export interface Expanded {
  readonly value: string;
  readonly at?: Location;
  readonly missing?: string;
}

const longest = 1000;
const deepest = 20;
const mostLookups = 100;

/** `text` with every `${name}` replaced, names in the values too. Values that refer to each other in a ring, or grow without end, count as missing. */
export function expand(text: string, lookup: Lookup): Expanded {
  return expandFrom(text, lookup, 0, { left: mostLookups });
}

function expandFrom(text: string, lookup: Lookup, depth: number, budget: { left: number }): Expanded {
  let value = '';
  let at: Location | undefined;
  let missing: string | undefined;
  let rest = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', rest)) {
    const end = text.indexOf('}', start);
    if (end < 0 || value.length > longest) break;
    const name = text.slice(start + 2, end).trim();
    const found = depth < deepest && budget.left-- > 0 ? lookup(name) : undefined;
    const inner = found && expandFrom(found.value, lookup, depth + 1, budget);
    missing ??= found ? inner?.missing : name;
    at = inner?.at ?? found?.at ?? at;
    value += text.slice(rest, start) + (inner?.value ?? text.slice(start, end + 1));
    rest = end + 1;
  }
  value += text.slice(rest);
  if (value.length > longest) return { value: value.slice(0, longest), missing: missing ?? text.slice(0, 80) };
  return { value, ...(at && { at }), ...(missing !== undefined && { missing }) };
}
