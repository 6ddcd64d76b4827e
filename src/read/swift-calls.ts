import type { Token } from './code-tokens.ts';

/** A call such as `.package(url: "…", from: "1.0.0")`: its name with the dot in front, and the words of each argument. */
export interface Call {
  readonly name: string;
  readonly line: number;
  readonly arguments: readonly (readonly Token[])[];
}

/** All calls in these words and in what stands in their brackets, outer ones first. Newlines are dropped. */
export function callsIn(tokens: readonly Token[]): Call[] {
  const found: Call[] = [];
  const open: (readonly Token[])[] = [tokens];
  for (let list = open.pop(); list !== undefined; list = open.pop()) {
    const inner: (readonly Token[])[] = [];
    for (const [at, token] of list.entries()) {
      if (token.kind !== 'group') continue;
      inner.push(token.children);
      const before = list[at - 1];
      if (token.text !== '(' || before?.kind !== 'word') continue;
      const dotted = list[at - 2]?.kind === 'symbol' && list[at - 2]?.text === '.';
      found.push({
        name: `${dotted ? '.' : ''}${before.text}`,
        line: before.line,
        arguments: argumentsOf(token.children),
      });
    }
    open.push(...inner.reverse());
  }
  return found;
}

/** The words after `label:` among the arguments of a call. */
export function labelled(call: Call, label: string): readonly Token[] | undefined {
  const found = call.arguments.find(
    ([first, second]) => first?.kind === 'word' && first.text === label && second?.text === ':',
  );
  return found?.slice(2);
}

/** The text of a lone literal. */
export function textIn(tokens: readonly Token[] | undefined): string | undefined {
  const [only, ...others] = tokens ?? [];
  return only?.kind === 'string' && others.length === 0 ? only.text : undefined;
}

function argumentsOf(tokens: readonly Token[]): Token[][] {
  const found: Token[][] = [];
  let current: Token[] = [];
  for (const token of tokens) {
    if (token.kind === 'newline') continue;
    if (token.kind === 'symbol' && token.text === ',') {
      found.push(current);
      current = [];
    } else current.push(token);
  }
  if (current.length > 0) found.push(current);
  return found;
}
