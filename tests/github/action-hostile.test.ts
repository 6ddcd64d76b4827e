import { describe, expect, test } from 'vitest';
import { expectHarmless } from './expect-harmless.ts';
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
