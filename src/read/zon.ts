// Zig Object Notation, a subset of Zig's expressions: https://ziglang.org/documentation/master/#ZON
import { matchTokens, type Term, termBetween, type Token } from './terms.ts';

const word = /[A-Za-z0-9_]+/y;
const fieldMark = /\s*=(?!=)/y;

/** The value of a ZON file: structs are tuples with fields, enum literals are atoms. Comments are no part of it. */
export function parseZon(text: string): Term {
  const all: Token[] = [];
  let line = 1;
  let first = true;
  let at = 0;
  const push = (kind: Token['kind'], value: string, startLine = line): void => {
    all.push({ kind, text: value, line: startLine, first, literal: true });
    first = false;
  };
  const lineEnd = (): number => {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
  const readText = (): string => {
    const quote = text[at];
    let value = '';
    for (at++; at < text.length && text[at] !== quote && text[at] !== '\n'; at++) {
      if (text[at] === '\\') at++;
      value += text[at] ?? '';
    }
    if (text[at] === quote) at++;
    return value;
  };
  const readWord = (): string | undefined => {
    if (text.startsWith('@"', at)) {
      at++;
      return readText();
    }
    word.lastIndex = at;
    const found = word.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  while (at < text.length) {
    const character = text[at] as string;
    if (character === '\n') {
      line++;
      first = true;
      at++;
    } else if (/\s/.test(character)) at++;
    else if (text.startsWith('//', at)) at = lineEnd();
    else if (text.startsWith('\\\\', at)) {
      const end = lineEnd();
      push('text', text.slice(at + 2, end));
      at = end;
    } else if (character === '"' || character === "'") push('text', readText());
    else if (character === '.' && text[at + 1] === '{') at++;
    else if (character === '.') {
      at++;
      const name = readWord();
      fieldMark.lastIndex = at;
      const isField = name !== undefined && fieldMark.test(text);
      if (isField) at = fieldMark.lastIndex;
      push(isField ? 'key' : name === undefined ? 'mark' : 'atom', name ?? '.');
    } else {
      const found = readWord();
      if (found === undefined) at++;
      push(found === undefined ? 'mark' : 'number', found ?? character);
    }
  }
  return termBetween(matchTokens(all), 0, all.length);
}
