/** One entry of a properties file. */
export interface Property {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** A comment line, or an entry. */
export type PropertyLine = { readonly comment: string; readonly line: number } | Property;

/** Reads Java's line-oriented properties: continuations, escapes, `=`, `:` or white space between key and value. https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/Properties.html#load(java.io.Reader) */
export function parseProperties(text: string): PropertyLine[] {
  const found: PropertyLine[] = [];
  const lines = text.split(/\r\n|\n|\r/);
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    const first = (lines[at] ?? '').trimStart();
    if (first === '') continue;
    if (first.startsWith('#') || first.startsWith('!')) {
      found.push({ comment: first.trimEnd(), line });
      continue;
    }
    const pieces = [first];
    while (continues(pieces.at(-1) ?? '') && at + 1 < lines.length) {
      pieces.push((pieces.pop() ?? '').slice(0, -1), (lines[++at] ?? '').trimStart());
    }
    found.push({ ...split(pieces.join('')), line });
  }
  return found;
}

/** The entries alone. */
export function propertiesOf(text: string): Property[] {
  return parseProperties(text).filter((line): line is Property => 'key' in line);
}

function continues(line: string): boolean {
  let backslashes = 0;
  while (line[line.length - 1 - backslashes] === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function split(line: string): { key: string; value: string } {
  let end = 0;
  while (end < line.length && !/[=:\s]/.test(line[end] ?? '')) end += line[end] === '\\' ? 2 : 1;
  const rest = line.slice(end).trimStart();
  const value = /^[=:]/.test(rest) ? rest.slice(1).trimStart() : rest;
  return { key: unescape(line.slice(0, end)), value: unescape(value.trimEnd()) };
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' };

function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.)|$)/g, (_, code?: string, letter?: string) =>
    code === undefined ? (escapes[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
