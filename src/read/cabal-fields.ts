import { linesOf } from './lines.ts';

/** A stanza of a .cabal file (`executable api`), or the fields at the top (`kind` is empty). */
export interface Stanza {
  readonly kind: string;
  readonly name: string;
  readonly line: number;
  readonly fields: readonly CabalField[];
}

export interface CabalField {
  /** In lower case. */
  readonly name: string;
  /** The lines of the value, comments left out, each with its number. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
  /** The `if` that it stands under. */
  readonly condition?: string;
}

const stanza =
  /^(library|executable|test-suite|benchmark|foreign-library|common|flag|source-repository|custom-setup)(?:[ \t]+(\S+))?[ \t]*\{?[ \t]*$/i;
const field = /^([a-z][\w-]{0,60})[ \t]*:(.*)$/i;

/** The stanzas of a .cabal file by their layout. https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html */
export function cabalStanzas(text: string): Stanza[] {
  const stanzas: { kind: string; name: string; line: number; fields: CabalField[] }[] = [
    { kind: '', name: '', line: 1, fields: [] },
  ];
  let current: { indent: number; lines: { text: string; line: number }[] } | undefined;
  let conditions: { indent: number; text: string }[] = [];
  for (const [at, written] of linesOf(text).entries()) {
    const content = written.trim();
    if (content === '' || content.startsWith('--')) continue;
    const indent = written.length - written.trimStart().length;
    const line = at + 1;
    if (current && indent > current.indent) {
      current.lines.push({ text: content, line });
      continue;
    }
    current = undefined;
    conditions = conditions.filter((one) => indent > one.indent);
    const opened = content.length < 500 ? stanza.exec(content) : null;
    if (opened && indent === 0) {
      stanzas.push({ kind: (opened[1] ?? '').toLowerCase(), name: opened[2] ?? '', line, fields: [] });
      conditions = [];
      continue;
    }
    const branch = /^(?:if|elif|else)\b(.*)$/i.exec(content.slice(0, 500));
    const found = branch ? null : field.exec(content);
    if (branch) conditions.push({ indent, text: branch[1]?.trim() || 'else' });
    else if (found) {
      const lines = found[2]?.trim() ? [{ text: found[2].trim(), line }] : [];
      const condition = conditions.at(-1)?.text;
      // A field at the margin belongs to the package, wherever it stands.
      (indent === 0 ? stanzas[0] : stanzas.at(-1))?.fields.push({
        name: (found[1] ?? '').toLowerCase(),
        lines,
        ...(condition !== undefined && { condition }),
      });
      current = { indent, lines };
    }
  }
  return stanzas;
}

/** The value in one line, without the braces of the other layout. */
export function cabalText(
  stanzaFields: readonly CabalField[],
  name: string,
): { text: string; line: number } | undefined {
  const first = stanzaFields.find((one) => one.name === name)?.lines;
  return first?.[0] && { text: first.map(({ text }) => text).join(' '), line: first[0].line };
}

/** The elements of a list with commas between, each with its line. Commas in braces do not count. */
export function cabalList({ lines }: CabalField): { text: string; line: number }[] {
  const found: { text: string; line: number }[] = [];
  let current = '';
  let start = lines[0]?.line ?? 1;
  let depth = 0;
  const push = (): void => {
    if (current.trim() !== '') found.push({ text: current.trim(), line: start });
    current = '';
  };
  for (const { text, line } of lines) {
    for (const char of text) {
      if (char === '{') depth++;
      if (char === '}') depth--;
      if (char === ',' && depth <= 0) push();
      else {
        if (current.trim() === '') start = line;
        current += char;
      }
    }
    current += ' ';
  }
  push();
  return found;
}
