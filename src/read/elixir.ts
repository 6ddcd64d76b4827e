// The words of Elixir source: https://hexdocs.pm/elixir/syntax-reference.html
import { matchTokens, type Token, type Tokens } from './terms.ts';

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const operators = /<<|>>|<-|->|=>|===|!==|==|!=|<=|>=|=~|\|\|\||\|\||\|>|\+\+|--|<>|&&|::|\.\.|\\\\|~>>|~>/y;
const identifier = /[\p{L}_][\p{L}\p{N}_]*[?!]?(?:\.[\p{L}_][\p{L}\p{N}_]*[?!]?)*/uy;
const number = /\d[\w.]*/y;
const spaceAfter = /[ \t\r\n]|$/y;

/** Cuts Elixir source into words, comments left out. Runs in linear time and understands any text somehow. */
export function elixirTokens(text: string): Tokens {
  const all: Token[] = [];
  let line = 1;
  let first = true;
  let at = 0;

  const push = (kind: Token['kind'], value: string, startLine = line, literal = true): void => {
    all.push({ kind, text: value, line: startLine, first, literal });
    first = false;
  };
  const match = (pattern: RegExp, position: number): string | undefined => {
    pattern.lastIndex = position;
    return pattern.exec(text)?.[0];
  };
  const isKeyEnd = (position: number): boolean =>
    text[position] === ':' && match(spaceAfter, position + 1) !== undefined;

  /** Reads up to `end`, from behind the opening mark; `#{…}` inside makes it no literal. */
  const quoted = (start: number, end: string, raw: boolean): { value: string; next: number; literal: boolean } => {
    let value = '';
    let literal = true;
    let braces = 0;
    let position = start;
    while (position < text.length) {
      const character = text[position] as string;
      if (character === '\n') line++;
      if (braces === 0 && text.startsWith(end, position)) return { value, next: position + end.length, literal };
      if (character === '\\' && !raw) {
        value += text[position + 1] ?? '';
        if (text[position + 1] === '\n') line++;
        position += 2;
        continue;
      }
      if (!raw && character === '#' && text[position + 1] === '{') {
        literal = false;
        braces++;
        position += 2;
        continue;
      }
      if (braces > 0 && character === '{') braces++;
      else if (braces > 0 && character === '}') braces--;
      value += character;
      position++;
    }
    return { value, next: position, literal };
  };

  const readQuoted = (quote: string, startLine: number): void => {
    const end = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
    const { value, next, literal } = quoted(at + end.length, end, false);
    at = next;
    if (end.length === 1 && isKeyEnd(at)) {
      at++;
      push('key', value, startLine, literal);
    } else push('text', value, startLine, literal);
  };

  const readSigil = (): boolean => {
    const name = match(/[a-z]|[A-Z]+/y, at + 1);
    if (name === undefined) return false;
    const open = text[at + 1 + name.length] ?? '';
    if (!/[/|"'([{<]/.test(open)) return false;
    const startLine = line;
    const heredoc = (open === '"' || open === "'") && text.startsWith(open.repeat(3), at + 1 + name.length);
    const mark = heredoc ? open.repeat(3) : open;
    const { value, next, literal } = quoted(
      at + 1 + name.length + mark.length,
      closing[open] ?? mark,
      /[A-Z]/.test(name),
    );
    at = next + (match(/[a-zA-Z]*/y, next)?.length ?? 0);
    push(/^w$/i.test(name) ? 'words' : 'text', value, startLine, literal && /^[ws]$/i.test(name));
    return true;
  };

  const readColon = (): void => {
    const next = text[at + 1] ?? '';
    if (next === '"' || next === "'") {
      const startLine = line;
      const { value, next: end, literal } = quoted(at + 2, next, false);
      at = end;
      return push('atom', value, startLine, literal);
    }
    const name = match(/[\p{L}_][\p{L}\p{N}_@]*[?!]?/uy, at + 1);
    at += 1 + (name?.length ?? 0);
    push(name === undefined ? 'mark' : 'atom', name ?? ':');
  };

  const readName = (name: string): void => {
    at += name.length;
    if (!name.includes('.') && isKeyEnd(at)) {
      at++;
      return push('key', name);
    }
    const isAtom =
      name === 'true' ||
      name === 'false' ||
      name === 'nil' ||
      /^\p{Lu}[\p{L}\p{N}_]*(?:\.\p{Lu}[\p{L}\p{N}_]*)*$/u.test(name);
    push(isAtom && text[at] !== '(' && text[at] !== '{' ? 'atom' : 'name', name);
  };

  while (at < text.length) {
    const character = text[at] as string;
    if (character === '\n') {
      line++;
      first = true;
      at++;
    } else if (character === ' ' || character === '\t' || character === '\r') at++;
    else if (character === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (character === '"' || character === "'") readQuoted(character, line);
    else if (character === '~' && readSigil()) continue;
    else if (character === ':' && text[at + 1] !== ':') readColon();
    else if (character === '?' && at + 1 < text.length && !/\s/.test(text[at + 1] as string)) {
      at += text[at + 1] === '\\' ? 3 : 2;
      push('number', '?');
    } else if (character === '@') {
      const name = match(/[\p{L}_][\p{L}\p{N}_]*[?!]?/uy, at + 1);
      at += 1 + (name?.length ?? 0);
      push(name === undefined ? 'mark' : 'attribute', name ?? '@');
    } else {
      const digits = match(number, at);
      const name = digits === undefined ? match(identifier, at) : undefined;
      if (name !== undefined) readName(name);
      else {
        const mark = digits ?? match(operators, at) ?? character;
        at += mark.length;
        push(digits === undefined ? 'mark' : 'number', mark);
      }
    }
  }
  const opens = (position: number): boolean => all[position]?.text === 'do' || all[position]?.text === 'fn';
  return matchTokens(all, { opens, closes: 'end' });
}

/** Where the expression that begins at `from` ends: at the first word of a line that neither goes on nor is gone on with. */
export function expressionEnd(tokens: Tokens, from: number, limit: number): number {
  for (let position = from; position < limit; position++) {
    const token = tokens.all[position] as Token;
    if (
      position > from &&
      token.first &&
      !continues(tokens.all[position - 1]) &&
      !(token.kind === 'mark' && /^[|+<&~=.]/.test(token.text))
    ) {
      return position;
    }
    const ends = token.text === 'end' || token.text === 'else' || token.text === 'do' || token.text === '->';
    if (ends && (token.kind === 'name' || token.kind === 'mark')) return position;
    position = tokens.closer(position) ?? position;
  }
  return limit;
}

function continues(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'key') return true;
  return token.kind === 'mark'
    ? !/^[)\]}]$|^>>$/.test(token.text)
    : token.kind === 'name' && /^(?:and|or|in|not|when)$/.test(token.text);
}
