import type { RubyStatement, RubyToken } from './ruby-tokens.ts';

/** A value as far as it is literal: its texts (several if it is a list). `open`: it is computed, or partly. */
export interface RubyValue {
  readonly texts: readonly string[];
  readonly kind: 'text' | 'symbol' | 'number' | 'constant' | 'list' | 'computed';
  readonly open: boolean;
  readonly line: number;
}

/** A call written as a command or with parentheses: `gem "rails", "~> 8.0", group: :test do`. */
export interface RubyCall {
  /** With its receivers: `spec.add_dependency`. */
  readonly name: string;
  readonly line: number;
  readonly positional: readonly RubyValue[];
  readonly keywords: ReadonlyMap<string, RubyValue>;
  /** It opens a block that ends with `end`. */
  readonly block: boolean;
  /** `if …` or `unless …` stands behind it. */
  readonly conditional: boolean;
}

const isMark = (token: RubyToken | undefined, text: string): boolean => token?.kind === 'mark' && token.text === text;
const isName = (token: RubyToken | undefined, ...texts: readonly string[]): boolean =>
  token?.kind === 'name' && texts.includes(token.text);

/** A dotted name from `from`, and where it ends. */
export function rubyName(tokens: RubyStatement, from: number): { name: string; end: number } | undefined {
  if (tokens[from]?.kind !== 'name') return undefined;
  let name = tokens[from].text;
  let end = from + 1;
  while (
    (isMark(tokens[end], '.') || isMark(tokens[end], '::') || isMark(tokens[end], '&.')) &&
    tokens[end + 1]?.kind === 'name'
  ) {
    name += `.${tokens[end + 1]?.text ?? ''}`;
    end += 2;
  }
  return { name, end };
}

/** The statement as a call; undefined if it is something else. */
export function rubyCall(tokens: RubyStatement): RubyCall | undefined {
  const called = rubyName(tokens, 0);
  if (called === undefined) return undefined;
  const { name, end } = called;
  const paren = isMark(tokens[end], '(');
  const from = paren ? end + 1 : end;
  let stop = tokens.length;
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind === 'mark' && '([{'.includes(token.text)) depth++;
    else if (token?.kind === 'mark' && ')]}'.includes(token.text) && depth-- === 0) {
      stop = at;
      break;
    } else if (!paren && depth === 0 && isName(token, 'if', 'unless', 'do', 'while', 'rescue')) {
      stop = at;
      break;
    }
  }
  const rest = tokens.slice(stop);
  const positional: RubyValue[] = [];
  const keywords = new Map<string, RubyValue>();
  for (const [start, last] of argumentsIn(tokens, from, stop)) {
    const first = tokens[start];
    const arrow =
      first !== undefined && (first.kind === 'symbol' || first.kind === 'text') && isMark(tokens[start + 1], '=>');
    if (first?.kind === 'label') keywords.set(first.text, rubyValue(tokens, start + 1, last));
    else if (arrow) keywords.set(first.text, rubyValue(tokens, start + 2, last));
    else positional.push(rubyValue(tokens, start, last));
  }
  return {
    name,
    line: tokens[0]?.line ?? 1,
    positional,
    keywords,
    block: rest.some((token) => isName(token, 'do')),
    conditional: rest.some((token) => isName(token, 'if', 'unless')),
  };
}

/** The spans between commas outside of brackets. */
function argumentsIn(tokens: RubyStatement, from: number, stop: number): [number, number][] {
  const spans: [number, number][] = [];
  let start = from;
  let depth = 0;
  for (let at = from; at <= stop; at++) {
    const token = tokens[at];
    if (at < stop && token?.kind === 'mark') {
      if ('([{'.includes(token.text)) depth++;
      else if (')]}'.includes(token.text)) depth--;
    }
    if (at !== stop && !(depth === 0 && isMark(token, ','))) continue;
    if (at > start) spans.push([start, at]);
    start = at + 1;
  }
  return spans;
}

const deepest = 10;

/** The value of the tokens from `from` before `to`. */
export function rubyValue(tokens: RubyStatement, from: number, to: number, depth = 0): RubyValue {
  const first = tokens[from];
  const line = first?.line ?? tokens.at(-1)?.line ?? 1;
  const computed: RubyValue = { texts: [], kind: 'computed', open: true, line };
  if (first === undefined || from >= to || depth > deepest) return computed;
  // `"x".freeze` is what gem build writes.
  const end = isMark(tokens[to - 2], '.') && isName(tokens[to - 1], 'freeze') ? to - 2 : to;
  if (isMark(first, '[') && isMark(tokens[end - 1], ']')) {
    const items = argumentsIn(tokens, from + 1, end - 1).map(([start, stop]) =>
      rubyValue(tokens, start, stop, depth + 1),
    );
    return { texts: items.flatMap(({ texts }) => texts), kind: 'list', open: items.some(({ open }) => open), line };
  }
  if (end - from === 2 && isMark(first, '-') && tokens[from + 1]?.kind === 'number')
    return { texts: [`-${tokens[from + 1]?.text ?? ''}`], kind: 'number', open: false, line };
  if (end - from !== 1) return computed;
  if (first.kind === 'text') return { texts: [first.text], kind: 'text', open: first.open === true, line };
  if (first.kind === 'symbol') return { texts: [first.text], kind: 'symbol', open: first.open === true, line };
  if (first.kind === 'number') return { texts: [first.text], kind: 'number', open: false, line };
  return isName(first, 'true', 'false', 'nil')
    ? { texts: [first.text], kind: 'constant', open: false, line }
    : computed;
}

/** A statement that opens a block which ends with `end`, other than by `do`. */
export function opensBlock(tokens: RubyStatement): boolean {
  if (isName(tokens[0], 'if', 'unless', 'case', 'while', 'until', 'for', 'begin', 'def', 'class', 'module'))
    return !tokens.some((token) => isName(token, 'end'));
  // `x = if …` and `x = case …`
  return (
    isMark(tokens[1], '=') &&
    isName(tokens[2], 'if', 'unless', 'case', 'begin') &&
    !tokens.some((token) => isName(token, 'end'))
  );
}

/** A statement with `do` whose `end` is still to come. */
export function opensDo(tokens: RubyStatement): boolean {
  return (
    tokens.some((token) => isName(token, 'do')) &&
    !isName(tokens.at(-1), 'end') &&
    !isName(tokens[0], 'while', 'until', 'for')
  );
}
