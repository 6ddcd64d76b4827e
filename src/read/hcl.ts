import { lineCounter } from './lines.ts';

/** A block of HCL, `target "api" { … }`, with those of its attributes that are texts or lists of texts, as written. */
export interface HclBlock {
  readonly type: string;
  readonly label: string;
  readonly attributes: ReadonlyMap<string, string | readonly string[]>;
  readonly line: number;
}

const token = /\s+|#[^\n]*|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|"((?:[^"\\]|\\.)*)"|[\w-]+|[^]/gy;

/** The blocks at the top of an HCL file. Computed attributes are left out. Never throws, linear. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md */
export function hclBlocks(text: string): HclBlock[] {
  const line = lineCounter(text);
  const tokens: { text: string; string?: string; at: number }[] = [];
  for (const found of text.matchAll(token)) {
    if (/^(?:\s|#|\/\/|\/\*)/.test(found[0])) {
      if (found[0].includes('\n')) tokens.push({ text: '\n', at: found.index });
    } else tokens.push({ text: found[0], at: found.index, ...(found[1] !== undefined && { string: found[1] }) });
  }
  const blocks: HclBlock[] = [];
  let depth = 0;
  let open:
    | { label: string; type: string; line: number; attributes: Map<string, string | readonly string[]> }
    | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const { text: word = '' } = tokens[at] ?? {};
    if (word === '{' || word === '[' || word === '(') {
      const label = tokens[at - 1];
      const type = tokens[at - 2];
      if (depth === 0 && word === '{' && label?.string !== undefined && type !== undefined)
        open = { type: type.text, label: label.string, line: line(type.at), attributes: new Map() };
      depth++;
    } else if (word === '}' || word === ']' || word === ')') {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && open) {
        blocks.push(open);
        open = undefined;
      }
    } else if (depth === 1 && open && tokens[at + 1]?.text === '=') {
      const value = valueAt(tokens, at + 2);
      if (value !== undefined) open.attributes.set(word, value);
    }
  }
  return blocks;
}

/** A text or a list of texts that ends with its line; undefined for what is computed. */
function valueAt(tokens: readonly { text: string; string?: string }[], start: number): string | string[] | undefined {
  const first = tokens[start];
  if (first?.string !== undefined) return /^[\n}]/.test(tokens[start + 1]?.text ?? '\n') ? first.string : undefined;
  if (first?.text !== '[') return undefined;
  const items: string[] = [];
  for (let at = start + 1; at < tokens.length; at++) {
    const { text = '', string } = tokens[at] ?? {};
    if (text === ']') return items;
    if (string !== undefined) items.push(string);
    else if (text !== ',' && text !== '\n') return undefined;
  }
  return undefined;
}
