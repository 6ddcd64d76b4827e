/** A value of a document and the line on which it starts. */
type Node =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: Node[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: Map<string, { line: number; node: Node }> };

type Keys = readonly (string | number)[];

/** A document of plain block style. */
export interface BlockDocument {
  readonly value: unknown;
  lineOf(...keys: Keys): number;
  keyLineOf(...keys: Keys): number;
}

/** A line that says something. */
interface Row {
  readonly indent: number;
  readonly text: string;
  readonly line: number;
}

const deepest = 60;
const key = /^([A-Za-z0-9_$./][\w$./-]{0,200}) {0,3}:(?: +|$)/;
/** What a plain text may not start with, and what ends it or makes it something else. */
const notPlain = /^[,[\]{}#&*!|>'"%@`]|^[-?:](?: |$)|: |:$| #/;

class Other extends Error {}

/**
 * Reads the YAML that most files are written in, ten times as fast as a whole parser: one document of mappings and lists by indentation, texts on one
 * line, comments. Undefined for whatever else YAML has — then the whole parser is asked, and it would have said the same of what is read here.
 */
export function parseBlockYaml(text: string): BlockDocument | undefined {
  try {
    const rows = rowsOf(text);
    if (rows.length === 0) return undefined;
    const reader = { rows, at: 0 };
    const root = readNode(reader, rows[0]?.indent ?? 0, 0);
    return reader.at === rows.length ? documentOf(root) : undefined;
  } catch (error) {
    if (error instanceof Other) return undefined;
    throw error;
  }
}

function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let line = 0;
  let marked = false;
  for (let start = 0; start <= text.length;) {
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    line++;
    let from = start;
    while (text.charCodeAt(from) === 0x20) from++;
    let to = end < text.length && text.charCodeAt(end - 1) === 0x0d ? end - 1 : end;
    while (to > from && text.charCodeAt(to - 1) === 0x20) to--;
    if (to > from && text.charCodeAt(from) !== 0x23) {
      const said = text.slice(from, to);
      if (said.includes('\t') || said.includes('\r') || (from === start && /^(?:%|\.\.\.)/.test(said)))
        throw new Other();
      const mark = from === start && said.startsWith('---');
      // A second one ends a document, and be it an empty one.
      if (mark && (said !== '---' || rows.length > 0 || marked)) throw new Other();
      marked ||= mark;
      if (!mark) rows.push({ indent: from - start, text: said, line });
    }
    start = end + 1;
  }
  return rows;
}

interface Reader {
  readonly rows: Row[];
  at: number;
}

/** Reads the mapping, the list or the text that starts at the current row. */
function readNode(reader: Reader, indent: number, depth: number): Node {
  const row = reader.rows[reader.at];
  if (row === undefined || depth > deepest) throw new Other();
  if (isItem(row.text)) return readList(reader, indent, depth);
  if (key.test(row.text)) return readMap(reader, indent, depth);
  throw new Other();
}

function isItem(text: string): boolean {
  return text === '-' || text.startsWith('- ');
}

function readMap(reader: Reader, indent: number, depth: number): Node {
  const { rows } = reader;
  const entries = new Map<string, { line: number; node: Node }>();
  const first = rows[reader.at]?.line ?? 1;
  for (let row = rows[reader.at]; row !== undefined && row.indent >= indent; row = rows[reader.at]) {
    const found = key.exec(row.text);
    if (row.indent !== indent || found === null) throw new Other();
    const name = found[1] ?? '';
    if (name === '__proto__' || entries.has(name)) throw new Other();
    reader.at++;
    entries.set(name, { line: row.line, node: readValue(reader, row, row.text.slice(found[0].length), depth) });
  }
  return { kind: 'map', line: first, entries };
}

function readList(reader: Reader, indent: number, depth: number): Node {
  const { rows } = reader;
  const items: Node[] = [];
  const first = rows[reader.at]?.line ?? 1;
  for (let row = rows[reader.at]; row !== undefined && row.indent >= indent; row = rows[reader.at]) {
    if (row.indent !== indent) throw new Other();
    if (!isItem(row.text)) break;
    const rest = row.text.slice(blanksFrom(row.text, 1));
    if (rest !== '' && (key.test(rest) || isItem(rest))) {
      // A mapping that starts beside the dash: its other keys stand below the first. A list in a list is rare.
      if (isItem(rest)) throw new Other();
      const inner = indent + row.text.length - rest.length;
      rows[reader.at] = { indent: inner, text: rest, line: row.line };
      items.push(readMap(reader, inner, depth + 1));
    } else {
      reader.at++;
      items.push(readValue(reader, row, rest, depth));
    }
  }
  return { kind: 'list', line: first, items };
}

