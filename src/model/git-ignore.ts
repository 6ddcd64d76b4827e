import { matchSequence } from './wildcards.ts';

/** Nobody writes more, or longer ones; and many asterisks in one have no meaning. */
const mostPatterns = 2000;
const longestPattern = 500;
const mostAsterisks = 6;
const mostNames = 40;

const anyDepth = Symbol('**');
const anyLetters = Symbol('*');
type Letter = typeof anyLetters | string | RegExp;
/** One name of a pattern: as it is written, or its letters where there are wildcards. */
type Name = string | readonly Letter[];

interface Line {
  readonly negated: boolean;
  readonly directories: boolean;
  /** It holds for names at any depth. */
  readonly anywhere: boolean;
  readonly names: readonly (typeof anyDepth | Name)[];
}

/**
 * Tells whether the text of a `.gitignore` leaves out a path, relative to it; that of a directory ends with a slash. The directories above are not
 * asked. Letters count in either case. Linear, whatever the patterns. https://git-scm.com/docs/gitignore
 */
export function gitIgnore(text: string): (path: string) => boolean {
  const lines = text
    .split(/\r?\n/)
    .filter(isSane)
    .slice(0, mostPatterns)
    .flatMap((line) => lineOf(line) ?? []);
  return (path) => {
    const names = path.toLowerCase().split('/');
    const isDirectory = names.at(-1) === '';
    if (isDirectory) names.pop();
    const last = names.slice(-1);
    let out = false;
    for (const line of lines) {
      if (line.negated !== out || (line.directories && !isDirectory)) continue;
      if (matchSequence(line.names, line.anywhere ? last : names, (one) => one === anyDepth, fits)) out = !line.negated;
    }
    return out;
  };
}

function isSane(line: string): boolean {
  return line.length <= longestPattern && (line.match(/\*+/g)?.length ?? 0) <= mostAsterisks;
}

function lineOf(line: string): Line | undefined {
  if (line.startsWith('#')) return undefined;
  const negated = line.startsWith('!');
  let pattern = (negated ? line.slice(1) : line).toLowerCase();
  while (/[ \t]$/.test(pattern) && !pattern.endsWith('\\ ')) pattern = pattern.slice(0, -1);
  const directories = pattern.endsWith('/');
  if (directories) pattern = pattern.slice(0, -1);
  const anywhere = !pattern.includes('/');
  const parts = pattern.split('/').filter((part) => part !== '');
  if (parts.length === 0 || parts.length > mostNames) return undefined;
  try {
    const names = parts.map((part) => (!anywhere && /^\*{2,}$/.test(part) ? anyDepth : nameOf(part)));
    // What is in a directory is not the directory itself.
    return { negated, directories, anywhere, names: names.at(-1) === anyDepth ? [...names, [anyLetters]] : names };
  } catch {
    return undefined;
  }
}

function nameOf(part: string): Name {
  if (!/[*?[\\]/.test(part)) return part;
  const pieces = part.match(/\*+|\?|\[[!^]?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|\\.|[^]/gu) ?? [];
  return pieces.map((piece) => {
    if (piece.startsWith('*')) return anyLetters;
    if (piece === '?') return /^[^]$/u;
    if (piece.startsWith('[') && piece.length > 1) return setOf(piece.slice(1, -1));
    return piece.startsWith('\\') ? piece.slice(1) : piece;
  });
}

const classes: Readonly<Record<string, string>> = {
  alnum: 'a-z0-9',
  alpha: 'a-z',
  blank: ' \\t',
  digit: '0-9',
  lower: 'a-z',
  punct: '!-\\/:-@\\[-`{-~',
  space: '\\s',
  upper: 'A-Z',
  xdigit: '0-9a-f',
};

/** `[!a-z[:digit:]]` */
function setOf(body: string): RegExp {
  const letters = body.replace(/^[!^]/, '').replace(/\[:(\w+):\]|\\(.)|[\]\\^[]/gu, (found, name, quoted) => {
    if (name !== undefined) return classes[String(name)] ?? '';
    const letter = String(quoted ?? found);
    return /[\w\s]/.test(letter) ? letter : `\\${letter}`;
  });
  return new RegExp(`^[${/^[!^]/.test(body) ? '^' : ''}${letters}]$`, 'i');
}

function fits(name: typeof anyDepth | Name, written: string): boolean {
  if (typeof name === 'symbol') return false;
  if (typeof name === 'string') return name === written;
  return matchSequence(
    name,
    [...written],
    (letter) => letter === anyLetters,
    (letter, one) => (letter instanceof RegExp ? letter.test(one) : letter === one),
  );
}
