import * as z from 'zod/mini';
import { Rule } from '../model/rule.ts';
import type { Document } from '../read/document.ts';
import { parseToml } from '../read/toml.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';
import { type Keys, type Mistake, type Places, type Position, schemaMistakes } from './mistakes.ts';

/** Reads one rule file: checked against the schema and the vocabulary. All mistakes of the file come at once. */
export function loadRule(path: string, text: string): { rule: CompiledRule } | { mistakes: Mistake[] } {
  const document = parseToml(path, text);
  if (document.value === undefined)
    return { mistakes: document.diagnostics.map(({ message, at }) => ({ path, line: at.line ?? 1, message })) };
  const parsed = z.safeParse(Rule, document.value, { reportInput: true });
  if (!parsed.success) return { mistakes: schemaMistakes(Rule, placesIn(path, document), parsed.error.issues) };
  const compiled = compileRule(parsed.data);
  if (!Array.isArray(compiled)) return { rule: compiled };
  const mistakes = compiled.map(({ field, message, offset }) => {
    const position = positionOf(document, text, field, offset);
    return { path, ...position, message: `rule ${parsed.data.id}, ${field}: ${message}` };
  });
  return { mistakes };
}

function placesIn(path: string, document: Document): Places {
  const lineAt = (keys: Keys): Position => ({ line: document.lineOf(...keys) });
  return { path, valueAt: lineAt, keyAt: lineAt };
}

/** Where in the file the character `offset` of a field's text stands. Exact for literal strings, which hold their text as written. */
function positionOf(
  document: Document,
  text: string,
  field: string,
  offset: number,
): { line: number; column?: number } {
  const keys = field.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key));
  const first = document.lineOf(...keys);
  const lines = text.split('\n');
  const opening = /=\s*('''|"""|'|")(\n?)/.exec(`${lines[first - 1] ?? ''}\n`);
  if (opening === null) return { line: first };
  const before =
    document.value === undefined
      ? ''
      : String(
          keys.reduce<unknown>((value, key) => (value as Record<string | number, unknown>)?.[key], document.value),
        ).slice(0, offset);
  const rows = before.split('\n');
  const startsBelow = opening[2] === '\n' && opening[1]?.length === 3;
  const line = first + rows.length - 1 + (startsBelow ? 1 : 0);
  const inFirstRow = rows.length === 1 && !startsBelow;
  return {
    line,
    column: (inFirstRow ? opening.index + opening[0].trimEnd().length : 0) + (rows.at(-1)?.length ?? 0) + 1,
  };
}