/** What stands behind a key or a dash, or in the rows below it. */
function readValue(reader: Reader, row: Row, rest: string, depth: number): Node {
  const next = reader.rows[reader.at];
  const comment = rest.startsWith('#');
  if (rest !== '' && !comment) {
    if (next !== undefined && next.indent > row.indent) throw new Other();
    return rest.startsWith('[') || rest === '{}'
      ? shortList(rest, row.line)
      : { kind: 'text', line: row.line, text: scalar(rest) };
  }
  const below = next !== undefined && (next.indent > row.indent || (next.indent === row.indent && belongs(row, next)));
  if (!below) {
    if (comment) throw new Other();
    return { kind: 'text', line: row.line, text: '' };
  }
  return readNode(reader, next.indent, depth + 1);
}

/** A list may stand as deep as the key that it belongs to. */
function belongs(row: Row, next: Row): boolean {
  return !isItem(row.text) && isItem(next.text);
}

const item = /(?:"([^"\\]*)"|'([^']*)'|((?:[\w./$]|-(?=[\w-]))[\w./@$-]*(?: +[\w./@$-]+)*)) *(,|\]$) */y;

/** `[a, "b"]` of plain texts without colons or of quoted ones, `[]` and `{}`. */
function shortList(written: string, line: number): Node {
  if (written === '{}') return { kind: 'map', line, entries: new Map() };
  const items: Node[] = [];
  if (/^\[ *\]$/.test(written)) return { kind: 'list', line, items };
  item.lastIndex = blanksFrom(written, 1);
  for (;;) {
    const found = item.exec(written);
    if (found === null) throw new Other();
    items.push({ kind: 'text', line, text: found[1] ?? found[2] ?? found[3] ?? '' });
    if (found[4] === ']') return { kind: 'list', line, items };
  }
}

/** Only spaces are blanks to YAML: a no-break space is text. */
function blanksFrom(text: string, start: number): number {
  let at = start;
  while (text.charCodeAt(at) === 0x20) at++;
  return at;
}

function withoutBlanks(text: string, end: number): string {
  let to = end;
  while (text.charCodeAt(to - 1) === 0x20) to--;
  return text.slice(0, to);
}

/** A text of one line: plain, or in quotes without escapes. */
function scalar(written: string): string {
  const quote = written[0];
  if (quote === "'" || quote === '"') {
    const end = written.indexOf(quote, 1);
    if (end < 0 || !/^(?: +#.*)?$/.test(written.slice(end + 1))) throw new Other();
    const inside = written.slice(1, end);
    if (inside.includes('\\') && quote === '"') throw new Other();
    return inside;
  }
  const comment = written.indexOf(' #');
  const text = comment < 0 ? written : withoutBlanks(written, comment);
  if (notPlain.test(text)) throw new Other();
  return text;
}

function documentOf(root: Node): BlockDocument {
  const find = (keys: Keys): Node | undefined => {
    let at: Node | undefined = root;
    for (const one of keys) {
      if (at?.kind === 'list') at = at.items[Number(one)];
      else at = at?.kind === 'map' ? at.entries.get(String(one))?.node : undefined;
    }
    return at;
  };
  const lineOf = (...keys: Keys): number => {
    for (let length = keys.length; length >= 0; length--) {
      const node = find(keys.slice(0, length));
      if (node !== undefined) return node.line;
    }
    return 1;
  };
  const keyLineOf = (...keys: Keys): number => {
    const above = find(keys.slice(0, -1));
    const entry = above?.kind === 'map' ? above.entries.get(String(keys.at(-1))) : undefined;
    return entry?.line ?? lineOf(...keys);
  };
  return { value: plain(root), lineOf, keyLineOf };
}

function plain(node: Node): unknown {
  if (node.kind === 'text') return node.text;
  if (node.kind === 'list') return node.items.map(plain);
  const found: Record<string, unknown> = {};
  for (const [name, entry] of node.entries) found[name] = plain(entry.node);
  return found;
}
