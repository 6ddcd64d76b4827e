// Gradle, https://docs.gradle.org/current/userguide/dependency_versions.html#sec:version-ordering
import { readBrackets } from './brackets.ts';
import { isMavenPrerelease, isMavenVersion } from './maven.ts';
import { leadingNumbers, raised } from './partial.ts';
import { comparison, everything, type Range, span } from './range.ts';
import { defineScheme, type Requirement } from './scheme.ts';

const lowWord = 'dev';
const highWords = ['rc', 'snapshot', 'final', 'ga', 'release', 'sp'];

// Numbers stand above words; "dev" below and the words of a release above all other words.
function rank(part: string): number {
  if (/^\d/.test(part)) return highWords.length + 2;
  const word = part.toLowerCase();
  return word === lowWord ? 0 : highWords.indexOf(word) + 2;
}

function compareParts(a: string, b: string): number {
  const order = rank(a) - rank(b);
  if (order !== 0) return order;
  if (/^\d/.test(a)) return Number(a) - Number(b);
  return highWords.includes(a.toLowerCase()) || a.toLowerCase() === lowWord ? 0 : a < b ? -1 : Number(a > b);
}

const partsOf = (version: string): string[] => version.replace(/^v(?=\d)/, '').match(/\d+|[^\d._+-]+/g) ?? [];

// A further number makes a version later ("1.1" < "1.1.0"), a further word earlier ("1.1-beta" < "1.1").
function compare(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const [left, right] = [x[at], y[at]];
    if (left === undefined) return /^\d/.test(right ?? '') ? -1 : 1;
    if (right === undefined) return /^\d/.test(left) ? 1 : -1;
    const order = compareParts(left, right);
    if (order !== 0) return order;
  }
  return 0;
}

// An excluded upper bound also shuts out its own prereleases: "[1.0,2.0[" does not hold 2.0-rc1.
const closed = (range: Range): Range =>
  range.map(({ low, high }) => ({
    low,
    high: high && !high.inclusive ? { ...high, version: `${high.version}-dev` } : high,
  }));

// "1.+" is every version whose text begins with "1."; "1.1+" takes in 1.10 too.
function prefixed(prefix: string): Requirement {
  const numbers = leadingNumbers(prefix);
  const grown = prefix.endsWith('.') ? numbers : numbers.slice(0, -1);
  const range = span(
    `${numbers.join('.')}${prefix.endsWith('.') ? '.0' : ''}-dev`,
    grown.length === 0 ? undefined : `${raised(grown)}-dev`,
  );
  return { range, admits: (version) => version.startsWith(prefix) };
}

// "1.2.3" is a minimum that is used unless another module asks for more; "1.2.3!!" and "[1.0,2.0[!!1.5" are strict.
function requirement(text: string): Requirement | undefined {
  const [wanted = '', preferred] = text.split('!!');
  if (wanted === '+' || wanted.startsWith('latest.')) return { range: everything };
  if (/^\d+(\.\d+)*\.?\+$/.test(wanted)) return prefixed(wanted.slice(0, -1));
  if (isMavenVersion(wanted)) {
    return { range: comparison(preferred === undefined ? '>=' : '=', wanted) ?? [], named: wanted };
  }
  if (preferred && !isMavenVersion(preferred)) return undefined;
  const range = readBrackets(wanted, isMavenVersion, compare);
  return range && { range: closed(range), named: preferred || undefined };
}

export const gradle = defineScheme('gradle', {
  isVersion: (text) => isMavenVersion(text) && !text.endsWith('+'),
  compare,
  isPrerelease: isMavenPrerelease,
  requirement,
  shown: (bound) => bound.replace(/-dev$/, ''),
});
