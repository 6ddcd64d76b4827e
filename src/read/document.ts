import type { Diagnostic } from '../model/diagnostic.ts';

/** A parsed data file: its plain value, and the line on which each part of it stands. */
export interface Document {
  /** Objects without a prototype, arrays, and scalars. `undefined` if the file could not be parsed at all. */
  readonly value: unknown;
  /** The line of the value at these keys; of the nearest parent that exists otherwise; 1 for the document itself. */
  lineOf(...keys: readonly (string | number)[]): number;
  readonly diagnostics: readonly Diagnostic[];
}

/** A document that could not be parsed, with the reason as a diagnostic. */
export function unreadable(path: string, line: number, reason: string): Document {
  const message = `not understood: ${reason.split('\n', 1)[0]?.slice(0, 200) ?? ''}`;
  return { value: undefined, lineOf: () => line, diagnostics: [{ message, at: { path, line } }] };
}

/** The value as an object's entries if it is an object and no array; none otherwise. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The value of a key if `value` is an object that has it as its own. */
export function fieldOf(value: unknown, ...keys: readonly string[]): unknown {
  let at = value;
  for (const key of keys) {
    if (!isRecord(at) || !Object.hasOwn(at, key)) return undefined;
    at = at[key];
  }
  return at;
}

/** Whether it is a table of keys and values: neither a list nor nothing. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is text; numbers and booleans as they would be written. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The elements that are text, if the value is a list; a lone text is a list of one. */
export function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((element): element is string => typeof element === 'string') : [];
}
