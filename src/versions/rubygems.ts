// RubyGems and Crystal's shards, https://guides.rubygems.org/patterns/#pessimistic-version-constraint and
// https://docs.ruby-lang.org/en/master/Gem/Version.html
import { comparison, type Range, span } from './range.ts';
import { readRange, usualTerm } from './requirement.ts';
import { defineScheme } from './scheme.ts';

type Segment = number | string;

const pattern = /^v?\d+(\.[0-9a-z]+)*(-[0-9a-z-]+(\.[0-9a-z-]+)*)?$/i;
const isVersion = (text: string): boolean => pattern.test(text);

// "1.0-rc1" is read as "1.0.pre.rc1"; a change from digits to letters starts a new segment.
function segments(version: string): Segment[] {
  const parts =
    version
      .replace(/^v/, '')
      .replaceAll('-', '.pre.')
      .match(/\d+|[a-z]+/gi) ?? [];
  return parts.map((part) => (/^\d/.test(part) ? Number(part) : part));
}

// The zeros at the end of the numbers and at the end of the prerelease say nothing: "1.0.a.0" equals "1.a".
function canonical(version: string): Segment[] {
  const all = segments(version);
  const firstText = all.findIndex((segment) => typeof segment === 'string');
  const [numbers, rest] = firstText === -1 ? [all, []] : [all.slice(0, firstText), all.slice(firstText)];
  return [numbers, rest].flatMap((part) => part.slice(0, part.findLastIndex((segment) => segment !== 0) + 1));
}

// A text stands before any number, and so a prerelease before its release.
function compareSegments(a: Segment, b: Segment): number {
  if (typeof a !== typeof b) return typeof a === 'string' ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

function compare(a: string, b: string): number {
  const [x, y] = [canonical(a), canonical(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const order = compareSegments(x[at] ?? 0, y[at] ?? 0);
    if (order !== 0) return order;
  }
  return 0;
}

const usual = usualTerm(isVersion);

// "~> 2.1" ends before 3 and "~> 2.1.3" before 2.2, prereleases of them included: ".A" stands below those.
function term(operator: string, operand: string): Range | undefined {
  if (operator !== '~>') return usual(operator, operand);
  if (!isVersion(operand)) return undefined;
  const all = segments(operand);
  const firstText = all.findIndex((segment) => typeof segment === 'string');
  const numbers = (firstText === -1 ? all : all.slice(0, firstText)) as number[];
  const kept = numbers.slice(0, Math.max(1, numbers.length - 1));
  return span(operand, `${[...kept.slice(0, -1), (kept.at(-1) ?? 0) + 1].join('.')}.A`);
}

const grammar = { compare, or: /\|\|/y, and: /,/y, term };

export const rubygems = defineScheme('rubygems', {
  isVersion,
  compare,
  isPrerelease: (version) => /[a-z]/i.test(version.replace(/^v/, '')),
  requirement(text) {
    const range = text === '*' ? comparison('>=', '0') : readRange(text, grammar);
    return range && { range };
  },
  shown: (bound) => bound.replace(/\.A$/, ''),
});
