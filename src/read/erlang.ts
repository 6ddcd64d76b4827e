// Erlang terms in files, as file:consult/1 reads them: https://www.erlang.org/doc/apps/kernel/file.html#consult/1
import { contentsBetween, isMark, matchTokens, type Term, termBetween, type Token, type Tokens } from './terms.ts';

const word = /[\p{L}\p{N}_@]+/uy;

/** The terms of a file, one after the other, each ended by a full stop. */
export function erlangTerms(text: string): { terms: Term[]; tokens: Tokens } {
  const tokens = erlangTokens(text);
  const terms: Term[] = [];
  let start = 0;
  for (let position = 0; position < tokens.all.length; position++) {
    const closer = tokens.closer(position);
    if (closer !== undefined) position = closer;
    else if (isMark(tokens, position, '.')) {
      terms.push(termBetween(tokens, start, position));
      start = position + 1;
    }
  }
  if (start < tokens.all.length) terms.push(...contentsBetween(tokens, start, tokens.all.length).items);
  return { terms, tokens };
}

/** `{Name, Value}` of a property list: the value of the first pair with this name. */
export function propertyOf(terms: readonly Term[], name: string): Term | undefined {
  return terms.find((term) => term.kind === 'tuple' && term.items[0]?.text === name)?.items[1];
}

function erlangTokens(text: string): Tokens {
  const all: Token[] = [];
  let line = 1;
  let first = true;
  let at = 0;
  const push = (kind: Token['kind'], value: string, startLine = line): void => {
    all.push({ kind, text: value, line: startLine, first, literal: true });
    first = false;
  };
  while (at < text.length) {
    const character = text[at] as string;
    word.lastIndex = at;
    const name = word.exec(text)?.[0];
    if (character === '\n') {
      line++;
      first = true;
      at++;
    } else if (/\s/.test(character)) at++;
    else if (character === '%') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === '"' || character === "'") {
      const startLine = line;
      let value = '';
      for (at++; at < text.length && text[at] !== character; at++) {
        if (text[at] === '\\') at++;
        if (text[at] === '\n') line++;
        value += text[at] ?? '';
      }
      at++;
      push(character === '"' ? 'text' : 'atom', value, startLine);
    } else if (name !== undefined) {
      at += name.length;
      push(/^\d/.test(name) ? 'number' : /^[\p{Lu}_]/u.test(name) ? 'name' : 'atom', name);
    } else {
      // Binaries are texts here: <<"cowboy">> is "cowboy".
      const binary = text.startsWith('<<', at) || text.startsWith('>>', at);
      at += binary ? 2 : 1;
      if (!binary) push('mark', character);
    }
  }
  return matchTokens(all);
}
