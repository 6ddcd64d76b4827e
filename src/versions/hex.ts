// Hex (Elixir, Erlang, Gleam), https://hexdocs.pm/elixir/Version.html#module-requirements
import { leadingNumbers, nextLine, padded, withoutFloor } from './partial.ts';
import { comparison, type Range, span } from './range.ts';
import { readRange } from './requirement.ts';
import { defineScheme } from './scheme.ts';
import { compareVersions, isSemver, isSemverPrerelease } from './semver.ts';

// "~> 2.1" is [2.1.0, 3.0.0), "~> 2.1.3" is [2.1.3, 2.2.0): the last part given may grow.
function term(operator: string, operand: string): Range | undefined {
  const version = padded(operand);
  if (!isSemver(version)) return undefined;
  if (operator !== '~>') return comparison(operator || '==', version);
  const given = leadingNumbers(operand);
  return given.length < 2 ? undefined : span(version, nextLine(given.slice(0, -1)));
}

const grammar = { compare: compareVersions, or: /(?<=\s)or(?=\s)|\|\|/y, and: /(?<=\s)and(?=\s)|&&|,/y, term };

export const hex = defineScheme('hex', {
  isVersion: (text) => /^\d/.test(text) && isSemver(text),
  compare: compareVersions,
  isPrerelease: isSemverPrerelease,
  requirement(text) {
    const range = readRange(text, grammar);
    return range && { range };
  },
  shown: withoutFloor,
});
