import type { Token } from './code-tokens.ts';

/** Symbols that let an expression go on in the next line when a line ends or begins with them. */
const goesOn = new Set(['=', ',', '+', ':', '%', '?', '&', '|', '-', '<']);
const joins = new Set(['.', '?', ',', '+', '%', ':', ')']);

/** The statements of a block: its tokens cut at ends of lines and semicolons, where the expression does not go on. */
export function statementsOf(tokens: readonly Token[]): Token[][] {
  const statements: Token[][] = [];
  let current: Token[] = [];
  const end = (): void => {
    if (current.length > 0) statements.push(current);
    current = [];
  };
  for (const [index, token] of tokens.entries()) {
    if (token.kind === 'newline') {
      const last = current.at(-1);
      const next = tokens.slice(index + 1, index + 50).find(({ kind }) => kind !== 'newline');
      const open = last?.kind === 'symbol' && (goesOn.has(last.text) || last.text === '.');
      const joined = next?.kind === 'symbol' && joins.has(next.text);
      if (!open && !joined) end();
    } else if (token.kind === 'symbol' && token.text === ';') end();
    else current.push(token);
  }
  end();
  return statements;
}

/** The tokens between commas, without ends of lines: the arguments of a call, the elements of a list. */
export function argumentsOf(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [[]];
  for (const token of tokens) {
    if (token.kind === 'symbol' && token.text === ',') found.push([]);
    else if (token.kind !== 'newline') found.at(-1)?.push(token);
  }
  return found.filter((tokensOfOne) => tokensOfOne.length > 0);
}

/** An argument with a name, `version: '1'` in Groovy and `version = "1"` in Kotlin; the name is empty if it has none. */
export function namedArgument(tokens: readonly Token[]): { name: string; value: readonly Token[] } {
  const [first, second] = tokens;
  const named = second?.kind === 'symbol' && (second.text === ':' || second.text === '=');
  if (named && first && (first.kind === 'word' || first.kind === 'string'))
    return { name: first.text, value: tokens.slice(2) };
  return { name: '', value: tokens };
}

/** Whether it is this symbol. */
export function isSymbol(token: Token | undefined, text: string): boolean {
  return token?.kind === 'symbol' && token.text === text;
}

/** Whether it is a word; this one, if a text is given. */
export function isWord(token: Token | undefined, text?: string): token is Token & { kind: 'word' } {
  return token?.kind === 'word' && (text === undefined || token.text === text);
}

/** Whether it is a group between brackets that open like this. */
export function isGroup(token: Token | undefined, bracket: '(' | '[' | '{'): token is Token & { kind: 'group' } {
  return token?.kind === 'group' && token.text === bracket;
}

/** The words in front, with the dots between them: `java.toolchain.languageVersion`; and how many tokens they take. */
export function pathOf(tokens: readonly Token[]): { path: string; length: number } {
  const words: string[] = [];
  let at = 0;
  while (isWord(tokens[at])) {
    words.push(tokens[at]?.text ?? '');
    const safe = isSymbol(tokens[at + 1], '?') && isSymbol(tokens[at + 2], '.') ? 1 : 0;
    if (!isSymbol(tokens[at + 1 + safe], '.') || !isWord(tokens[at + 2 + safe]))
      return { path: words.join('.'), length: at + 1 };
    at += 2 + safe;
  }
  return { path: words.join('.'), length: at };
}
