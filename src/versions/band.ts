import { leadingNumbers, padded } from './partial.ts';
import type { Scheme } from './scheme.ts';
import { parseTag } from './tag.ts';

interface Point {
  readonly text: string;
  readonly parts: readonly number[];
  /** Whether something other than numbers follows ("5.0.0-beta"). */
  readonly labelled: boolean;
}

interface Comparator {
  readonly operator: string;
  readonly point: Point;
}

/** Versions in the words of a policy or a rule: alternatives of comparators that must all hold. */
export interface Band {
  readonly text: string;
  readonly alternatives: readonly (readonly Comparator[])[];
}

/** What can be said of a version that may be unknown or too coarse: "24" may or may not be at least 24.1. */
type Answer = boolean | undefined;

const longestBand = 256;
const hint = 'write for example ">=3.2 <3.5", "^3.5", "4.x" or "<2 || >=3"';
const comparatorPattern =
  /(>=|<=|>|<|==?|!=|\^|~>?)?\s*(?:v(?=\d))?(\d[\w.+-]*(?:\.\*)*|[*xX](?![\w-])(?:\.[*xX])*)(?=$|[\s,])[\s,]*/y;

function point(text: string): Point | undefined {
  const bare = text.replace(/(?:^|\.)[*xX](?:\.[*xX])*$/, '');
  const [numbers = ''] = /^\d+(\.\d+)*/.exec(bare) ?? [];
  if (bare !== '' && numbers === '') return undefined;
  const label = bare.slice(numbers.length);
  if (label !== '' && (!/^[-+_.]?[a-z0-9]+(?:[-+_.][a-z0-9]+)*$/i.test(label) || /^\.?x(?:\.|$)/i.test(label)))
    return undefined;
  return { text: bare, parts: leadingNumbers(bare), labelled: bare.length > numbers.length };
}

function comparators(text: string): Comparator[] | undefined {
  const [, low, high] = /^\s*(\S+)\s+-\s+(\S+)\s*$/.exec(text) ?? [];
  if (low !== undefined) return comparators(`>=${low} <=${high}`);
  const found: Comparator[] = [];
  const start = text.trimStart();
  comparatorPattern.lastIndex = 0;
  for (let at = 0; at < start.length; at = comparatorPattern.lastIndex) {
    const [, operator = '=', version = ''] = comparatorPattern.exec(start) ?? [];
    const parsed = version === '' ? undefined : point(version);
    if (parsed === undefined) return undefined;
    found.push({ operator, point: parsed });
  }
  return found.length === 0 ? undefined : found;
}

/** Reads a band in npm's syntax, which serves every ecosystem; the error says what may be written. */
export function parseBand(text: string): Band | { error: string } {
  if (text.length > longestBand) return { error: `a version band has at most ${longestBand} characters` };
  const alternatives: Comparator[][] = [];
  for (const part of text.split('||')) {
    const all = comparators(part);
    if (all === undefined)
      return {
        error: `${part.trim() === '' ? 'an empty version band' : `"${part.trim()}" is not a version band`}: ${hint}`,
      };
    alternatives.push(all);
  }
  return { text, alternatives };
}

interface Subject {
  readonly version: string;
  readonly parts: readonly number[];
  readonly isPartial: boolean;
  readonly scheme: Scheme;
}

// Compares the numbers as far as the point goes. What a partial version leaves open is undefined; otherwise
// missing numbers are 0.
function compareParts({ parts, isPartial }: Subject, wanted: readonly number[]): number | undefined {
  for (const [at, number] of wanted.entries()) {
    const own = parts[at];
    if (own === undefined && isPartial) return undefined;
    if ((own ?? 0) !== number) return (own ?? 0) - number;
  }
  return 0;
}

// The order of versions with labels is the scheme's own. "5-beta" is filled up, and a gem's label follows a dot.
function compareLabelled({ version, scheme }: Subject, { text }: Point): number | undefined {
  return scheme.compare(
    version,
    scheme.id === 'rubygems' ? text.replace('-', '.') : scheme.isVersion(text) ? text : padded(text),
  );
}

function atLeast(subject: Subject, wanted: Point): Answer {
  const length = Math.max(wanted.parts.length, subject.isPartial ? 0 : subject.parts.length);
  const order = compareParts(
    subject,
    Array.from({ length }, (_, at) => wanted.parts[at] ?? 0),
  );
  if (order === undefined) {
    // "24" is at least 24.0, and may be at least 24.1.
    return wanted.parts.slice(subject.parts.length).every((part) => part === 0) ? true : undefined;
  }
  if (order !== 0) return order > 0;
  if (!wanted.labelled) return !subject.scheme.isPrerelease(subject.version);
  if (subject.isPartial) return true;
  const labels = compareLabelled(subject, wanted);
  return labels === undefined ? undefined : labels >= 0;
}

function atMost(subject: Subject, wanted: Point): Answer {
  const order =
    wanted.labelled && !subject.isPartial ? compareLabelled(subject, wanted) : compareParts(subject, wanted.parts);
  return order === undefined ? undefined : order <= 0;
}

// "3" and "3.5" are all versions that begin so; three numbers or a label name one version.
function equals(subject: Subject, wanted: Point): Answer {
  const isExact = (wanted.labelled || wanted.parts.length > 2) && !subject.isPartial;
  const order = isExact ? compareLabelled(subject, wanted) : compareParts(subject, wanted.parts);
  return order === undefined ? undefined : order === 0;
}

function begins(subject: Subject, { parts }: Point, length: number): Answer {
  const order = compareParts(subject, parts.slice(0, length));
  return order === undefined ? undefined : order === 0;
}

const not = (answer: Answer): Answer => (answer === undefined ? undefined : !answer);

function every(answers: readonly Answer[]): Answer {
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function holds(subject: Subject, { operator, point: wanted }: Comparator): Answer {
  const firstSet = wanted.parts.findIndex((part) => part > 0);
  switch (operator) {
    case '>=':
      return atLeast(subject, wanted);
    case '<':
      return not(atLeast(subject, wanted));
    case '<=':
      return atMost(subject, wanted);
    case '>':
      return not(atMost(subject, wanted));
    case '!=':
      return not(equals(subject, wanted));
    case '^':
      return every([
        atLeast(subject, wanted),
        begins(subject, wanted, firstSet === -1 ? wanted.parts.length : firstSet + 1),
      ]);
    case '~':
    case '~>':
      return every([atLeast(subject, wanted), begins(subject, wanted, 2)]);
    default:
      return equals(subject, wanted);
  }
}

/** Whether the version lies in the band, by the scheme's order; undefined when that cannot be known. */
export function inBand(band: Band, version: string, scheme: Scheme): boolean | undefined {
  const isPartial = scheme.isPartial(version);
  if ((!isPartial && !scheme.isVersion(version)) || version.includes('!')) return undefined;
  const numbers = scheme.id === 'tag' ? (parseTag(version).version ?? '') : version.replace(/^go(?=\d)/, '');
  const subject: Subject = { version, parts: leadingNumbers(numbers), isPartial, scheme };
  return not(every(band.alternatives.map((all) => not(every(all.map((each) => holds(subject, each)))))));
}
