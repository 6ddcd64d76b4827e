import { expressionEnd } from './elixir.ts';
import { isMark, type Tokens } from './terms.ts';

/** Positions of words, the last one not included. */
export type Span = readonly [from: number, to: number];

/** The bodies of a module's functions, one for each clause, and the values of its attributes. */
export interface Definitions {
  readonly functions: ReadonlyMap<string, readonly Span[]>;
  readonly attributes: ReadonlyMap<string, Span>;
}

/** Finds `def name do … end`, `defp name, do: …` and `@name value`. */
export function definitionsIn(tokens: Tokens): Definitions {
  const functions = new Map<string, Span[]>();
  const attributes = new Map<string, Span>();
  for (let position = 0; position < tokens.all.length; position++) {
    const token = tokens.all[position];
    if (token === undefined || !token.first) continue;
    const name = tokens.all[position + 1];
    if (token.kind === 'attribute' && !attributes.has(token.text)) {
      attributes.set(token.text, [position + 1, expressionEnd(tokens, position + 1, tokens.all.length)]);
    } else if ((token.text === 'def' || token.text === 'defp') && name?.kind === 'name') {
      const body = bodyAfter(tokens, position + 2);
      if (body === undefined) continue;
      functions.set(name.text, [...(functions.get(name.text) ?? []), body]);
      position = body[1] - 1;
    }
  }
  return { functions, attributes };
}

function bodyAfter(tokens: Tokens, from: number): Span | undefined {
  for (let position = from; position < tokens.all.length; position++) {
    const token = tokens.all[position];
    if (token?.kind === 'key' && token.text === 'do') {
      return [position + 1, expressionEnd(tokens, position + 1, tokens.all.length)];
    }
    const closer = tokens.closer(position);
    if (token?.kind === 'name' && token.text === 'do') return [position + 1, closer ?? tokens.all.length];
    if (token?.first && position > from && !isMark(tokens, position, ')') && !isMark(tokens, position - 1, ','))
      return undefined;
    position = closer ?? position;
  }
  return undefined;
}

/** The spans themselves and the bodies of all functions that they call, directly or through others. */
export function reachedFrom(tokens: Tokens, spans: readonly Span[], { functions, attributes }: Definitions): Span[] {
  const reached = [...spans];
  const known = new Set<string>(['project', 'application']);
  for (const [from, to] of reached) {
    for (let position = from; position < to; position++) {
      const token = tokens.all[position];
      if (token === undefined || (token.kind !== 'name' && token.kind !== 'attribute') || known.has(token.text))
        continue;
      known.add(token.text);
      const attribute = token.kind === 'attribute' ? attributes.get(token.text) : undefined;
      reached.push(...(attribute ? [attribute] : token.kind === 'name' ? (functions.get(token.text) ?? []) : []));
    }
  }
  return reached;
}
