import { type Compare, comparison, intersect, type Range, unite } from './range.ts';

/** How a requirement is put together from single terms. */
export interface Grammar {
  readonly compare: Compare;
  /** Splits between alternatives ("||"), and between terms that must all hold (","): one sticky pattern each. */
  readonly or: RegExp;
  readonly and: RegExp;
  /** Reads one term such as ">= 1.2"; undefined when it is not understood. */
  readonly term: (operator: string, operand: string) => Range | undefined;
}

const operatorCharacters = '<>=!~^';

/** Splits one term into its operator, which may be empty, and the rest. */
export function splitOperator(term: string): [operator: string, operand: string] {
  let end = 0;
  while (end < term.length && operatorCharacters.includes(term.charAt(end))) end++;
  return [term.slice(0, end), term.slice(end).trim()];
}

/** Reads a requirement with alternatives, conjunctions and parentheses; undefined when one term is not understood. */
export function readRange(text: string, { compare, or, and, term }: Grammar): Range | undefined {
  let position = 0;

  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = position;
    if (!pattern.test(text)) return false;
    position = pattern.lastIndex;
    return true;
  };

  const atom = (): Range | undefined => {
    take(/\s*/y);
    if (take(/\(/y)) {
      const inner = alternatives();
      return take(/\s*\)\s*/y) ? inner : undefined;
    }
    const start = position;
    while (position < text.length && !'()'.includes(text.charAt(position)) && !lookingAt(or) && !lookingAt(and))
      position++;
    return term(...splitOperator(text.slice(start, position).trim()));
  };

  const lookingAt = (pattern: RegExp): boolean => {
    pattern.lastIndex = position;
    return pattern.test(text);
  };

  const list = (separator: RegExp, next: () => Range | undefined, join: typeof unite): Range | undefined => {
    let all = next();
    while (all !== undefined && take(separator)) {
      const more = next();
      all = more && join(all, more, compare);
    }
    return all;
  };

  const conjunction = (): Range | undefined => list(and, atom, intersect);
  const alternatives = (): Range | undefined => list(or, conjunction, unite);

  const range = alternatives();
  return take(/\s*$/y) ? range : undefined;
}

/** A term reader for the usual six operators; a bare version is read with `bare`. */
export function usualTerm(isVersion: (text: string) => boolean, bare = '='): Grammar['term'] {
  return (operator, operand) => (isVersion(operand) ? comparison(operator || bare, operand) : undefined);
}
