import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { sarif, type SarifOptions } from '../../src/output/sarif.ts';
import { shippedRules } from '../../src/shipped.ts';
import { nasty } from './nasty.ts';
import { accepted, blocker, finding, links, reportWith } from './report.ts';
import { wrongWith } from './sarif-schema.ts';

const rules = shippedRules().map(({ rule }) => rule);
const waiver = { ...accepted, ticket: null };

type Words = { message: { text: string }; level: string };
type Result = Words & {
  locations: [{ physicalLocation: { artifactLocation: { uri: string } } }];
  baselineState?: string;
  suppressions?: [{ kind: string }];
  fixes?: [{ artifactChanges: [{ replacements: object[] }] }];
};
type Rule = { id: string; helpUri?: string; help: { markdown: string }; properties: object };
type Run = {
  tool: { driver: { rules: Rule[] } };
  results: Result[];
  invocations: [{ toolExecutionNotifications: Words[] }];
  versionControlProvenance?: object[];
};

function runOf(report: Report, options: Partial<SarifOptions> = {}): Run {
  const log = JSON.parse(sarif(report, { rules, ...options })) as { runs: [Run] };
  expect(wrongWith(log)).toEqual([]);
  return log.runs[0];
}

describe('SARIF', () => {
  test('a finding in full', () => {
    const patch = { path: 'api/Dockerfile', line: 4, remove: 1, removed: ['CMD a'], insert: ['USER node', 'CMD a'] };
    const one = finding({
      rule: 'security/django-debug-true',
      at: { path: 'api/my settings.py', line: 4, column: 2 },
      related: [{ path: 'a.yml' }],
      patch,
    });
    const run = runOf(reportWith({ findings: [one] }), { links });
    expect(run.results[0]).toMatchInlineSnapshot(`
      {
        "baselineState": "new",
        "fixes": [
          {
            "artifactChanges": [
              {
                "artifactLocation": {
                  "uri": "api/Dockerfile",
                  "uriBaseId": "SRCROOT",
                },
                "replacements": [
                  {
                    "deletedRegion": {
                      "endLine": 4,
                      "startLine": 4,
                    },
                    "insertedContent": {
                      "text": "USER node
      CMD a",
                    },
                  },
                ],
              },
            ],
            "description": {
              "text": "Add \`USER node\`.",
            },
          },
        ],
        "level": "warning",
        "locations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "api/my%20settings.py",
                "uriBaseId": "SRCROOT",
              },
              "region": {
                "startColumn": 2,
                "startLine": 4,
              },
            },
          },
        ],
        "message": {
          "text": "The container runs as root. No stage sets a user. Add \`USER node\`.",
        },
        "partialFingerprints": {
          "stackAudit/v1": "0123456789abcdef",
        },
        "properties": {
          "blocking": false,
          "component": "api",
        },
        "relatedLocations": [
          {
            "physicalLocation": {
              "artifactLocation": {
                "uri": "a.yml",
                "uriBaseId": "SRCROOT",
              },
              "region": {
                "startLine": 1,
              },
            },
          },
        ],
        "ruleId": "security/django-debug-true",
        "ruleIndex": 0,
      }
    `);
    expect(run.tool.driver.rules).toMatchObject([
      {
        id: 'security/django-debug-true',
        helpUri: 'https://docs.djangoproject.com/en/5.2/howto/deployment/checklist/#debug',
        properties: { tags: ['security'], precision: 'very-high', 'security-severity': expect.any(String) },
      },
    ]);
    expect(run.versionControlProvenance).toEqual([
      { repositoryUri: links.repository, revisionId: links.head, mappedTo: { uriBaseId: 'SRCROOT' } },
    ]);
  });

  test('every rule that ships, and every judgement of the policy, is described within the limits', () => {
    const findings = [...rules.map(({ id }) => finding({ rule: id })), blocker()];
    const described = runOf(reportWith({ findings })).tool.driver.rules;
    expect(described.filter(({ helpUri, help }) => helpUri === undefined || help.markdown === '')).toEqual([]);
    const scored = described.filter(({ properties }) => 'security-severity' in properties);
    expect(scored.every(({ id }) => id.startsWith('security/'))).toBe(true);
    expect(scored.length).toBeGreaterThan(10);
  });

  test('what is new, was there, is accepted, is mended', () => {
    const findings = [
      finding(),
      finding({ status: 'existing' }),
      finding({ status: 'fixed' }),
      finding({ waiver }),
      finding({ waiver: { ...waiver, by: 'comment', owner: null, expires: null } }),
    ];
    const { results } = runOf(reportWith({ findings }));
    const told = results.map((one) => [one.baselineState, one.suppressions?.[0].kind]);
    expect(told).toEqual([
      ['new', undefined],
      ['unchanged', undefined],
      ['absent', undefined],
      ['new', 'external'],
      ['new', 'inSource'],
    ]);
    expect(results[3]?.suppressions?.[0]).toMatchObject({
      justification: 'until the move',
      properties: { owner: '@acme/platform', expires: '2026-12-04' },
    });
    const alone = runOf(reportWith({ findings: findings.slice(0, 1), comparedWith: null }));
    expect(alone.results[0]).not.toHaveProperty('baselineState');
    const open = runOf(reportWith({ findings }), { openOnly: true });
    expect(open.results.map((one) => one.baselineState)).toEqual(['new', 'unchanged']);
  });

  test('a line that is to go goes with its end; a patch that makes a file is no fix', () => {
    const patch = { path: 'Dockerfile', line: 4, remove: 1, removed: ['x'], insert: [] };
    const made = { path: '.dockerignore', line: 1, remove: 0, removed: [], insert: ['.git'], create: true };
    const { results } = runOf(reportWith({ findings: [finding({ patch }), finding({ patch: made })] }));
    expect(results[0]?.fixes?.[0].artifactChanges[0].replacements).toEqual([
      { deletedRegion: { startLine: 4, startColumn: 1, endLine: 5, endColumn: 1 } },
    ]);
    expect(results[1]).not.toHaveProperty('fixes');
  });

  test('what was not understood is a notification', () => {
    const run = runOf(
      reportWith({
        diagnostics: [{ message: 'not valid TOML', at: { path: 'Cargo.toml', line: 3 } }],
        skipped: [{ path: 'yarn.lock', reason: 'too large' }],
        notCompared: 'There is no comparison.',
      }),
    );
    const told = run.invocations[0].toolExecutionNotifications.map((one) => `${one.level}: ${one.message.text}`);
    expect(told).toEqual(['warning: There is no comparison.', 'note: not valid TOML', 'note: Skipped: too large.']);
  });

  test('25,000 results at most, the worst first, and it says how many are left out', () => {
    const findings = Array.from({ length: 25_010 }, () => finding());
    const run = runOf(reportWith({ findings }));
    expect(run.results).toHaveLength(25_000);
    expect(run.invocations[0].toolExecutionNotifications[0]?.message.text).toMatch(/^10 findings more are left out/);
  });

  test('hostile texts stay text', () => {
    const texts = nasty.filter((text) => text !== '');
    const findings = texts.map((text, index) =>
      finding({
        ...{ rule: `custom/x${text}`, title: text, message: text, fix: text, component: text },
        at: { path: text, line: index + 1 },
        waiver: { ...waiver, reason: text, owner: text, ticket: text, at: { path: text } },
      }),
    );
    const report = reportWith({ findings, diagnostics: texts.map((message) => ({ message, at: { path: message } })) });
    const run = runOf(report);
    const uris = run.results.map((one) => one.locations[0].physicalLocation.artifactLocation.uri);
    expect(uris.every((uri: string) => /^[\w./~!'()*%-]+$/.test(uri))).toBe(true);
    const messages = run.results.map(({ message }) => message.text).join('\n');
    expect(messages).not.toMatch(/(?<!\\)\]\(|(?<!\{)\{0\}/);
    expect(JSON.stringify(run)).not.toContain('\u202E');
  });

  test('a packed file stays below ten megabytes, whatever stands in it', () => {
    let seed = 1;
    const random = (): string =>
      Array.from({ length: 1500 }, () =>
        String.fromCharCode(0x4e00 + ((seed = (seed * 48_271) % 2_147_483_647) % 20_000)),
      ).join('');
    const findings = Array.from({ length: 5000 }, () => finding({ message: random() }));
    const { results } = runOf(reportWith({ findings }));
    expect(results.length).toBeGreaterThan(500);
    expect(results.length).toBeLessThan(5000);
  });
});
