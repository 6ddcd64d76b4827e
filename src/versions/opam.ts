// OCaml's opam, https://opam.ocaml.org/doc/Manual.html#Version-ordering: ordered as Debian's versions are
import { everything, type Range } from './range.ts';
import { readRange, usualTerm } from './requirement.ts';
import { defineScheme } from './scheme.ts';

const isVersion = (text: string): boolean => /^v?\d[\w.+~-]*$/i.test(text);

// "~" stands before the end of the text, then letters, then everything else.
function weight(character: string | undefined): number {
  if (character === '~') return -1;
  if (character === undefined) return 0;
  return (character.codePointAt(0) ?? 0) + (/[a-z]/i.test(character) ? 0 : 256);
}

function compareTexts(a: string, b: string): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = weight(a[at]) - weight(b[at]);
    if (difference !== 0) return difference;
  }
  return 0;
}

// Texts and numbers take turns, beginning with a text that may be empty.
const turns = (version: string): string[] => version.split(/(\d+)/);

function comparePart(a: string, b: string): number {
  const [x, y] = [turns(a), turns(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const [left = '', right = ''] = [x[at], y[at]];
    const order = at % 2 === 0 ? compareTexts(left, right) : Number(left) - Number(right);
    if (order !== 0) return order;
  }
  return 0;
}

// What follows the last hyphen is the revision, and counts last.
function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => /^(.*)-([^-]*)$/.exec(version) ?? ['', version, '']) as [
    string[],
    string[],
  ];
  return comparePart(left[1] ?? '', right[1] ?? '') || comparePart(left[2] ?? '', right[2] ?? '');
}

const usual = usualTerm(isVersion);
const term = (operator: string, operand: string): Range | undefined => usual(operator, operand.replaceAll('"', ''));

const grammar = { compare, or: /\|/y, and: /&/y, term };

export const opam = defineScheme('opam', {
  isVersion,
  compare,
  isPrerelease: (version) => /~|(alpha|beta|rc)\.?\d*/i.test(version),
  requirement(text) {
    const bare = text.replace(/^\{|\}$/g, '').trim();
    const range = bare === '' ? everything : readRange(bare, grammar);
    return range && { range };
  },
});
