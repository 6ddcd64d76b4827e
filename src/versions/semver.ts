// Semantic Versioning, https://semver.org/spec/v2.0.0.html
// with npm's requirements, https://github.com/npm/node-semver#ranges
import SemverRange from 'semver/classes/range.js';
import compareSemver from 'semver/functions/compare.js';
import parseSemver from 'semver/functions/parse.js';
import { withoutFloor } from './partial.ts';
import { comparison, everything, intersect, type Range, unite } from './range.ts';
import { defineScheme, type Requirement } from './scheme.ts';

/** Orders two semantic versions; build metadata does not count. */
export const compareVersions = (a: string, b: string): number => compareSemver(a, b);

/** Whether the text is a complete semantic version; a leading "v" is tolerated. */
export const isSemver = (text: string): boolean => parseSemver(text) !== null;

/** Whether the version carries a prerelease ("5.0.0-beta.1"). */
export const isSemverPrerelease = (version: string): boolean => (parseSemver(version)?.prerelease.length ?? 0) > 0;

// The version may stand behind a protocol or an alias: "npm:express@^5", "jsr:@std/path@^1", "workspace:^1.2".
const withoutProtocol = (text: string): string =>
  text.replace(/^(?:npm:|jsr:)(?:@?[^@]+)@|^(?:workspace|npm|jsr):(?=[\d<>=^~v])/, '');

/** Reads a requirement as npm does, its rule for prereleases included; undefined for tags, addresses and paths. */
export function npmRequirement(text: string): Requirement | undefined {
  let parsed: SemverRange;
  try {
    parsed = new SemverRange(withoutProtocol(text));
  } catch {
    return undefined;
  }
  const alternatives = parsed.set.map((comparators) =>
    comparators
      .filter(({ value }) => value !== '')
      .map(({ operator, semver }) => comparison(operator || '=', semver.version) ?? everything)
      .reduce((all, one) => intersect(all, one, compareVersions), everything),
  );
  return {
    range: alternatives.reduce((all: Range, one) => unite(all, one, compareVersions), []),
    admits: (version) => parsed.test(version),
  };
}

export const semver = defineScheme('semver', {
  isVersion: isSemver,
  compare: compareVersions,
  isPrerelease: isSemverPrerelease,
  requirement: npmRequirement,
  shown: withoutFloor,
});
