// Tags of container images, https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
import { compareNumbers, leadingNumbers } from './partial.ts';
import { comparison } from './range.ts';
import { defineScheme } from './scheme.ts';

export interface Tag {
  /** The numbers and their label: "24.1" of "24.1-slim", "3.14.0a2", "9.0.100-preview.3"; absent in "lts-alpine". */
  readonly version?: string | undefined;
  /** The words behind the version, or the whole tag when there is none: variant and distribution. */
  readonly suffixes: readonly string[];
  /** Whether the tag is made to move with new releases, as "latest", "24" and "24.1" are and "24.1.0" is not. */
  readonly floating: boolean;
}

const numbers =
  /^(?:v|go|jdk-?|release-)?(\d+(?:\.\d+)*)((?:a|b|c|m|rc|alpha|beta|preview)\.?\d+(?:\.\d+)*)?(?=$|[-_+.])/i;
const prereleaseWord = /^(?:alpha|beta|rc|cr|m|pre|preview|ea|snapshot|canary|nightly|next|edge|b)[.]?\d*(?:\.\d+)*$/i;
const buildNumber = /^_\d+(?:\.\d+)*/;
// What is published once: a date, a commit.
const dated = /(?<!\d)(?:19|20)\d\d-?[01]\d-?[0-3]\d(?!\d)/;
const commit = /^(?=[a-f]*\d)[0-9a-f]{7,64}$/;

/** Takes an image's tag apart, whatever it is. */
export function parseTag(tag: string): Tag {
  if (tag.length > 128) return { suffixes: [], floating: true };
  const [matched = '', release = '', attached = ''] = numbers.exec(tag) ?? [];
  const [build = ''] = release === '' ? [] : (buildNumber.exec(tag.slice(matched.length)) ?? []);
  const words = tag
    .slice(matched.length + build.length)
    .split(/[-_+]|^\./)
    .filter((word) => word !== '');
  const isOnce = dated.test(tag) || words.some((word) => commit.test(word));
  if (release === '') return { suffixes: words, floating: !isOnce };

  const [first = ''] = words;
  const isLabel = attached === '' && prereleaseWord.test(first);
  const version = `${release}${attached}${isLabel ? `-${first}` : ''}`;
  const suffixes = isLabel ? words.slice(1) : words;
  const isPinned = isOnce || release.split('.').length > 2 || /\d$/.test(version.slice(release.length));
  return { version, suffixes, floating: !isPinned };
}

const prereleasePart = (tag: string): string => (parseTag(tag).version ?? '').replace(/^[\d.]+-?/, '').toLowerCase();

// Digits within a label are ordered as numbers: "rc2" before "rc10".
function compareLabels(a: string, b: string): number {
  if (a === '' || b === '') return Number(a === '') - Number(b === '');
  const [x, y] = [a.split(/(\d+)/), b.split(/(\d+)/)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const [left = '', right = ''] = [x[at], y[at]];
    if (left !== right) return at % 2 === 1 ? Number(left) - Number(right) : left < right ? -1 : 1;
  }
  return 0;
}

function compare(a: string, b: string): number {
  const [x, y] = [a, b].map((tag) => leadingNumbers(parseTag(tag).version ?? '')) as [number[], number[]];
  return compareNumbers(x, y) || compareLabels(prereleasePart(a), prereleasePart(b));
}

const isVersion = (text: string): boolean => parseTag(text).version !== undefined;

/** The order of image tags and of the versions of runtimes: numbers and prerelease count, variants do not. */
export const tag = defineScheme('tag', {
  isVersion,
  isPartial: (text) => /^v?\d+(\.\d+)?$/i.test(parseTag(text).version ?? ''),
  compare,
  isPrerelease: (version) => prereleasePart(version) !== '',
  requirement: (text) => (isVersion(text) ? { range: comparison('=', text) ?? [] } : undefined),
});
