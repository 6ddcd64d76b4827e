// Haskell's package versioning policy, https://pvp.haskell.org/, and Cabal's ranges,
// https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html#pkg-field-build-depends
import { leadingNumbers, raised } from './partial.ts';
import { comparison, everything, type Range, span, unite } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';

const isVersion = (text: string): boolean => /^\d+(\.\d+)*$/.test(text);

// Unlike elsewhere, 1.0 stands before 1.0.0.
function compare(a: string, b: string): number {
  const [x, y] = [leadingNumbers(a), leadingNumbers(b)];
  const at = x.findIndex((number, index) => number !== y[index]);
  return at === -1 || at >= y.length ? x.length - y.length : (x[at] ?? 0) - (y[at] ?? 0);
}

// The first two numbers are the major version: "^>= 1.2.3" ends before 1.3.
function single(operator: string, operand: string): Range | undefined {
  if (operator === '==' && /^\d+(\.\d+)*\.\*$/.test(operand)) {
    const prefix = leadingNumbers(operand);
    return span(prefix.join('.'), raised(prefix));
  }
  if (!isVersion(operand)) return undefined;
  const [major = 0, minor = 0] = leadingNumbers(operand);
  return operator === '^>=' ? span(operand, raised([major, minor])) : comparison(operator, operand);
}

// "== { 1.0, 1.2 }" and "^>= { 1.2, 1.3 }" are alternatives.
function term(operator: string, operand: string): Range | undefined {
  if (operator === '' && operand === '-any') return everything;
  if (!operand.startsWith('{') || !operand.endsWith('}')) return single(operator, operand);
  const members = operand
    .slice(1, -1)
    .split(',')
    .map((member) => single(operator, member.trim()));
  return members.reduce((all, one) => all && one && unite(all, one, compare));
}

const grammar = { compare, or: /\|\|/y, and: /&&/y, term };

export const pvp = defineScheme('pvp', {
  isVersion,
  compare,
  isPrerelease: () => false,
  requirement(text) {
    const range = text === '' || text === '*' ? everything : readRange(text, grammar);
    return range && { range };
  },
});
