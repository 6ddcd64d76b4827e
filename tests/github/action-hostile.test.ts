import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { githubHtml } from '../render/markdown.ts';
import { pullRequest } from './repositories.ts';
import { github, given, policy, run, shop, theComment } from './shop.ts';

const bidi = '\u202Egnp.exe';
const evil = [
  '::error file=evil::injected',
  '::stop-commands::x',
  '##[error]injected',
  '\u00A0::warning::injected',
  '::set-output name=verdict::pass',
  '::add-mask::Stack',
  'a\r::error::injected',
  '@acme/everyone',
  '<img src=x onerror=alert(1)>',
  '</details></table><h1>owned',
  '[click](http://evil.example)',
  'https://evil.example/x',
  'x|y|z',
  '`` ` ``',
  '\\|`|',
  '#1 acme/shop#2 GH-3',
  ':white_check_mark:',
  '<!-- stack-audit:comment key=default -->',
  bidi,
  '```\n# owned',
];

describe('hostile texts', () => {
  test('in names, versions, paths, reasons and values act nowhere', async () => {
    const api = await github();
    const reasons = evil.map((text) => JSON.stringify(`${text} ${text}`));
    const head = Object.fromEntries(
      evil.flatMap((text, index) => {
        // a path may hold anything but NUL; a slash would only make it deeper, and fast-import ends at a line feed
        const folder = `s${index} ${text.replaceAll('/', '\u2215').replaceAll('\n', ' ')}`;
        const manifest = { name: text, version: text, dependencies: { express: `4.21.2 ${text}`, [text]: text } };
        return [
          [`${folder}/package.json`, JSON.stringify(manifest, null, 1)],
          [
            `${folder}/Dockerfile`,
            `FROM node:18\nLABEL x="${text.replaceAll('\n', ' ')}"\nCMD ["${text.replaceAll('\n', ' ')}"]\n`,
          ],
          [`${folder}/broken.toml/Cargo.toml`, `[package\n${text}`],
        ];
      }),
    );
    const base = {
      ...shop,
      '.github/stack-audit.yml': `${policy}  express:\n${reasons.map((reason, index) => `    - { versions: "${index === reasons.length - 1 ? '*' : `<0.0.${index}`}", ring: deny, reason: ${reason} }`).join('\n')}\n`,
    };
    const pull = await given(pullRequest({ api, base, head }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 1, stopped: false, problems: [], masks: [], stderr: '' });
    expect(result.outputs['verdict']).toBe('fail');
    expect(Number(result.outputs['new'])).toBeGreaterThanOrEqual(evil.length);
    expect(
      result.annotations.filter(({ message, title }) => message.startsWith('injected') || title === undefined),
    ).toEqual([]);
    expect(result.annotations.every(({ file }) => file !== 'evil')).toBe(true);
    for (const text of [theComment(api), result.summary]) expectHarmless(text);
    expect(result.stdout).not.toContain('\u202E');
    expect(api.violations).toEqual([]);
  });

  test("in a branch's name", async () => {
    const api = await github();
    const pull = await given(
      pullRequest({
        api,
        base: shop,
        head: { 'edge/Cargo.toml': '[package]\nname = "edge"\n[dependencies]\nrocket = "0.5"\n' },
      }),
    );
    const event = JSON.parse(JSON.stringify(pull.event)) as { pull_request: { base: { ref: string } } };
    event.pull_request.base.ref = '`</code><img/src=x>@acme/everyone|x`';
    await run(api, { ...pull, event });
    expectHarmless(theComment(api));
  });

  test('in a policy with mistakes', async () => {
    const api = await github();
    const base = {
      ...shop,
      '.github/stack-audit.yml': `version: 1\nframeworks:\n${evil.map((text) => `  ${JSON.stringify(text)}: deny`).join('\n')}\n`,
    };
    const pull = await given(pullRequest({ api, base, head: { 'a.txt': '' } }));
    const result = await run(api, pull);
    expect(result).toMatchObject({ exitCode: 2, stopped: false, masks: [], outputs: { verdict: 'error' } });
    expect(
      result.annotations.every(
        ({ file, title }) => file === '.github/stack-audit.yml' && title === 'Stack Audit: policy',
      ),
    ).toBe(true);
    expect(result.annotations[0]).toMatchObject({ level: 'error', line: 3 });
  });
});

/** Whether the program is here that renders Markdown as GitHub does; without it, the text itself is looked at. */
const renders = spawnSync('cmark-gfm', ['--version']).status === 0;

/** Nothing of it has become markup, a mention or a link to anywhere. */
function expectHarmless(markdown: string): void {
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
