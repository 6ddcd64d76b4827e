import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import {
  asCode,
  forAttribute,
  forCommand,
  forHtml,
  forLog,
  forMarkdown,
  forProperty,
  inAddress,
  prose,
} from '../../src/output/safe.ts';
import { readStepLog } from '../github/workflow-commands.ts';
import { githubHtml } from '../render/markdown.ts';

const renders = spawnSync('cmark-gfm', ['--version']).status === 0;

/** Texts made of what markup and commands are made of. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        ...[
          '`',
          '``',
          '```',
          '|',
          '\\',
          '\\|',
          '*',
          '_',
          '~~',
          '[',
          ']',
          '(',
          ')',
          '<',
          '>',
          '&',
          '&lt;',
          '!',
          '#',
          '@',
          '$',
          '^',
        ],
        ...[
          '\n',
          '\r',
          '\t',
          ' ',
          '\u00A0',
          '\u2028',
          '\u202E',
          '\u0000',
          '\u001B[31m',
          '\uD800',
          '-',
          '+',
          '1.',
          ':',
          '::',
          '##[',
        ],
        ...[
          '::error::x',
          '::stop-commands::t',
          '##[error]x',
          '<img src=x>',
          '</td>',
          '<!--',
          '-->',
          'http://evil.example',
          'www.evil.example',
        ],
        ...[
          '[a](http://evil.example)',
          '@acme/team',
          'acme/shop#1',
          '#1',
          'GH-1',
          ':x:',
          '$$',
          '$`x`$',
          'mailto:a@b.example',
          'word',
        ],
      ),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('logs', () => {
  test('no line is a command', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(readStepLog(forLog(text)).commands).toEqual([]);
        expect(readStepLog(`✖ ${forLog(text)}\n    ${forLog(text)}`).commands).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  test('making it safe again changes nothing', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        expect(forLog(forLog(text))).toBe(forLog(text));
      }),
    );
  });

  test('what cannot be seen is shown', () => {
    expect(forLog('a\u202Eb\u0007c\rd\u001B[31me')).toBe('a\\u202eb\\u0007c␍d\\u001b[31me');
    expect(forLog('\u{E0041}')).toBe('\\ue0041');
  });

  test('a long line is cut, many lines are not', () => {
    expect(forLog('x'.repeat(5000))).toHaveLength(2001);
    expect(forLog('x\n'.repeat(5000))).toHaveLength(10_000);
  });
});

describe('commands', () => {
  test('a command says what it was given and nothing else', () => {
    fc.assert(
      fc.property(nasty, nasty, nasty, (file, title, message) => {
        const line = `::error file=${forProperty(file)},line=1,title=${forProperty(title)}::${forCommand(message)}`;
        const log = readStepLog(line);
        expect(log.commands).toEqual(['error']);
        expect(log.annotations).toHaveLength(1);
        expect(log.annotations[0]).toMatchObject({ level: 'error', line: 1 });
        expect(log.annotations[0]!.message).toBe(forLog(message).slice(0, 4096));
      }),
      { numRuns: 1000 },
    );
  });

  test('places and words come back as they were', () => {
    const line = `::error file=${forProperty('a,b:c%.ts')}::${forCommand('100% of\ntwo lines')}`;
    expect(readStepLog(line).annotations).toEqual([
      { level: 'error', file: 'a,b:c%.ts', message: '100% of\ntwo lines' },
    ]);
  });
});

describe('Markdown', () => {
  test('plain words stay plain', () => {
    expect(forMarkdown('Express 4.21 (in services/api)')).toBe('Express 4.21 (in services/api)');
    expect(forMarkdown('a_b *c* <d> & #12 @e')).toBe('a\\_b \\*c\\* &lt;d&gt; &amp; #\u200B12 @\u200Be');
    expect(forMarkdown('1. a')).toBe('1\\. a');
  });

  test.each([
    ['', '`  `'],
    ['a`b', '``a`b``'],
    ['`', '`` ` ``'],
    ['a|b', '`a\\|b`'],
    ['a\\|b', '`a\\\u200B\\|b`'],
    ['a\nb', '`a b`'],
  ])('%j as code', (text, code) => {
    expect(asCode(text)).toBe(code);
  });

  test('what stands between backticks is code, an odd one is itself', () => {
    expect(prose('Use `node:24` *now*')).toBe('Use `node:24` \\*now\\*');
    expect(prose('a ` b')).toBe('a \\` b');
  });

  test('entities spell what would be markup inside of an element', () => {
    expect(forHtml('main')).toBe('main');
    expect(forHtml('[a](b)</code>')).toBe('&#91;a&#93;&#40;b&#41;&#60;/code&#62;');
    expect(forAttribute('https://github.com/a?b="c"&d')).toBe('https://github.com/a?b=&quot;c&quot;&amp;d');
    expect(inAddress('a b/(c)_[d]%.ts')).toBe('a%20b/%28c%29%5F%5Bd%5D%25.ts');
  });

  test.skipIf(!renders)('nothing in a table breaks out of its cell or becomes markup', () => {
    const texts = fc.sample(nasty, { numRuns: 1500, seed: 42 });
    const rows = texts.map(
      (text) => `| ${forMarkdown(text)} | **${prose(text)}** | ${asCode(text)} | <b>${forHtml(text)}</b> |`,
    );
    const html = githubHtml(['| a | b | c | d |', '|---|---|---|---|', ...rows].join('\n'), 'comment');
    const cells = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row]) => row!.match(/<t[dh]\b/g)!.length);
    expect(cells).toHaveLength(texts.length + 1);
    expect(new Set(cells)).toEqual(new Set([4]));
    expect(html.match(/<a [^>]*>[^<]*/g) ?? []).toEqual([]);
    const tags = new Set([...html.matchAll(/<(\w+)/g)].map(([, tag]) => tag));
    expect([...tags].sort()).toEqual(
      ['b', 'br', 'code', 'strong', 'table', 'tbody', 'td', 'th', 'thead', 'tr'].filter((tag) => tags.has(tag)),
    );
  });
});
