// LuaRocks, https://github.com/luarocks/luarocks/blob/main/docs/rockspec_format.md#dependency-information
import { leadingNumbers, raised } from './partial.ts';
import { comparison, contains, everything, type Range, span } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';

const isVersion = (text: string): boolean => /^(?:v?\d|(?:scm|dev|cvs)(?![a-z]))[\w.-]*$/i.test(text);

// The words before a plain number and those behind it: "1.0rc1" < "1.0" < "scm".
const early = ['alpha', 'beta', 'pre', 'rc'];
const late = ['cvs', 'scm', 'dev'];
const rank = (word: string): number =>
  early.includes(word) ? early.indexOf(word) - early.length : late.indexOf(word) + 1;

const withoutRevision = (version: string): string => version.replace(/-\d+$/, '');

// A word belongs to the number behind it; the revision of the rockspec ("-2") comes last.
function parse(version: string): { rank: number; number: number }[] {
  const pieces = withoutRevision(version)
    .toLowerCase()
    .matchAll(/([a-z]*)[._-]?(\d*)/g);
  return [...pieces]
    .filter(([whole]) => whole !== '')
    .map(([, word = '', number]) => ({ rank: rank(word), number: Number(number) }));
}

function compare(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const [left, right] = [x[at], y[at]];
    const order = (left?.rank ?? 0) - (right?.rank ?? 0) || (left?.number ?? 0) - (right?.number ?? 0);
    if (order !== 0) return order;
  }
  const [revisionA, revisionB] = [a, b].map((version) => Number(/-(\d+)$/.exec(version)?.[1] ?? 0)) as [number, number];
  return revisionA - revisionB;
}

// "~> 1.2" is every version that begins with 1.2; "1.2alpha" stands before all of them.
function term(operator: string, operand: string): Range | undefined {
  if (!isVersion(operand)) return undefined;
  if (operator === '~>') return span(`${operand}alpha`, `${raised(leadingNumbers(operand))}alpha`);
  return comparison(operator === '~=' ? '!=' : operator || '==', operand);
}

const grammar = { compare, or: /\|\|/y, and: /,/y, term };

export const luarocks = defineScheme('luarocks', {
  isVersion,
  compare,
  isPrerelease: (version) => parse(version).some(({ rank }) => rank < 0),
  // Without a revision of its own, a requirement holds for every revision.
  requirement(text) {
    const range = text === '' ? everything : readRange(text, grammar);
    if (range === undefined || /-\d+(?=\s|,|$)/.test(text)) return range && { range };
    return { range, admits: (version) => contains(range, withoutRevision(version), compare) };
  },
  shown: (bound) => bound.replace(/alpha$/, ''),
});
