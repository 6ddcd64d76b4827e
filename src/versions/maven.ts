// Maven, https://maven.apache.org/pom.html#version-order-specification and
// https://maven.apache.org/pom.html#dependency-version-requirement-specification
import { readBrackets } from './brackets.ts';
import { comparison } from './range.ts';
import { defineScheme } from './scheme.ts';

interface Token {
  readonly hyphen: boolean;
  readonly text: string;
  readonly isNumber: boolean;
}

const qualifiers = ['alpha', 'beta', 'milestone', 'rc', 'snapshot', '', 'sp'];
const beforeRelease = new Set([...qualifiers.slice(0, qualifiers.indexOf('')), 'pre', 'preview', 'pr', 'ea', 'dev']);
const aliases = new Map([
  ['ga', ''],
  ['final', ''],
  ['release', ''],
  ['cr', 'rc'],
]);
const shortForms = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['m', 'milestone'],
]);

const isNull = ({ text, isNumber }: Token): boolean => (isNumber ? text === '0' : text === '');

// Splits at dots, hyphens and between digits and letters. The latter counts as a hyphen, and so does a dot before
// letters that a digit or nothing follows (".RC1", ".Final"). An empty token is a 0.
function split(version: string): Token[] {
  const tokens: Token[] = [];
  const parts = version
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
    .split(/(?=[.-])/);
  for (const [at, part] of parts.entries()) {
    const pieces = part.replace(/^[.-]/, '').match(/\d+|\D+/g) ?? ['0'];
    for (const [index, piece] of pieces.entries()) {
      const isNumber = /^\d/.test(piece);
      const hyphen =
        (!isNumber && (index < pieces.length - 1 || at === parts.length - 1)) ||
        index > 0 ||
        (at > 0 && part.startsWith('-'));
      const full = index < pieces.length - 1 ? (shortForms.get(piece) ?? piece) : piece;
      tokens.push({ hyphen, isNumber, text: isNumber ? piece.replace(/^0+(?=\d)/, '') : (aliases.get(full) ?? full) });
    }
  }
  return tokens;
}

// Drops what says nothing ("0", "final", "ga") at the end and before each hyphen.
function tokensOf(version: string): Token[] {
  return split(version).reduceRight<Token[]>(
    (kept, token) => (isNull(token) && (kept[0]?.hyphen ?? true) ? kept : [token, ...kept]),
    [],
  );
}

function compareNumbers(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : Number(a > b));
}

function compareQualifiers(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => qualifiers.indexOf(text)) as [number, number];
  if (x === -1 && y === -1) return a < b ? -1 : Number(a > b);
  return (x === -1 ? qualifiers.length : x) - (y === -1 ? qualifiers.length : y);
}

// .qualifier < -qualifier < -number < .number
const rank = ({ isNumber, hyphen }: Token): number => (isNumber ? (hyphen ? 2 : 3) : hyphen ? 1 : 0);

// What stands where the other version has ended.
const padding = (other: Token): Token =>
  other.isNumber && !other.hyphen ? { ...other, text: '0' } : { hyphen: other.hyphen, isNumber: false, text: '' };

function compareTokens(a: Token, b: Token): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  return a.isNumber ? compareNumbers(a.text, b.text) : compareQualifiers(a.text, b.text);
}

/** Orders two Maven versions. */
export function compareMaven(a: string, b: string): number {
  const [x, y] = [tokensOf(a), tokensOf(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const [left, right] = [x[at], y[at]];
    const order = compareTokens(left ?? padding(right as Token), right ?? padding(left as Token));
    if (order !== 0) return order;
  }
  return 0;
}

/** Whether the text looks like a version: it begins with a digit and holds no brackets, spaces or placeholders. */
export const isMavenVersion = (text: string): boolean => /^v?\d[\w.+-]*$/i.test(text);

/** Whether people call it a prerelease: alpha to snapshot in Maven's order, and other words for them ("2.10.0.pr1"). */
export const isMavenPrerelease = (version: string): boolean =>
  tokensOf(version).some(({ isNumber, text }) => !isNumber && beforeRelease.has(text));

export const maven = defineScheme('maven', {
  isVersion: isMavenVersion,
  compare: compareMaven,
  isPrerelease: isMavenPrerelease,
  // A bare version is a recommendation that the nearest declaration wins with: in practice exactly that version.
  requirement(text) {
    const range = isMavenVersion(text) ? comparison('=', text) : readBrackets(text, isMavenVersion, compareMaven);
    return range && { range };
  },
});
