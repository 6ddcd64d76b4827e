/** Nothing that came from a repository reaches a log, a comment or an annotation but through one of these functions. */

const zeroWidth = '\u200B';
const longest = 2000;

/** Control characters, and those that change the direction of text so that it reads otherwise than it is. */
const invisible =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/g;

function visible(text: string): string {
  const shown = text.replace(invisible, (character) =>
    character === '\r' ? '␍' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return shown.length > longest ? `${shown.slice(0, longest)}…` : shown;
}

/**
 * One or more lines for a log. No line can be taken for a workflow command: the runner reads `::name` after white space and `##[name]` anywhere.
 * https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
 */
export function forLog(text: string): string {
  return visible(text.replaceAll('\t', ' '))
    .split('\n')
    .map((line) => line.replace(/^(\s*):(?=:)/, `$1:${zeroWidth}`).replaceAll('##[', `#${zeroWidth}#[`))
    .join('\n');
}

/** One line of text for Markdown: no markup, HTML, mention, reference or link in it works. https://github.github.com/gfm/ */
export function forMarkdown(text: string): string {
  return visible(text.replace(/\s+/g, ' '))
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]()|~$^!]/g, '\\$&')
    .replace(/^([-+=]|\d+[.)])/, '\\$1')
    .replace(/[@#](?=[\w-])/g, `$&${zeroWidth}`)
    .replace(/^#/, '\\#')
    .replace(/\b(GH)-(?=\d)/gi, `$1-${zeroWidth}`)
    .replace(/:(?=\/\/)/g, `:${zeroWidth}`)
    .replace(/\bwww\./gi, `www${zeroWidth}.`);
}

/** A code span that holds exactly this text, also inside a table. */
export function asCode(text: string): string {
  const line = visible(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|');
  const longestRun = Math.max(0, ...(line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const pad = line === '' || line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${line}${pad}${fence}`;
}

/** A sentence of ours with values from the repository in it: what stands between backticks becomes code, the rest plain text. */
export function prose(text: string): string {
  const parts = text.replace(/\s+/g, ' ').split('`');
  return parts
    .map((part, position) => (position % 2 === 1 && position < parts.length - 1 ? asCode(part) : forMarkdown(part)))
    .join('');
}

/** Text inside an HTML element or a quoted attribute. */
export function forHtml(text: string): string {
  return visible(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The message of a workflow command. https://docs.github.com/actions/reference/workflow-commands-for-github-actions */
export function forCommand(text: string): string {
  return forLog(text).replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** The value of a property of a workflow command. */
export function forProperty(text: string): string {
  return forCommand(text.replaceAll('\n', ' ')).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
