import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { githubHtml, sanitised, withAlerts } from './markdown.ts';

test('what GitHub takes out is taken out', () => {
  expect(
    sanitised('<p class="x" onclick="y()">a<script>b</script></p><!-- c --><a href="javascript:alert(1)">d</a>'),
  ).toBe('<p>ab</p><a>d</a>');
  expect(sanitised('<a title="1 > 0" href="https://example.com/?a=1">a</a> <img src=x/y.png onerror=z> 1 < 2')).toBe(
    '<a title="1 > 0" href="https://example.com/?a=1">a</a> <img src="x/y.png"> 1 &lt; 2',
  );
});

test('people and numbers are linked outside of code only', () => {
  expect(sanitised('<p>@octocat #12 <code>@octocat #12</code> a@b.example</p>')).toBe(
    '<p><a href="https://github.com/octocat">@octocat</a> <a href="#">#12</a> <code>@octocat #12</code> a@b.example</p>',
  );
  expect(sanitised('<p>@\u200boctocat</p>')).toBe('<p>@\u200boctocat</p>');
});

test('alerts are framed', () => {
  expect(withAlerts('<blockquote>\n<p>[!CAUTION]<br />\nText</p>\n</blockquote>')).toBe(
    '<div class="alert caution"><p class="title">Caution</p><p>Text</p>\n</div>',
  );
  expect(withAlerts('<blockquote>\n<p>[!LOUD]</p>\n</blockquote>')).toContain('<blockquote>');
});

test.skipIf(spawnSync('cmark-gfm', ['--version']).status !== 0)('a line end is a break in comments only', () => {
  expect(githubHtml('a\nb', 'comment')).toBe('<p>a<br>\nb</p>\n');
  expect(githubHtml('a\nb', 'summary')).toBe('<p>a\nb</p>\n');
  expect(githubHtml('> [!NOTE]\n> *a*\n\n| a |\n|:-:|\n| `b` |', 'comment')).toMatchInlineSnapshot(`
    "<div class="alert note"><p class="title">Note</p><p><em>a</em></p>
    </div>
    <table>
    <thead>
    <tr>
    <th align="center">a</th>
    </tr>
    </thead>
    <tbody>
    <tr>
    <td align="center"><code>b</code></td>
    </tr>
    </tbody>
    </table>
    "
  `);
});
