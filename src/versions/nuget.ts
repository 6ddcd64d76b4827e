// NuGet, https://learn.microsoft.com/en-us/nuget/concepts/package-versioning
import { readBrackets } from './brackets.ts';
import { compareNumbers, leadingNumbers, raised } from './partial.ts';
import { comparison, everything, type Range, span } from './range.ts';
import { defineScheme } from './scheme.ts';

const pattern = /^v?\d+(\.\d+){0,3}(-[0-9a-z-]+(\.[0-9a-z-]+)*)?(\+[0-9a-z.-]*)?$/i;
const isVersion = (text: string): boolean => pattern.test(text);

const labelsOf = (version: string): string[] => {
  const [, labels] = /^[^-+]*-([^+]*)/.exec(version) ?? [];
  return labels?.toLowerCase().split('.') ?? [];
};

// As in Semantic Versioning, but without regard to case: numbers stand before words, and fewer labels before more.
function compareLabels(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  return isNumberA === isNumberB ? (a < b ? -1 : Number(a > b)) : Number(isNumberB) - Number(isNumberA);
}

function compare(a: string, b: string): number {
  const order = compareNumbers(leadingNumbers(a), leadingNumbers(b));
  if (order !== 0) return order;
  const [x, y] = [labelsOf(a), labelsOf(b)];
  if (x.length === 0 || y.length === 0) return y.length - x.length;
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const labels = compareLabels(x[at], y[at]);
    if (labels !== 0) return labels;
  }
  return 0;
}

// "6.*" floats over a line, "6.*-*" over its prereleases too, "1.2.3-beta*" over the prereleases that begin so.
function floating(text: string): Range | undefined {
  if (/^\*(-\*)?$/.test(text)) return everything;
  const [, release, prereleases] = /^(\d+(?:\.\d+){0,2})\.\*(-\*)?$/.exec(text) ?? [];
  if (release !== undefined)
    return span(prereleases ? `${release}-0` : release, `${raised(leadingNumbers(release))}-0`);
  const [, start, label] = /^(\d+(?:\.\d+){0,3})-([0-9a-z.-]*)\*$/i.exec(text) ?? [];
  return start === undefined ? undefined : span(`${start}-${label?.replace(/[.-]+$/, '') || '0'}`, undefined);
}

export const nuget = defineScheme('nuget', {
  isVersion,
  compare,
  isPrerelease: (version) => labelsOf(version).length > 0,
  // A bare version is a minimum; only "[1.2.3]" names one version.
  requirement(text) {
    const range = isVersion(text) ? comparison('>=', text) : (floating(text) ?? readBrackets(text, isVersion, compare));
    return range && { range };
  },
  shown: (bound) => bound.replace(/-0$/, ''),
});
