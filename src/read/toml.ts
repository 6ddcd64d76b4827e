import { type AST, parseTOML } from 'toml-eslint-parser';
import { type Document, unreadable } from './document.ts';

/** Parses TOML 1.0 with the line of every value. Dates are text as written. https://toml.io/en/v1.0.0 */
export function parseToml(path: string, text: string): Document {
  const excess = excessOf(text);
  if (excess !== undefined) return unreadable(path, 1, excess);
  try {
    const program = parseTOML(text);
    let lines: Map<string, number> | undefined;
    return {
      value: valueOf(program),
      lineOf: (...keys) => {
        lines ??= index(program);
        for (let length = keys.length; length > 0; length--) {
          const line = lines.get(keys.slice(0, length).join('\0'));
          if (line !== undefined) return line;
        }
        return 1;
      },
      diagnostics: [],
    };
  } catch (error) {
    const { lineNumber, message } = error as { lineNumber?: number; message?: string };
    return unreadable(path, lineNumber ?? 1, `not valid TOML: ${message ?? 'too deep'}`);
  }
}

/** Brackets within brackets, and names joined by dots: more than that is no manifest, and takes the parser the square of it, or its stack. */
const deepest = 32;

/** What makes a text too deep to be parsed, if anything: a look at its strings, comments, brackets and dots. */
function excessOf(text: string): string | undefined {
  const signs = /"""|'''|["'#[\]{}.=,\n]/g;
  let [depth, dots] = [0, 0];
  for (let match = signs.exec(text); match !== null; match = signs.exec(text)) {
    const [sign] = match;
    if (sign === '#') signs.lastIndex = endOf(text, '\n', match.index);
    else if (sign.startsWith('"') || sign.startsWith("'")) signs.lastIndex = afterString(text, sign, signs.lastIndex);
    else if (sign === '.') dots += 1;
    else {
      dots = 0;
      if (sign === '[' || sign === '{') depth += 1;
      else if ((sign === ']' || sign === '}') && depth > 0) depth -= 1;
    }
    if (depth > deepest) return `nested more than ${deepest} levels deep`;
    if (dots > deepest) return `a name of more than ${deepest} parts`;
  }
  return undefined;
}

/** Where the string ends whose quote stands before `at`: at a line end if it is of one line and not closed, at the end of the text otherwise. */
function afterString(text: string, quote: string, at: number): number {
  for (; at < text.length; at++) {
    if (quote.startsWith('"') && text[at] === '\\') at += 1;
    else if (text.startsWith(quote, at)) return at + quote.length;
    else if (quote.length === 1 && text[at] === '\n') return at;
  }
  return text.length;
}

function endOf(text: string, sign: string, from: number): number {
  const found = text.indexOf(sign, from);
  return found < 0 ? text.length : found;
}

type Table = Record<string | number, unknown>;

/** The value of a file. Its tables have no prototype: a key `__proto__` is a key like any other. */
function valueOf(program: AST.TOMLProgram): Table {
  const root = emptyTable();
  for (const node of program.body[0].body) {
    if (node.type === 'TOMLKeyValue') assign(root, node);
    else {
      const table = reach(root, node.resolvedKey);
      for (const field of node.body) assign(table, field);
    }
  }
  return root;
}

function assign(table: Table, { key: { keys }, value }: AST.TOMLKeyValue): void {
  const names = keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
  reach(table, names.slice(0, -1))[names.at(-1) ?? ''] = plain(value);
}

/** The table at these keys, made if it is not there; numbers are positions in arrays of tables. */
function reach(root: Table, keys: readonly (string | number)[]): Table {
  let at = root;
  for (const [position, key] of keys.entries()) {
    at[key] ??= typeof keys[position + 1] === 'number' ? [] : emptyTable();
    at = at[key] as Table;
  }
  return at;
}

function plain(node: AST.TOMLContentNode): unknown {
  if (node.type === 'TOMLArray') return node.elements.map(plain);
  if (node.type === 'TOMLInlineTable') {
    const table = emptyTable();
    for (const field of node.body) assign(table, field);
    return table;
  }
  return 'datetime' in node ? node.datetime : node.value;
}

function emptyTable(): Table {
  return Object.create(null) as Table;
}

/** No manifest asks for the line of a value below this depth; without a limit, long dotted keys would fill the memory. */
const deepestLine = 16;

/** The line of every value by its keys, joined by NUL. */
function index(program: AST.TOMLProgram): Map<string, number> {
  const lines = new Map<string, number>();
  const visit = (node: AST.TOMLNode, keys: readonly (string | number)[]): void => {
    if (keys.length >= deepestLine) return;
    if (node.type === 'TOMLKeyValue') {
      const names = node.key.keys.slice(0, deepestLine).map((key) => (key.type === 'TOMLBare' ? key.name : key.value));
      const own = [...keys, ...names];
      for (let length = keys.length + 1; length <= own.length; length++) {
        const joined = own.slice(0, length).join('\0');
        if (!lines.has(joined) || length === own.length) lines.set(joined, node.value.loc.start.line);
      }
      visit(node.value, own);
    } else if (node.type === 'TOMLTable') {
      for (let length = 1; length <= Math.min(node.resolvedKey.length, deepestLine); length++) {
        const joined = node.resolvedKey.slice(0, length).join('\0');
        if (!lines.has(joined)) lines.set(joined, node.loc.start.line);
      }
      for (const field of node.body) visit(field, node.resolvedKey);
    } else if (node.type === 'TOMLInlineTable') for (const field of node.body) visit(field, keys);
    else if (node.type === 'TOMLArray') {
      node.elements.forEach((element, position) => {
        lines.set([...keys, position].join('\0'), element.loc.start.line);
        visit(element, [...keys, position]);
      });
    }
  };
  for (const node of program.body[0].body) visit(node, []);
  return lines;
}
