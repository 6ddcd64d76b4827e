// D's dub, https://dub.pm/dub-guide/dependencies/#version-specifications
import { leadingNumbers, nextLine, padded, withoutFloor } from './partial.ts';
import { comparison, everything, type Range, span } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';
import { compareVersions, isSemver, isSemverPrerelease } from './semver.ts';

function term(operator: string, operand: string): Range | undefined {
  const version = padded(operand);
  if (!isSemver(version)) return undefined;
  const given = leadingNumbers(operand);
  if (operator === '~>') return span(version, nextLine(given.slice(0, Math.max(1, given.length - 1))));
  if (operator === '^') {
    const firstSet = given.findIndex((part) => part > 0);
    return span(version, nextLine(given.slice(0, firstSet === -1 ? given.length : firstSet + 1)));
  }
  return comparison(operator || '==', version);
}

const grammar = { compare: compareVersions, or: /\|\|/y, and: /(?<=[\w.+-])\s+(?=[<>=^~])/y, term };

export const dub = defineScheme('dub', {
  isVersion: isSemver,
  compare: compareVersions,
  isPrerelease: isSemverPrerelease,
  requirement(text) {
    const range = text === '*' ? everything : readRange(text, grammar);
    return range && { range };
  },
  shown: withoutFloor,
});
