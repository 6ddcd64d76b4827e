import type { Diagnostic } from '../model/diagnostic.ts';
import { parseJson } from './json.ts';

/**
 * The value of a large lock file; nothing of one that is broken, for half of it might be wrong. Only what JSON.parse refuses is
 * worth the slower parser, which knows the line of the mistake. What reads the value must not recurse: its depth has no limit.
 */
export function parseLockJson(
  path: string,
  text: string,
  options: { comments?: boolean } = {},
): { value?: unknown; problem?: Diagnostic } {
  try {
    return { value: JSON.parse(text) };
  } catch {
    const { value, diagnostics } = parseJson(path, text, options);
    return diagnostics[0] ? { problem: diagnostics[0] } : { value };
  }
}
