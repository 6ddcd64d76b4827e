// Markdown as GitHub shows it, near enough to judge a comment by eye: https://github.github.com/gfm/ and what GitHub adds to it.
import { execFileSync } from 'node:child_process';

export type Kind = 'comment' | 'summary';

const extensions = ['table', 'strikethrough', 'autolink', 'tagfilter', 'tasklist'];

/** The HTML of a comment or of a job summary, cleaned as GitHub cleans it; needs the program cmark-gfm. */
export function githubHtml(markdown: string, kind: Kind): string {
  // in comments each line end is a line break
  const options = ['--unsafe', '--github-pre-lang', ...(kind === 'comment' ? ['--hardbreaks'] : [])];
  const html = execFileSync('cmark-gfm', [...options, ...extensions.flatMap((name) => ['-e', name])], {
    input: markdown,
  });
  return colouredDiffs(withAlerts(sanitised(html.toString())));
}

const tags = new Set(
  (
    'a b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i img input ins kbd li ol p picture pre q s samp ' +
    'source span strike strong sub summary sup table tbody td tfoot th thead tr tt ul var'
  ).split(' '),
);
const attributes = new Set(
  'align alt checked colspan disabled height href lang open rowspan src srcset start title type valign width'.split(
    ' ',
  ),
);

/** HTML without what GitHub takes out: unknown elements, classes, styles, scripts and their addresses, comments. */
export function sanitised(html: string): string {
  let quiet = 0; // how many elements are around a text in which GitHub makes no links
  return html.replace(
    /<!--[^]*?-->|<(\/?)([a-z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>|[^<]+|</gi,
    (token, end, name, rest) => {
      if (token.startsWith('<!--')) return '';
      if (name === undefined) return token === '<' ? '&lt;' : quiet > 0 ? token : linked(token);
      const tag = String(name).toLowerCase();
      if (!tags.has(tag)) return '';
      const still = /^(a|code|pre)$/.test(tag);
      if (still && end) quiet -= 1;
      else if (still) quiet += 1;
      return end ? `</${tag}>` : `<${tag}${kept(String(rest))}>`;
    },
  );
}

function kept(text: string): string {
  const found = [...text.matchAll(/([a-z][\w-]*)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?/gi)];
  return found
    .map(([, name, value]) => [name!.toLowerCase(), (value ?? '').replace(/^["']|["']$/g, '')] as const)
    .filter(
      ([name, value]) =>
        attributes.has(name) && !(/^(href|src)$/.test(name) && !/^(https?:|mailto:|[#/.]|[\w-]+(\/|$))/i.test(value)),
    )
    .map(([name, value]) => ` ${name}="${value.replaceAll('"', '&quot;')}"`)
    .join('');
}

/** Names and numbers that GitHub would turn into links, and into notifications of people. */
function linked(text: string): string {
  return text
    .replace(/(^|[^\w/@.])@([a-z\d](?:-?[a-z\d]){0,38}(?:\/[\w-]+)?)/gi, '$1<a href="https://github.com/$2">@$2</a>')
    .replace(/(^|[\s(])#(\d+)\b/g, '$1<a href="#">#$2</a>');
}

/** `> [!CAUTION]` and its four brothers. */
export function withAlerts(html: string): string {
  const alert =
    /<blockquote>\s*<p>\[!(note|tip|important|warning|caution)\](?:<br ?\/?>)?\s*(<\/p>)?([^]*?)<\/blockquote>/gi;
  return html.replace(alert, (_, kind: string, alone: string | undefined, rest: string) => {
    const name = kind.toLowerCase();
    const title = name[0]!.toUpperCase() + name.slice(1);
    const body = alone ? rest : `<p>${rest}`;
    return `<div class="alert ${name}"><p class="title">${title}</p>${body}</div>`;
  });
}

function colouredDiffs(html: string): string {
  return html.replace(/(<pre lang="diff"><code>)([^]*?)(<\/code>)/g, (_, open: string, text: string, close: string) => {
    const lines = text.split('\n').map((line) => {
      const kind = { '+': 'added', '-': 'removed', '@': 'hunk' }[line[0] ?? ''];
      return kind ? `<span class="${kind}">${line}</span>` : line;
    });
    return open + lines.join('\n') + close;
  });
}
