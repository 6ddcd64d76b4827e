import { closest, distance } from 'fastest-levenshtein';
import * as z from 'zod/mini';
import { Rule } from '../model/rule.ts';
import type { Document } from '../read/document.ts';
import { parseToml } from '../read/toml.ts';
import { type CompiledRule, compileRule } from './compiled-rule.ts';

/** A mistake of the person who wrote a file of ours (rule, policy, flag): where it stands and what to write instead. */
export interface Mistake {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

/** Reads one rule file: checked against the schema and the vocabulary. All mistakes of the file come at once. */
export function loadRule(path: string, text: string): { rule: CompiledRule } | { mistakes: Mistake[] } {
  const document = parseToml(path, text);
  if (document.value === undefined)
    return { mistakes: document.diagnostics.map(({ message, at }) => ({ path, line: at.line ?? 1, message })) };
  const parsed = z.safeParse(Rule, document.value, { reportInput: true });
  if (!parsed.success)
    return { mistakes: parsed.error.issues.flatMap((issue) => schemaMistakes(path, document, issue)) };
  const compiled = compileRule(parsed.data);
  if (!Array.isArray(compiled)) return { rule: compiled };
  const mistakes = compiled.map(({ field, message, offset }) => {
    const position = positionOf(document, text, field, offset);
    return { path, ...position, message: `rule ${parsed.data.id}, ${field}: ${message}` };
  });
  return { mistakes };
}

const known = [
  'id',
  'title',
  'for',
  'when',
  'severity',
  'severity-if',
  'confidence',
  'message',
  'why',
  'fix',
  'at',
  'related',
  'references',
  'article',
  'roles',
  'same',
  'off',
  'example',
];

function schemaMistakes(path: string, document: Document, issue: z.core.$ZodIssue): Mistake[] {
  const keys = issue.path.filter((key): key is string | number => typeof key !== 'symbol');
  const where = keys.join('.') || 'the file';
  const line = document.lineOf(...keys);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path,
      line: document.lineOf(...keys, key),
      message: `unknown key "${key}" in ${where}${suggestion(key, known)}`,
    }));
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const given = issue.input === undefined ? '' : String(issue.input);
    return [{ path, line, message: `${where} must be one of ${allowed.join(', ')}${suggestion(given, allowed)}` }];
  }
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return [{ path, line, message: `${where} is missing` }];
  return [{ path, line, message: `${where}: ${issue.message}` }];
}

/** ` Did you mean "x"?` when one of the allowed words is close enough to the one given. */
export function suggestion(given: string, allowed: readonly string[]): string {
  if (given === '' || allowed.length === 0) return '';
  const near = closest(given, [...allowed]);
  return distance(given, near) <= Math.max(2, Math.floor(near.length / 3)) ? `. Did you mean "${near}"?` : '';
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
