import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import { githubHtml } from '../render/markdown.ts';

/** Whether the program is here that renders Markdown as GitHub does; without it, the text itself is looked at. */
const renders = spawnSync('cmark-gfm', ['--version']).status === 0;

/** Nothing of it has become markup, a mention or a link to anywhere. */
export function expectHarmless(markdown: string): void {
  for (const character of ['\u202E', '\r']) expect(markdown).not.toContain(character);
  const markers = markdown.split('\n').filter((line) => line.startsWith('<!--'));
  expect(markers).toHaveLength(markdown.startsWith('<!--') ? 1 : 0);
  const outsideCode = markdown.replace(/^(```+)\w+\n[^]*?\n\1$/gm, '').replace(/(`+)(?!`).*?[^`]\1(?!`)/g, '');
  expect(outsideCode).not.toMatch(/<img|<h1|@acme|[^(]https?:\/\/evil/);
  if (!renders) return;
  const html = githubHtml(markdown, 'comment');
  expect(html).not.toMatch(/<(?:img|h1|script|iframe|input|hr)\b/);
  const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => address!);
  expect(addresses.filter((address) => !address.startsWith('http://127.0.0.1:'))).toEqual([]);
  const text = html.replace(/<(code|pre|a)\b[^>]*>.*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
  expect(text).not.toMatch(/(^|[^\w])@acme\/everyone|(^|[\s(])#\d|\w+\/\w+#\d|GH-\d|:white_check_mark:|https?:\/\//);
  const tables = [...html.matchAll(/<table>(.*?)<\/table>/gs)].map(([, table]) =>
    [...table!.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row!.match(/<t[dh]\b/g)!.length),
  );
  expect(tables.length).toBeGreaterThan(0);
  for (const widths of tables) expect(new Set(widths).size).toBe(1);
}
