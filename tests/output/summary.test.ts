import { describe, expect, test } from 'vitest';
import { summary } from '../../src/output/summary.ts';
import { stackMap } from '../../src/output/stack-map.ts';
import { annotations } from '../../src/output/annotations.ts';
import { policyBlock } from '../../src/output/policy-block.ts';
import { readStepLog } from '../github/workflow-commands.ts';
import { blocker, finding, links, reportWith, service } from './report.ts';

describe('summary', () => {
  test('every component with the worst of each family', () => {
    const report = reportWith({
      components: [
        service('api', 'framework Express 5.1'),
        service('edge', 'framework Rocket 0.5', 'language Rust 1.90'),
      ],
      findings: [blocker(), finding(), finding({ status: 'fixed' })],
    });
    expect(summary(report, links).split('\n').slice(0, 9)).toEqual([
      '## ❌ Stack Audit',
      '',
      '**1 blocking** · **1 warning** · 2 new · 0 existing · 1 fixed · 0 accepted · [pull request #482](https://github.com/acme/shop/pull/482)',
      '',
      '| Component | Framework | Runtime | Containers | Security | Maturity | Policy |',
      '|---|---|---|:-:|:-:|:-:|:-:|',
      '| `api` | Express&nbsp;5.1 | – | ⚠️&nbsp;1 | ✅ | ✅ | ✅ |',
      '| `edge` | Rocket&nbsp;0.5 | Rust&nbsp;1.90 | – | ✅ | ✅ | ⛔&nbsp;1 |',
      '',
    ]);
  });

  test('stays below the megabyte at which GitHub throws it away', () => {
    const findings = Array.from({ length: 5000 }, (_, index) => finding({ title: `${index} ${'ü'.repeat(300)}` }));
    const text = summary(reportWith({ findings }), links);
    expect(Buffer.byteLength(text)).toBeLessThan(900 * 1024);
    expect(text).toContain('more.');
  });

  test('a great many components are folded', () => {
    const components = Array.from({ length: 60 }, (_, index) => service(`s${index}`, 'framework Express 5.1'));
    expect(summary(reportWith({ components, findings: [blocker()] }), links)).toContain(
      '<details><summary>60 components</summary>\n\n| Component | Framework |',
    );
  });

  test('files that the report was written to are named', () => {
    expect(summary(reportWith(), { ...links, files: ['a.sarif', 'a|b.html'] })).toContain(
      '\n\nFiles: `a.sarif` · `a\\|b.html`\n\n',
    );
  });

  test('an empty repository is said to be one', () => {
    expect(summary(reportWith(), {})).toContain('No component was found');
  });

  test('what was not understood is listed', () => {
    const report = reportWith({
      diagnostics: [{ message: 'not valid TOML', at: { path: 'Cargo.toml', line: 3 } }],
      skipped: [{ path: 'yarn.lock', reason: 'too large' }],
    });
    expect(summary(report, links)).toContain(
      'by 40 rules; 2 places not understood</summary>\n\n- `Cargo.toml:3`: not valid TOML\n- `yarn.lock`: skipped, too large\n',
    );
  });
});

describe('the map', () => {
  const components = [
    service('services/api', 'framework Express 5.1', 'runtime Node.js 24', 'database PostgreSQL'),
    service('services/worker', 'framework Fastify 5.6', 'broker RabbitMQ', 'database PostgreSQL'),
    service('tools', 'framework Flask'),
  ];

  test('services in their folders, what they keep their data in, red and amber', () => {
    const report = reportWith({
      components,
      findings: [blocker({ component: 'services/worker' }), finding({ component: 'tools' })],
    });
    expect(stackMap(report)).toBe(`flowchart LR
  subgraph g1["services"]
    c0["api: Express 5.1 / Node.js 24"]
    c1["worker: Fastify 5.6"]
  end
  c2["tools: Flask"]
  s0[("PostgreSQL")]
  s1[["RabbitMQ"]]
  c0 --> s0
  c1 --> s1
  c1 --> s0
  classDef red stroke:#cf222e,stroke-width:3px
  class c1 red
  classDef amber stroke:#9a6700,stroke-width:3px
  class c2 amber`);
  });

  test('one service is no map unless it fails', () => {
    expect(stackMap(reportWith({ components: components.slice(0, 1) }))).toBe('');
    expect(stackMap(reportWith({ components: components.slice(0, 1), findings: [blocker()] }))).toMatch(/^flowchart/);
  });

  test('whatever stands in names, labels hold it', () => {
    const nasty = [
      'end',
      'a"b',
      'x]--> y',
      '`code`',
      'a;b',
      '<b>',
      '#quot;',
      'https://evil.example',
      '%%{init: {}}%%',
      '\n',
      '',
    ];
    const map = stackMap(
      reportWith({ components: nasty.map((name) => ({ ...service(name, 'framework Express'), name })) }),
    );
    for (const line of map.split('\n').slice(1))
      expect(line).toMatch(/^ {2,4}(?:[cs]\d+\["[\w .,:/+-]*"\]|subgraph g\d+\["[\w .,/+-]*"\]|end)$/);
  });
});

describe('annotations', () => {
  test('ten of each level, new ones only, the worst first', () => {
    const report = reportWith({
      findings: [
        ...Array.from({ length: 12 }, () => blocker()),
        ...Array.from({ length: 3 }, () => finding({ severity: 'note', at: { path: 'a,b.ts', line: 2, endLine: 4 } })),
        finding({ status: 'existing' }),
        finding({ status: 'fixed' }),
      ],
    });
    const { commands, left } = annotations(report);
    const log = readStepLog(commands.join('\n'));
    expect(left).toBe(2);
    expect(log.annotations).toHaveLength(13);
    expect(log.annotations[0]).toEqual({
      level: 'error',
      file: 'edge/Cargo.toml',
      line: 9,
      title: 'Rocket 0.5 is denied by policy (policy/framework-denied)',
      message: 'No 0.x\nUse axum.',
    });
    expect(log.annotations[12]).toMatchObject({ level: 'notice', file: 'a,b.ts', line: 2, endLine: 4 });
  });
});

describe('another policy', () => {
  const preview = {
    source: 'p.yml',
    mistakes: [],
    added: [],
    removed: [],
    changed: [],
    values: [],
    exceptions: { added: [], removed: [] },
    verdict: 'pass',
  } as const;
  const one = { rule: 'a/b', component: '.', title: 'T', severity: 'error', at: { path: 'x', line: 1 } } as const;

  test('what it would change', () => {
    const [words = '', ...none] = policyBlock(
      {
        ...preview,
        added: [one],
        changed: [{ ...one, before: 'note' }],
        values: [{ key: 'fail-on', before: 'error', after: null }],
      } as never,
      links,
      10,
    );
    expect(none).toEqual([]);
    expect(words).toContain('**+1**, **−0** findings, 1 at another severity, and the check would pass.');
    expect(words).toContain('| `fail-on` | `error` | – |');
    expect(words).toContain('| + ⛔ | T ·');
    expect(words).toContain('| ℹ️ → ⛔ | T ·');
  });

  test('that it would change nothing', () => {
    expect(policyBlock({ ...preview } as never, links, 10)[0]).toContain('no finding more or less');
  });
});
