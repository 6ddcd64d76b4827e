// Perl, https://metacpan.org/pod/version and https://metacpan.org/pod/CPAN::Meta::Spec#Version-Ranges
import { compareNumbers } from './partial.ts';
import { comparison, everything } from './range.ts';
import { readRange, usualTerm } from './requirement.ts';
import { defineScheme } from './scheme.ts';

const pattern = /^(?:v\d+(?:\.\d+)*|\d+(?:\.\d+)*)(?:_\d+)?$/;
const isVersion = (text: string): boolean => pattern.test(text);

// "1.02" is a decimal fraction, 1.020; "v1.2" and "1.2.3" are dotted. An underscore is only for the eye.
function parse(version: string): number[] {
  const [whole = '', fraction = '', ...more] = version.replace(/_/g, '').replace(/^v/, '').split('.');
  if (version.startsWith('v') || more.length > 0) return [whole, fraction, ...more].map(Number);
  return [Number(whole), ...(fraction.match(/\d{1,3}/g) ?? []).map((digits) => Number(digits.padEnd(3, '0')))];
}

const compare = (a: string, b: string): number => compareNumbers(parse(a), parse(b));

const grammar = { compare, or: /\|\|/y, and: /,/y, term: usualTerm(isVersion, '>=') };

export const cpan = defineScheme('cpan', {
  isVersion,
  compare,
  isPrerelease: (version) => version.includes('_'),
  requirement(text) {
    if (text === '' || text === '0') return { range: everything };
    const range = isVersion(text) ? comparison('>=', text) : readRange(text, grammar);
    return range && { range };
  },
});
