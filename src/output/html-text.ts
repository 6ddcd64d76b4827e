import type { Location } from '../model/location.ts';
import { type Links, placeAddress, placeWords } from './markdown-links.ts';
import { oneLine } from './safe.ts';

/** Text of anybody's inside an element or between the quotes of an attribute: nothing in it is markup, and all of it can be seen. */
export function escaped(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text as code. */
export function codeHtml(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** A sentence in which what stands between backticks is code. */
export function proseHtml(text: string): string {
  const parts = text.split('`');
  const closed = parts.length % 2 === 1;
  return parts
    .map((part, position) => {
      // white space at the edges would be lost piece by piece
      const spaced = `${/^\s/.test(part) ? ' ' : ''}${escaped(part)}${/\S\s$/.test(part) ? ' ' : ''}`;
      if (position % 2 === 0) return spaced;
      return closed || position < parts.length - 1 ? codeHtml(part) : `\`${spaced}`;
    })
    .join('');
}

/** Something that leads to an address of ours, or stands alone where there is none. What is inside is HTML already. */
export function linkHtml(address: string | undefined, inside: string): string {
  return address === undefined ? inside : `<a href="${escaped(address)}">${inside}</a>`;
}

/** A path as code, to be broken behind its slashes before anywhere else. */
export function pathHtml(path: string): string {
  return codeHtml(path).replaceAll(/(?<!<)\/(?=.)/g, '/<wbr>');
}

/** A place as a link. */
export function placeHtml(at: Location, links: Links, gone = false): string {
  return linkHtml(placeAddress(at, links, gone), pathHtml(placeWords(at)));
}

/** A part that is folded until somebody opens it. Both are HTML already. */
export function foldHtml(title: string, inside: string): string {
  return `<details><summary>${title}</summary>\n${inside}\n</details>`;
}

/** A table; a wide one scrolls by itself. Cells are HTML already. */
export function tableHtml(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<div class="wide"><table><thead>${cells('th', head)}</thead><tbody>\n${rows.map((row) => cells('td', row)).join('\n')}\n</tbody></table></div>`;
}

/** Spaces at the beginning of a line of code are part of it. */
export function asWritten(text: string): string {
  const indent = /^[ \t]*/.exec(text)?.[0].replaceAll('\t', '    ') ?? '';
  return `${indent.slice(0, 200)}${escaped(text) || ' '}`;
}

/** A whole file. */
export function fileHtml(text: string): string {
  const lines = text.trimEnd().split('\n').slice(0, 500).map(asWritten);
  return `<pre>${lines.join('\n')}</pre>`;
}
