import { UsageError } from '../model/usage-error.ts';

/** A real calendar day, today unless said otherwise. */
export function dayOf(text: string | undefined): string {
  if (text === undefined) return new Date().toISOString().slice(0, 10);
  const real =
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text);
  if (!real) throw new UsageError(`as-of ${text}: write a day as YYYY-MM-DD, for example 2026-11-22`);
  return text;
}
