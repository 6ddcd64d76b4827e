import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { type Document, unreadable } from './document.ts';
import { lineCounter } from './lines.ts';

/** Deeper nesting than this is no manifest: it is refused before a recursive parser meets it. */
const deepest = 200;

/** Parses JSON; with `comments`, also comments and trailing commas (tsconfig.json, deno.jsonc, bun.lock). https://www.rfc-editor.org/rfc/rfc8259 */
export function parseJson(path: string, text: string, options: { comments?: boolean } = {}): Document {
  if (nesting(text) > deepest) return unreadable(path, 1, `nested more than ${deepest} levels deep`);
  let tree: Node | undefined;
  const children: Children = new WeakMap();
  const line = lineCounter(text);
  const parse = (errors: ParseError[]): Node | undefined =>
    parseTree(text, errors, {
      allowTrailingComma: options.comments === true,
      disallowComments: options.comments !== true,
    });
  const lineOf = (...keys: readonly (string | number)[]): number => {
    tree ??= parse([]);
    for (let length = keys.length; tree !== undefined && length > 0; length--) {
      const node = nodeAt(tree, keys.slice(0, length), children);
      if (node !== undefined) return line(node.offset);
    }
    return 1;
  };
  try {
    return { value: JSON.parse(text), lineOf, diagnostics: [] };
  } catch {
    const errors: ParseError[] = [];
    tree = parse(errors);
    const error = errors[0];
    if (tree === undefined) return unreadable(path, 1, 'not JSON');
    const diagnostics = error
      ? [{ message: `not valid JSON: ${printParseErrorCode(error.error)}`, at: { path, line: line(error.offset) } }]
      : [];
    return { value: getNodeValue(tree), lineOf, diagnostics };
  }
}

type Children = WeakMap<Node, Map<string, Node>>;

/** The node at these keys, of equal keys the last as JSON.parse takes it. The members of an object are indexed once, so that asking for all of them is linear. */
function nodeAt(tree: Node, keys: readonly (string | number)[], children: Children): Node | undefined {
  let at: Node | undefined = tree;
  for (const key of keys) {
    if (at === undefined) return undefined;
    if (typeof key === 'number') at = at.type === 'array' ? at.children?.[key] : undefined;
    else {
      if (at.type !== 'object') return undefined;
      let members = children.get(at);
      if (members === undefined) {
        members = new Map();
        for (const { children: [name, value] = [] } of at.children ?? [])
          if (name && value) members.set(String(name.value), value);
        children.set(at, members);
      }
      at = members.get(key);
    }
  }
  return at;
}

function nesting(text: string): number {
  let depth = 0;
  let most = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      for (at++; at < text.length && text.charCodeAt(at) !== 0x22; at++) if (text.charCodeAt(at) === 0x5c) at++;
    } else if (code === 0x7b || code === 0x5b) most = Math.max(most, ++depth);
    else if (code === 0x7d || code === 0x5d) depth--;
  }
  return most;
}
