import { type AST, getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { type Document, unreadable } from './document.ts';

/** Parses TOML 1.0 with the line of every value. Dates become text. https://toml.io/en/v1.0.0 */
export function parseToml(path: string, text: string): Document {
  try {
    const program = parseTOML(text);
    let lines: Map<string, number> | undefined;
    return {
      value: plain(getStaticTOMLValue(program)),
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

function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '');
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, plain(field)]));
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
