/** Nothing that came from a repository reaches a log, a comment or an annotation but through one of these functions. */

const zeroWidth = '\u200B';
const longest = 2000;

/** Control characters, and those that are not seen or change the direction of text, so that it reads otherwise than it is. */
const invisible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|\uDB40[\uDC00-\uDC7F]/g;

function visible(text: string): string {
  const shown = wellFormed(text).replace(invisible, (character) =>
    character === '\r' ? '␍' : `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > longest ? `${wellFormed(shown.slice(0, longest))}…` : shown;
}

/** Whether a text is what it looks like: nothing invisible in it, nothing that turns its direction, no half characters. */
export function isPlain(text: string): boolean {
  return visible(text) === text;
}

/** Halves of characters, which nothing can encode, become the sign for what cannot be shown. */
function wellFormed(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}

/**
 * One or more lines for a log. No line can be taken for a workflow command: the runner reads `::name` after white space and `##[name]` anywhere.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function forLog(text: string): string {
  return text
    .replaceAll('\t', ' ')
    .split('\n')
    .map((line) =>
      visible(line)
        .replace(/^(\s*):(?=:)/, `$1:${zeroWidth}`)
        .replaceAll('##[', `#${zeroWidth}#[`),
    )
    .join('\n');
}

/** One line of text for Markdown: no markup, HTML, mention, reference, link or emoji in it works. https://github.github.com/gfm/ */
export function forMarkdown(text: string): string {
  return unlinked(visible(text.replace(/\s+/g, ' ')))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]|~$^!]/g, '\\$&')
    .replace(/^[-+=#]/, '\\$&')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}

/** Splits with a space of no width whatever GitHub makes a link, a mention or a picture of. */
function unlinked(text: string): string {
  return text
    .replace(/[@#](?=[\w-])/g, `$&${zeroWidth}`)
    .replace(/(GH)-(?=\d)/gi, `$1-${zeroWidth}`)
    .replace(/:(?=\/\/)/g, `:${zeroWidth}`)
    .replace(/:(?=[\w+-]*[a-z][\w+-]*:)/gi, `:${zeroWidth}`)
    .replace(/www(?=\.)/gi, `$&${zeroWidth}`);
}

/** A code span that holds exactly this text, also inside a table; only a backslash before a bar is kept from it by a space of no width. */
export function asCode(text: string): string {
  const line = visible(text.replace(/\s+/g, ' '))
    .replace(/\\(?=\|)/g, `\\${zeroWidth}`)
    .replaceAll('|', '\\|');
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = line.trim() === '' || line.startsWith('`') || line.endsWith('`') || line.startsWith(' ') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A sentence of ours with values from the repository in it: what stands between backticks becomes code, the rest plain text. */
export function prose(text: string): string {
  const parts = text.replace(/\s+/g, ' ').slice(0, longest).split('`');
  const closed = parts.length % 2 === 1;
  return parts
    .map((part, position) => {
      if (position % 2 === 0) return forMarkdown(part);
      return closed || position < parts.length - 1 ? asCode(part) : forMarkdown(`\`${part}`);
    })
    .join('');
}

/** Text inside an inline HTML element of a Markdown text. Markdown works there, too, so that all its signs are spelt as entities. */
export function forHtml(text: string): string {
  return unlinked(visible(text.replace(/\s+/g, ' '))).replace(
    /[!-*<>@[-`{-~]/g,
    (character) => `&#${character.charCodeAt(0)};`,
  );
}

/** An address between the quotes of an attribute. */
export function forAttribute(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** A path as part of an address. https://www.rfc-editor.org/rfc/rfc3986 */
export function asUri(path: string): string {
  return wellFormed(path).split('/').map(encodeURIComponent).join('/');
}

/** A path as part of an address that stands in a link of Markdown. */
export function inAddress(path: string): string {
  const escape = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return asUri(path).replace(/[()*'!_~]/g, escape);
}

/** One line of text in which everything can be seen, for formats that take text as it is. */
export function oneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}

/** The message of a workflow command. https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function forCommand(text: string): string {
  return forLog(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property of a workflow command. */
export function forProperty(text: string): string {
  return forCommand(text.replaceAll('\n', ' ')).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
