// The INI dialect of Python's configparser: https://docs.python.org/3/library/configparser.html#supported-ini-file-structure
import { linesOf } from './lines.ts';

/** A value of an INI file: its lines that are not empty, each with where it stands. */
export interface IniValue {
  readonly lines: readonly { readonly text: string; readonly line: number }[];
  readonly line: number;
}

/** The values of an INI file by section and key (lower case); indented lines go on with the value above. Never fails. */
export function parseIni(text: string): Map<string, Map<string, IniValue>> {
  const sections = new Map<string, Map<string, IniValue>>();
  let section = new Map<string, IniValue>();
  let lines: { text: string; line: number }[] | undefined;
  linesOf(text).forEach((raw, position) => {
    const line = position + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) return;
    if (/^\s/.test(raw) && lines !== undefined) {
      lines.push({ text: trimmed, line });
      return;
    }
    const header = trimmed.startsWith('[') && trimmed.endsWith(']') ? trimmed.slice(1, -1) : undefined;
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, IniValue>();
      sections.set(header, section);
      lines = undefined;
      return;
    }
    const mark = trimmed.search(/[=:]/);
    const value = mark < 0 ? '' : trimmed.slice(mark + 1).trim();
    lines = value === '' ? [] : [{ text: value, line }];
    section.set((mark < 0 ? trimmed : trimmed.slice(0, mark)).trim().toLowerCase(), { lines, line });
  });
  return sections;
}
