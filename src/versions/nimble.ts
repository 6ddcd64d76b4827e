// Nim's nimble, https://nim-lang.github.io/nimble/nimblefile-reference.html#requires
import { compareNumbers, leadingNumbers, raised } from './partial.ts';
import { comparison, everything, type Range, span } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';

const isVersion = (text: string): boolean => /^v?\d+(\.\d+)*$/.test(text);
const compare = (a: string, b: string): number => compareNumbers(leadingNumbers(a), leadingNumbers(b));

// "^= 1.2.3" lets everything grow behind the first number that is not 0, "~= 1.2.3" the last number.
function term(operator: string, operand: string): Range | undefined {
  if (!isVersion(operand)) return undefined;
  const numbers = leadingNumbers(operand);
  if (operator === '^=')
    return span(operand, raised(numbers.slice(0, numbers.findIndex((part) => part > 0) + 1 || numbers.length)));
  if (operator === '~=') return span(operand, raised(numbers.slice(0, Math.max(1, numbers.length - 1))));
  return comparison(operator || '==', operand);
}

const grammar = { compare, or: /\|/y, and: /&|,/y, term };

export const nimble = defineScheme('nimble', {
  isVersion,
  compare,
  isPrerelease: () => false,
  requirement(text) {
    const range = text === '' || text === '*' || text === 'any version' ? everything : readRange(text, grammar);
    return range && { range };
  },
});
