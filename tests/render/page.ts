import type { Kind } from './markdown.ts';

const titles = {
  comment: '<b>github-actions</b> <span class="bot">bot</span> commented 1 minute ago',
  summary: '<b>Job summary</b> stack-audit',
};

/** How wide GitHub's own pages are, with a margin: a comment in a discussion, a summary on a run's page. */
export const pageWidth: Record<Kind, number> = { comment: 892, summary: 1044 };

/** A page with the comment, or the summary, in the frame in which GitHub shows it. */
export function framed(html: string, { kind, open = false }: { kind: Kind; open?: boolean }): string {
  const body = open ? html.replaceAll('<details>', '<details open>') : html;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
<section class="${kind}"><header>${titles[kind]}</header><article>${body}</article></section>
<script>document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height)</script>`;
}

// GitHub's light colours and measures, https://primer.style
const style = `
html { background: #fff; color: #1f2328; font: 14px/1.5 "Noto Sans", Helvetica, Arial, sans-serif, "Noto Color Emoji" }
body { margin: 0; padding: 16px; display: flow-root }
section { border: 1px solid #d1d9e0; border-radius: 6px; box-sizing: border-box }
header { background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e; padding: 8px 16px }
header b { color: #1f2328 }
.bot { border: 1px solid #d1d9e0; border-radius: 2em; font-size: 12px; padding: 0 7px }
article { padding: 16px; overflow-wrap: break-word }
.summary article { font-size: 16px }
article > :first-child { margin-top: 0 !important }
article > :last-child { margin-bottom: 0 !important }
p, blockquote, ul, ol, dl, table, pre, details, .alert { margin: 0 0 16px }
h1, h2, h3, h4, h5, h6 { margin: 24px 0 16px; font-weight: 600; line-height: 1.25 }
h1 { font-size: 2em } h2 { font-size: 1.5em } h3 { font-size: 1.25em } h4 { font-size: 1em }
h1, h2 { border-bottom: 1px solid #d1d9e0b3; padding-bottom: .3em }
a { color: #0969da; text-decoration: none }
b, strong { font-weight: 600 }
code, pre { font-family: "Noto Sans Mono", "DejaVu Sans Mono", monospace }
code { background: #818b981f; border-radius: 6px; font-size: 85%; padding: .2em .4em; white-space: break-spaces }
pre { background: #f6f8fa; border-radius: 6px; font-size: 85%; line-height: 1.45; overflow: auto; padding: 16px }
pre code { background: none; font-size: 100%; padding: 0; white-space: pre }
pre span { display: inline-block; min-width: 100% }
.added { background: #dafbe1; color: #116329 } .removed { background: #ffebe9; color: #82071e } .hunk { color: #8250df }
table { border-collapse: collapse; display: block; max-width: 100%; overflow: auto; width: max-content }
th, td { border: 1px solid #d1d9e0; padding: 6px 13px }
th { font-weight: 600 }
tr { background: #fff } tbody tr:nth-child(2n) { background: #f6f8fa }
ul, ol { padding-left: 2em }
blockquote { border-left: .25em solid #d1d9e0; color: #59636e; padding: 0 1em }
hr { background: #d1d9e0; border: 0; height: .25em; margin: 24px 0 }
summary { cursor: pointer }
details > summary:not(:only-child) { margin-bottom: 0 }
details[open] > summary { margin-bottom: 16px }
sub, sup { font-size: 75%; line-height: 0 } sub { vertical-align: -.25em } sup { vertical-align: super }
img { max-width: 100% }
kbd { background: #f6f8fa; border: 1px solid #d1d9e0b3; border-radius: 6px; font-size: 11px; padding: 4px 5px }
.alert { border-left: .25em solid var(--colour); padding: 8px 16px } .alert > :last-child { margin-bottom: 0 }
.alert .title { color: var(--colour); font-weight: 500 }
.note { --colour: #0969da } .tip { --colour: #1a7f37 } .important { --colour: #8250df }
.warning { --colour: #9a6700 } .caution { --colour: #cf222e }
`;
