import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { html } from '../../src/output/html.ts';
import { shippedRules } from '../../src/shipped.ts';
import type { Report } from '../../src/model/report.ts';
import { nasty } from './nasty.ts';
import { accepted, blocker, finding, links, reportWith, service } from './report.ts';

const rules = shippedRules().map(({ rule }) => rule);

function page(report: Report): string {
  return html(report, { rules, links });
}

/** The sections by their titles, without markup. */
function sections(text: string): Record<string, string> {
  const found = [...text.matchAll(/<section id="[a-z]+">\n<h2>([^<]*).*?<\/h2>\n(.*?)\n<\/section>/gs)];
  return Object.fromEntries(
    found.map(([, title, inside]) => [
      title,
      inside!
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ]),
  );
}

/** All that is no markup of ours. Fails if there is a tag, an attribute or an address that we do not make. */
function textOf(page: string): string {
  const [, style = '', rest = ''] = /<style>(.*?)<\/style>(.*)$/s.exec(page) ?? [];
  const tags =
    /<\/?(?:a|article|b|br|body|code|del|details|div|footer|h1|h2|h3|head|header|html|ins|li|main|nav|p|pre|section|span|summary|table|tbody|td|th|thead|tr|ul|wbr)((?: (?:class|id|href|aria-hidden)="[^"<>]*")*)>/g;
  const text = rest.replace(tags, (_, attributes: string) => {
    for (const [, name, value] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (name === 'href') expect(value).toMatch(/^(?:#[a-z]+|https:\/\/[\w.-]+(?:[/?#]|$))/);
      if (name === 'class') for (const one of value!.split(' ').filter(Boolean)) expect(style).toContain(`.${one}`);
    }
    return ' ';
  });
  expect(text).not.toMatch(/[<>]/);
  return text;
}

describe('the page', () => {
  const findings = [
    blocker(),
    finding({
      patch: { path: 'api/Dockerfile', line: 4, remove: 1, removed: ['CMD a'], insert: ['USER node', 'CMD a'] },
    }),
    finding({ status: 'existing', title: 'No health check' }),
    finding({ status: 'fixed', title: 'Express 4 is old' }),
    finding({ waiver: accepted, title: 'Flask is on hold' }),
  ];
  const report = reportWith({
    findings,
    components: [
      service('api', 'framework Express 5.1.0', 'runtime Node.js 24', 'database PostgreSQL'),
      service('edge', 'framework Rocket 0.5'),
    ],
    changes: [
      { component: 'edge', movedFrom: null, before: null, after: [{ id: 'rocket', name: 'Rocket', version: '0.5.1' }] },
    ],
    diagnostics: [{ message: 'not valid TOML', at: { path: 'Cargo.toml', line: 3 } }],
    skipped: [{ path: 'yarn.lock', reason: 'too large' }],
    recipes: [
      {
        component: 'edge',
        context: null,
        dockerfile: 'FROM rust AS build\nRUN cargo build \\\n  --release\n',
        dockerignore: '.git\n',
        notes: ['Look at `EXPOSE`.'],
      },
    ],
  });

  test('verdict, stack, findings, what was there, what is accepted, what is mended, what was not understood', () => {
    const text = page(report);
    expect(/<h1>(.*?)<\/h1>/.exec(text)?.[1]).toBe('1 blocking finding and 1 warning introduced here');
    expect(sections(text)).toMatchInlineSnapshot(`
      {
        "Accepted exceptions": "Finding Why it is accepted Until Flask is on hold container/runs-as-root api/ Dockerfile:4 “until the move” @acme/platform, PAY-1 4 Dec 2026 12 days left",
        "Images to begin with": "A Dockerfile for edge Look at EXPOSE . Dockerfile FROM rust AS build RUN cargo build \\ --release .dockerignore .git",
        "Mended here": "No longer there Finding Where warning Express 4 is old container/runs-as-root api/ Dockerfile:4",
        "New here": "error, blocks Rocket 0.5 is denied by policy policy/framework-denied No 0.x. Use axum. edge/ Cargo.toml:9 Why The organisation has decided against it, for this version, in this place, or altogether. The policy gives the reason and what to use instead. www.thoughtworks.com/radar/faq warning The container runs as root container/runs-as-root No stage sets a user. Add USER node . api/ Dockerfile:4 The fix as a patch api/Dockerfile:4 CMD a USER node CMD a",
        "Not understood": "What could not be read neither passes nor fails Cargo.toml:3 not valid TOML yarn.lock skipped, too large",
        "What changed in the stack": "Component Before Now edge new Rocket 0.5",
        "What it is built of": "edge Rocket 0.5 1 error api Express 5.1 Node.js 24 PostgreSQL 2 warnings 1 accepted",
        "What was there before": "Not introduced here, and not blocking Finding Where warning No health check container/runs-as-root api/ Dockerfile:4",
      }
    `);
    textOf(text);
  });

  test('nothing is loaded, nothing runs', () => {
    const text = page(report);
    expect(text).not.toMatch(/<script|<link|<img|<iframe|url\(|@import|src=| style="/);
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(text) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
  });

  test('nothing to fix', () => {
    const text = html(reportWith({ comparedWith: null }), { rules });
    expect(/<h1>(.*?)<\/h1>/.exec(text)?.[1]).toBe('Nothing to fix');
    expect(Object.keys(sections(text))).toEqual(['What it is built of']);
  });

  test('a comparison that could not be made is said beside the verdict', () => {
    const text = page(reportWith({ comparedWith: null, notCompared: 'There is no comparison: it is gone.' }));
    expect(text).toContain('There is no comparison: it is gone. So nothing is known to be old');
  });

  test('two hundred components: cards for the worst, rows for the rest', () => {
    const components = Array.from({ length: 200 }, (_, index) =>
      service(`services/s${index}`, 'framework Express 5.1'),
    );
    const text = page(reportWith({ components, findings: [blocker({ component: 'services/s150' })] }));
    expect(text.match(/<article class="component /g)).toHaveLength(12);
    expect(/<article class="component error">\n<header><code>(.*?)<\/code>/.exec(text)?.[1]).toBe('services/<wbr>s150');
    expect(text).toContain('<summary>188 more components</summary>');
  });

  test('a great many findings: it says what it leaves out', () => {
    const many = Array.from({ length: 3000 }, (_, index) =>
      finding({ title: `${index}`, rule: `container/r${index}` }),
    );
    const text = page(reportWith({ findings: many }));
    expect(text).toContain('… and 2,600 more findings: the JSON report has all of them.');
    expect(text.length).toBeLessThan(2_000_000);
    const long = Array.from({ length: 5000 }, (_, index) =>
      finding({ title: `${index % 300}`, message: `${index} ${'<'.repeat(1500)}` }),
    );
    expect(page(reportWith({ findings: long })).length).toBeLessThan(5_000_000);
  });

  test('whatever stands in a repository is text', () => {
    const everywhere = nasty.map((text, index) => {
      const at = { path: text, line: index + 1 };
      const words = { rule: text, title: text, message: text, fix: text, component: text };
      const patch = { path: text, line: 1, remove: 1, removed: [text], insert: [text, `  ${text}`] };
      return [
        finding({ ...words, at, related: [at], patch }),
        finding({ ...words, at, status: 'existing' }),
        finding({ ...words, at, waiver: { ...accepted, reason: text, owner: text, ticket: text, expires: text } }),
      ];
    });
    const evil = {
      recipes: nasty.map((text) => ({
        component: text,
        context: text,
        dockerfile: text,
        dockerignore: text,
        notes: [text],
      })),
      ...{
        components: nasty.map((text) => ({
          ...service(text, `framework ${text}`),
          name: text,
          images: [imageOf(text)],
        })),
      },
      ...{ comparedWith: nasty.join(' '), notCompared: nasty.join(' '), policy: { source: nasty.join(' ') } },
      changes: nasty.map((text) => ({
        component: text,
        movedFrom: text,
        before: [{ id: text, name: text, version: text }],
        after: null,
      })),
      diagnostics: nasty.map((message) => ({ message, at: { path: message } })),
      skipped: nasty.map((path) => ({ path, reason: path })),
    };
    const one = {
      rule: 'a/b',
      component: nasty[0]!,
      title: nasty[1]!,
      severity: 'error',
      at: { path: nasty[2]! },
    } as const;
    const preview = {
      ...{ source: nasty[0]!, mistakes: [], added: [one], removed: [], changed: [], verdict: 'fail' as const },
      values: nasty.map((key) => ({ key, before: key, after: key })),
      exceptions: {
        added: nasty.map((text) => ({ target: text, reason: text, owner: text, expires: text, at: { path: text } })),
        removed: [],
      },
    };
    const hostile = rules
      .slice(0, 1)
      .map((rule) => ({ ...rule, id: nasty[0]!, why: nasty[1]!, references: [...nasty] }));
    for (const policyPreview of [
      preview,
      { ...preview, mistakes: nasty.map((message) => ({ path: message, line: 1, message })) },
    ]) {
      const text = textOf(
        html(reportWith({ findings: everywhere.flat(), ...evil, policyPreview }), { rules: hostile, links }),
      );
      for (const unseen of ['\u0000', '\u0008', '\u001B', '\u202E', '\u2066', '\u2028', '\uD800'])
        expect(text.includes(unseen)).toBe(false);
      expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    }
  });
});

function imageOf(text: string): Report['components'][number]['images'][number] {
  const asked = { runsAsRoot: null, multiStage: false, healthcheck: true, execForm: null, role: text };
  return { at: { path: text }, target: text, base: text, user: text, ...asked };
}
