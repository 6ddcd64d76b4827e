// Makes a picture of a comment or of a job summary as GitHub would show it, for people who write them.
// Needs two programs: apt-get install chromium cmark-gfm fonts-noto-core fonts-noto-color-emoji
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { githubHtml } from '../tests/render/markdown.ts';
import { framed, pageWidth } from '../tests/render/page.ts';
import { screenshot } from '../tests/render/screenshot.ts';

const usage = 'usage: node scripts/render-markdown.ts IN.md OUT.png|OUT.html [--comment|--summary] [--open]';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    comment: { type: 'boolean' },
    summary: { type: 'boolean' },
    open: { type: 'boolean' },
  },
});
const [input, output] = positionals;
if (!input || !output || (values.comment && values.summary)) {
  console.error(usage);
  process.exit(2);
}
const kind = values.summary ? 'summary' : 'comment';
const page = framed(githubHtml(readFileSync(input, 'utf8'), kind), { kind, open: values.open ?? false });
if (output.endsWith('.html')) writeFileSync(output, page);
else screenshot(page, output, pageWidth[kind]);
