/** One word of a data language with brackets (Elixir, Erlang, ZON), as its tokeniser cuts it. */
export interface Token {
  /** `key` opens a field (`name:`, `.name =`); `mark` is punctuation, brackets included; `name` anything that would have to be evaluated. */
  readonly kind: 'text' | 'words' | 'atom' | 'number' | 'key' | 'name' | 'attribute' | 'mark';
  readonly text: string;
  readonly line: number;
  /** It is the first word of its line. */
  readonly first: boolean;
  /** Text with something to be evaluated inside of it is no literal. */
  readonly literal: boolean;
}

/** The words of a file, and for each one that opens a bracket or a block the position of the one that closes it. */
export interface Tokens {
  readonly all: readonly Token[];
  /** The position of the closing word, or of the end of the file where it is missing. */
  closer(position: number): number | undefined;
}

/** A value as it is written. What would have to be evaluated is `other`. `from` and `to` are positions of words. */
export interface Term {
  readonly kind: 'text' | 'words' | 'atom' | 'number' | 'attribute' | 'list' | 'tuple' | 'other';
  readonly text: string;
  readonly line: number;
  readonly items: readonly Term[];
  /** Named items: the keywords of a list, the fields of a struct. */
  readonly fields: readonly Field[];
  readonly from: number;
  readonly to: number;
}

export interface Field {
  readonly name: string;
  readonly line: number;
  readonly value: Term;
}

const deepest = 60;

/** Matches brackets, and blocks where the language has them, in one pass. A bracket that is closed by the wrong one ends there too. */
export function matchTokens(
  all: readonly Token[],
  block?: { opens: (position: number) => boolean; closes: string },
): Tokens {
  const closers = new Map<number, number>();
  const open: { position: number; closes: string }[] = [];
  for (let position = 0; position < all.length; position++) {
    const token = all[position] as Token;
    const closes = token.kind === 'mark' ? bracketOf(token.text) : undefined;
    if (closes !== undefined) open.push({ position, closes });
    else if (token.kind === 'name' && block?.opens(position)) open.push({ position, closes: block.closes });
    else if (
      (token.kind === 'mark' && ')]}'.includes(token.text)) ||
      (token.kind === 'name' && token.text === block?.closes)
    ) {
      const last = open.pop();
      if (last) closers.set(last.position, position);
    }
  }
  for (const { position } of open) closers.set(position, all.length);
  return { all, closer: (position) => closers.get(position) };
}

function bracketOf(mark: string): string | undefined {
  if (mark === '(') return ')';
  if (mark === '[') return ']';
  return mark === '{' ? '}' : undefined;
}

/** Cuts a range of words at its commas, stepping over everything in brackets. */
export function* itemsBetween(
  tokens: Tokens,
  from: number,
  to: number,
): Generator<readonly [from: number, to: number]> {
  let start = from;
  for (let position = from; position < to; position++) {
    const closer = tokens.closer(position);
    if (closer !== undefined) position = closer;
    else if (isMark(tokens, position, ',')) {
      if (position > start) yield [start, position];
      start = position + 1;
    }
  }
  if (to > start) yield [start, to];
}

/** Whether this mark of punctuation stands there. */
export function isMark(tokens: Tokens, position: number, text: string): boolean {
  const token = tokens.all[position];
  return token?.kind === 'mark' && token.text === text;
}

/** Reads the value that these words spell. */
export function termBetween(tokens: Tokens, from: number, to: number, depth = 0): Term {
  const token = tokens.all[from];
  const line = token?.line ?? 1;
  const term = (kind: Term['kind'], text = '', items: readonly Term[] = [], fields: readonly Field[] = []): Term => {
    return { kind, text, line, items, fields, from, to };
  };
  if (token === undefined || depth > deepest) return term('other');
  if (to === from + 1 && token.kind !== 'mark' && token.kind !== 'key') {
    return token.kind === 'name' || !token.literal ? term('other', token.text) : term(token.kind, token.text);
  }
  if (token.kind !== 'mark' || tokens.closer(from) !== to - 1 || token.text === '(') return term('other');
  const { items, fields } = contentsBetween(tokens, from + 1, to - 1, depth + 1);
  return term(token.text === '[' ? 'list' : 'tuple', '', items, fields);
}

/** Reads values separated by commas, and those among them that have a name. */
export function contentsBetween(
  tokens: Tokens,
  from: number,
  to: number,
  depth = 0,
): { items: Term[]; fields: Field[] } {
  const items: Term[] = [];
  const fields: Field[] = [];
  for (const [start, end] of itemsBetween(tokens, from, to)) {
    const first = tokens.all[start] as Token;
    if (first.kind !== 'key') items.push(termBetween(tokens, start, end, depth));
    else fields.push({ name: first.text, line: first.line, value: termBetween(tokens, start + 1, end, depth) });
  }
  return { items, fields };
}

/** The value of the first field with this name. */
export function fieldNamed(fields: readonly Field[], name: string): Term | undefined {
  return fields.find((field) => field.name === name)?.value;
}
