import { SaxesParser } from 'saxes';
import type { Diagnostic } from '../model/diagnostic.ts';

/** An element of an XML file: names without their namespace prefix, the text directly inside it, and the line where that text starts. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  readonly text: string;
  readonly line: number;
}

const deepest = 100;
const mostErrors = 100;

/** Parses XML 1.0 without DTDs: entities beyond the five of XML are left as they stand. https://www.w3.org/TR/xml/ */
export function parseXml(path: string, text: string): { root?: Element; diagnostics: Diagnostic[] } {
  interface Open extends Element {
    attributes: Record<string, string>;
    children: Element[];
    text: string;
    line: number;
  }
  const parser = new SaxesParser({ position: true });
  const open: Open[] = [];
  const diagnostics: Diagnostic[] = [];
  let root: Element | undefined;
  let errors = 0;
  parser.on('error', (error) => {
    if (++errors > mostErrors) throw new RangeError(`more than ${mostErrors} errors`);
    if (diagnostics.length === 0)
      diagnostics.push({
        message: `not valid XML: ${error.message.replace(/^\d+:\d+: /, '')}`,
        at: { path, line: parser.line },
      });
  });
  parser.on('opentag', (tag) => {
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, value] of Object.entries(tag.attributes)) attributes[localName(name)] = String(value);
    if (open.length >= deepest) throw new RangeError(`nested more than ${deepest} levels deep`);
    const element: Open = { name: localName(tag.name), attributes, children: [], text: '', line: parser.line };
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element === undefined) return;
    if (element.text.trim() === '' && piece.trim() !== '') {
      const after = piece.slice(piece.search(/\S/));
      element.line = parser.line - (after.split('\n').length - 1);
    }
    element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const element = open.pop();
    if (element) element.text = element.text.trim();
  });
  try {
    parser.write(text).close();
  } catch (error) {
    diagnostics.push({ message: `not valid XML: ${(error as Error).message}`, at: { path, line: parser.line } });
  }
  return { ...(root && { root }), diagnostics };
}

/** The first child of this name, following several names down. */
export function childOf(element: Element | undefined, ...names: readonly string[]): Element | undefined {
  let at = element;
  for (const name of names) at = at?.children.find((child) => child.name === name);
  return at;
}

/** All children of this name. */
export function childrenOf(element: Element | undefined, name: string): Element[] {
  return element?.children.filter((child) => child.name === name) ?? [];
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
