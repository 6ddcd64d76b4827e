// Dart's pub, https://dart.dev/tools/pub/dependencies#version-constraints
import { leadingNumbers, nextLine, withoutFloor } from './partial.ts';
import { comparison, everything, type Range, span } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';
import { compareVersions, isSemver, isSemverPrerelease } from './semver.ts';

// Unlike npm's, Dart's caret lets the last part of a 0.0.z version grow.
function term(operator: string, version: string): Range | undefined {
  if (!isSemver(version)) return undefined;
  if (operator !== '^') return comparison(operator || '=', version);
  const [major = 0, minor = 0] = leadingNumbers(version);
  return span(version, nextLine(major === 0 ? [major, minor] : [major]));
}

const grammar = { compare: compareVersions, or: /\|\|/y, and: /(?<=[\w.+-])\s+(?=[<>=^])/y, term };

export const pub = defineScheme('pub', {
  isVersion: isSemver,
  compare: compareVersions,
  isPrerelease: isSemverPrerelease,
  requirement(text) {
    const range = text === 'any' || text === '' ? everything : readRange(text, grammar);
    return range && { range };
  },
  shown: withoutFloor,
});
