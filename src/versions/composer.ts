// Composer, https://getcomposer.org/doc/articles/versions.md
import { compareNumbers, raised } from './partial.ts';
import { comparison, everything, intersect, type Range, span } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';

interface Parts {
  readonly release: readonly number[];
  readonly stability: string;
  readonly count: readonly number[];
}

const stabilities = ['dev', 'alpha', 'beta', 'rc', '', 'patch'];
const aliases = new Map([
  ['a', 'alpha'],
  ['b', 'beta'],
  ['c', 'rc'],
  ['p', 'patch'],
  ['pl', 'patch'],
  ['stable', ''],
]);
const [developmentMark, noCount] = [-2, -1];
const pattern =
  /^v?(\d+(?:\.\d+){0,3})(?:[._-]?(stable|alpha|beta|rc|patch|pl|dev|[abcp])((?:[.-]?\d+)*))?(-dev)?(?:\+\S*)?$/i;

function parse(text: string): Parts | undefined {
  const [, release = '', word = '', count = '', development] = pattern.exec(text) ?? [];
  if (release === '') return undefined;
  const lower = word.toLowerCase();
  // "1.0-RC1-dev" stands just below 1.0-RC1.
  const counts = [...(count.match(/\d+/g) ?? []).map(Number), ...(development ? [developmentMark] : [])];
  const stability = word === '' && development ? 'dev' : (aliases.get(lower) ?? lower);
  return { release: release.split('.').map(Number), stability, count: counts };
}

function compare(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)];
  if (x === undefined || y === undefined) return 0;
  const release = compareNumbers(x.release, y.release);
  if (release !== 0) return release;
  const stability = stabilities.indexOf(x.stability) - stabilities.indexOf(y.stability);
  return stability || compareCounts(x.count, y.count);
}

function compareCounts(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? noCount) - (b[at] ?? noCount);
    if (difference !== 0) return difference;
  }
  return 0;
}

// Lower bounds let prereleases in and excluded upper bounds shut them out: both stand at "-dev".
const floor = (version: string): string =>
  parse(version)?.stability === '' ? `${version.replace(/^v|\+.*|-stable$/gi, '')}-dev` : version;

// Lets everything grow behind the first `kept` numbers.
function growing(version: string, kept: number): Range {
  const { release = [] } = parse(version) ?? {};
  return span(floor(version), `${raised(release.slice(0, kept))}-dev`);
}

function wildcard(operator: string, prefix: string): Range | undefined {
  if (!/^v?\d+(\.\d+){0,2}$/.test(prefix) || !['', '=', '==', '>='].includes(operator)) return undefined;
  return growing(prefix, prefix.split('.').length);
}

// "1.0 - 2.0" takes in all of 2.0.x, "1.0 - 2.0.0" ends at 2.0.0.
function hyphenated(operand: string): Range | undefined {
  const [low = '', high = '', ...more] = operand.split(/\s-\s/).map((side) => side.trim());
  const end = parse(high);
  if (parse(low) === undefined || end === undefined || more.length > 0) return undefined;
  const upper =
    end.stability === '' && end.release.length < 3 ? growing(high, end.release.length) : comparison('<=', high);
  return (
    upper &&
    intersect(
      span(floor(low), undefined),
      upper.map((each) => ({ high: each.high })),
      compare,
    )
  );
}

function term(operator: string, operand: string): Range | undefined {
  if (/\s-\s/.test(operand)) return operator === '' ? hyphenated(operand) : undefined;
  const version = operand.replace(/@(dev|alpha|beta|rc|stable)$/i, '').trim();
  if (/^[*x](\.[*x])*$/i.test(version) || (version === '' && operator === '')) return everything;
  if (/\.[*x]$/i.test(version)) return wildcard(operator, version.replace(/(\.[*x])+$/i, ''));
  const parts = parse(version);
  if (parts === undefined) return undefined;

  const { release } = parts;
  const firstSet = release.findIndex((part) => part > 0);
  switch (operator) {
    case '^':
      return growing(version, firstSet === -1 ? release.length : firstSet + 1);
    case '~':
      return growing(version, Math.max(1, release.length - 1));
    case '>=':
    case '<':
      return comparison(operator, floor(version));
    default:
      return comparison(operator === '<>' ? '!=' : operator || '=', version);
  }
}

const grammar = { compare, or: /\|\|?/y, and: /,|(?<=[\w*])\s+(?=[<>=!~^\d*v])/y, term };

export const composer = defineScheme('composer', {
  isVersion: (text) => parse(text) !== undefined,
  compare,
  isPrerelease: (version) => stabilities.indexOf(parse(version)?.stability ?? '') < stabilities.indexOf(''),
  requirement(text) {
    const range = readRange(text, grammar);
    return range && { range };
  },
  shown: (bound) => bound.replace(/-dev$/, ''),
});
