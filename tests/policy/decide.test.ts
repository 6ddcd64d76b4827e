import { describe, expect, test } from 'vitest';
import type { Component, TechnologyUse } from '../../src/model/component.ts';
import type { Finding } from '../../src/model/finding.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { layer, place, policyOf } from './known.ts';

const today = '2026-11-22';

interface Use {
  readonly declared?: string;
  readonly resolved?: string;
  readonly kind?: 'framework' | 'library' | 'runtime';
  readonly under?: string;
  readonly strength?: TechnologyUse['strength'];
}

function component(path: string, uses: Readonly<Record<string, Use>>): Component {
  const at = { path: `${path}/package.json`, line: 7 };
  const technologies = Object.entries(uses).map(
    ([id, { kind = 'framework', declared, resolved, under, strength = 'strong' }]): TechnologyUse => ({
      technology: {
        id,
        name: id[0]?.toUpperCase() + id.slice(1),
        kind,
        packages: [],
        hints: [],
        files: [],
        images: [],
        implies: [],
        hides: [],
        'version-from': [],
        example: [],
      },
      layer: under !== undefined,
      ...(under !== undefined && { under }),
      version: { ...(declared !== undefined && { declared }), ...(resolved !== undefined && { resolved }) },
      at,
      strength,
      evidence: [],
    }),
  );
  return {
    path,
    name: path,
    role: 'service',
    roleReasons: [],
    technologies,
    dependencies: [],
    runtimes: [],
    settings: [],
    commands: [],
    images: [],
    imageBuilders: [],
    builds: [],
    secrets: [],
    workloads: [],
    lockfiles: [],
    manifests: [at],
  };
}

function finding(rule: string, path: string, line: number, component = 'services/a'): Finding {
  return {
    rule,
    severity: 'error',
    status: 'new',
    component,
    title: rule,
    message: '',
    fix: '',
    why: '',
    at: { path, line },
    related: [],
    fingerprint: '0123456789abcdef',
    subject: rule,
  };
}

function judged(policy: Policy, uses: Readonly<Record<string, Use>>, path = 'services/a', day = today): Finding[] {
  const tree = { paths: [], text: () => undefined };
  return decide({ found: [], components: [component(path, uses)], policy, today: day, tree });
}

function said(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, rule, title }) => `${severity} ${rule}: ${title}`);
}

describe('rings', () => {
  test('deny is an error, hold a warning, trial a note, adopt nothing', () => {
    const policy = policyOf('frameworks: { express: deny, flask: hold, rocket: trial, fastapi: adopt }');
    expect(
      said(judged(policy, { express: { resolved: '4.1.0' }, flask: {}, rocket: {}, fastapi: {}, go: {} })),
    ).toEqual([
      'error policy/framework-denied: Express 4.1.0 is denied by policy',
      'warning policy/framework-on-hold: Flask is on hold',
      'note policy/framework-on-trial: Rocket is on trial',
    ]);
  });

  test('reason and alternatives are in the words', () => {
    const [one] = judged(
      policyOf('frameworks: { flask: { ring: hold, reason: no async story, alternatives: [fastapi, quarkus] } }'),
      { flask: {} },
    );
    expect([one?.message, one?.fix]).toEqual(['No async story.', 'Use fastapi or quarkus instead.']);
  });

  const bands = 'frameworks: { express: [{ versions: ">=5", ring: adopt }, { versions: "<5", ring: deny }] }';
  test.each([
    ['the version that a lock holds', { resolved: '5.1.0', declared: '>=4' }, []],
    ['another', { resolved: '4.18.2' }, ['error policy/framework-denied: Express 4.18.2 is denied by policy']],
    [
      'a range within one band',
      { declared: '^4.17.0' },
      ['error policy/framework-denied: Express ^4.17.0 is denied by policy'],
    ],
    ['a range within the other', { declared: '^5.0.0' }, []],
    [
      'a range that reaches into both',
      { declared: '>=4.0.0' },
      ['error policy/framework-denied: Express >=4.0.0 is denied by policy'],
    ],
    [
      'alternatives in both',
      { declared: '^4.0.0 || ^5.0.0' },
      ['error policy/framework-denied: Express ^4.0.0 || ^5.0.0 is denied by policy'],
    ],
    ['no version at all', {}, ['error policy/framework-denied: Express is denied by policy']],
    [
      'a prerelease of the good one',
      { resolved: '5.0.0-beta.1' },
      ['error policy/framework-denied: Express 5.0.0-beta.1 is denied by policy'],
    ],
  ])('bands: %s', (_, use, expected) => {
    expect(said(judged(policyOf(bands), { express: use }))).toEqual(expected);
  });

  test('a band in the middle is not overlooked by a range around it', () => {
    const policy = policyOf('frameworks: { express: [{ versions: ">=4.10 <4.12", ring: deny }, { ring: adopt }] }');
    const [one] = judged(policy, { express: { declared: '^4.0.0' } });
    expect([one?.rule, one?.message]).toEqual([
      'policy/framework-denied',
      'The policy gives no reason. Its version is not known for sure, so the strictest ring that could apply counts.',
    ]);
    expect(judged(policy, { express: { declared: '^4.12.0' } })).toEqual([]);
  });

  test('versions that no band holds are unlisted', () => {
    const policy = policyOf('unlisted: hold\nframeworks: { express: { versions: ">=5", ring: adopt } }');
    expect(said(judged(policy, { express: { resolved: '4.0.0' } }))).toEqual([
      'warning policy/framework-on-hold: Express 4.0.0 is on hold',
    ]);
  });

  test('unlisted asks only for what a team chooses: no libraries, no layers', () => {
    const policy = policyOf('unlisted: deny\nframeworks: { fastapi: adopt }');
    expect(
      said(judged(policy, { fastapi: {}, flask: {}, express: { under: 'fastapi' }, go: { kind: 'runtime' } })),
    ).toEqual(['error policy/framework-denied: Flask is denied by policy']);
  });

  test('a listed layer is judged, and it is said what it lies beneath', () => {
    const [one] = judged(policyOf('frameworks: { express: deny }'), { express: { under: 'nestjs' } });
    expect(one?.message).toBe('The policy gives no reason. It is used beneath nestjs.');
  });

  test('an unknown version of what is only likely to be there, or lies beneath, is a note', () => {
    const uses = { express: { under: 'nestjs' }, node: { strength: 'medium' } } as const;
    const policy = policyOf(`${bands}\nminimum-versions: { node: "22" }`);
    expect(said(judged(policy, uses))).toEqual([
      'note policy/framework-denied: Express is denied by policy',
      'note policy/version-unknown: The version of Node is not known; the policy asks for 22 or later',
    ]);
  });

  test('only-in denies everywhere else', () => {
    const policy = policyOf('frameworks: { rocket: { ring: trial, only-in: ["services/mobile-*/**"] } }');
    expect(said(judged(policy, { rocket: {} }, 'services/mobile-api'))).toEqual([
      'note policy/framework-on-trial: Rocket is on trial',
    ]);
    expect(said(judged(policy, { rocket: {} }, 'services/shop'))).toEqual([
      'error policy/framework-denied: Rocket may only be used in services/mobile-*/**, not in services/shop',
    ]);
  });

  test('what is examples, tests and templates is not judged', () => {
    const tree = { paths: [], text: () => undefined };
    const components = [{ ...component('examples/a', { flask: {} }), role: 'example' as const }];
    const policy = policyOf('frameworks: { flask: deny }');
    expect(decide({ found: [], components, policy, today, tree })).toEqual([]);
  });
});

describe('dates', () => {
  const policy = policyOf(
    'frameworks: { flask: [{ ring: deny, from: 2027-04-01, reason: it leaves support }, { ring: hold }] }',
  );

  test('until then the ring is announced, and the next band is in force', () => {
    const [one, ...others] = judged(policy, { flask: {} });
    expect([one?.severity, one?.rule, one?.message, others.length]).toEqual([
      'warning',
      'policy/framework-on-hold',
      'The policy gives no reason. From 2027-04-01 on it will be denied: It leaves support.',
      0,
    ]);
    expect(said(judged(policy, { flask: {} }, 'a', '2027-04-01'))).toEqual([
      'error policy/framework-denied: Flask is denied by policy',
    ]);
  });

  test('alone it is a note, whatever level its rule has', () => {
    const alone = policyOf(
      'frameworks: { flask: { ring: deny, from: 2027-04-01 } }\nrules: { policy/framework-denied: warning }',
    );
    expect(said(judged(alone, { flask: {} }))).toEqual([
      'note policy/framework-denied: Flask will be denied from 2027-04-01 on',
    ]);
    expect(said(judged(alone, { flask: {} }, 'a', '2027-04-02'))).toEqual([
      'warning policy/framework-denied: Flask is denied by policy',
    ]);
  });

  test('an announced adoption is nothing to tell', () => {
    expect(judged(policyOf('frameworks: { flask: { ring: adopt, from: 2027-04-01 } }'), { flask: {} })).toEqual([]);
  });
});

describe('minimum versions', () => {
  const policy = policyOf('minimum-versions: { node: "22" }');
  test.each([
    ['at the minimum', { resolved: '22.0.0' }, []],
    ['a line of versions', { declared: '22' }, []],
    ['below', { resolved: '20.11.1' }, ['error policy/below-minimum-version: Node 20.11.1 is below the minimum 22']],
    [
      'a range that begins below',
      { declared: '>=18' },
      ['error policy/below-minimum-version: Node >=18 is below the minimum 22'],
    ],
    [
      'no version',
      {},
      ['warning policy/version-unknown: The version of Node is not known; the policy asks for 22 or later'],
    ],
    [
      'no version that can be understood',
      { declared: 'lts/*' },
      ['warning policy/version-unknown: The version of Node is not known; the policy asks for 22 or later'],
    ],
  ])('%s', (_, use, expected) => {
    expect(said(judged(policy, { node: { kind: 'runtime', ...use } }))).toEqual(expected);
  });
});

describe('what is locked above', () => {
  const org = layer(
    'acme/.github//p.yml@v1',
    'frameworks: { express: [{ versions: ">=5", ring: adopt }, { ring: deny }] }\nlocked: [frameworks]',
  );

  test('counts where the own bands are looser for the version in use', () => {
    const own = layer(place, 'frameworks: { express: [{ versions: ">=6", ring: deny }, { ring: adopt }] }');
    const policy = resolvePolicy([org, own]);
    expect(said(judged(policy, { express: { resolved: '4.0.0' } }))).toEqual([
      'error policy/framework-denied: Express 4.0.0 is denied by policy',
    ]);
    expect(judged(policy, { express: { resolved: '5.0.0' } })).toEqual([]);
    expect(said(judged(policy, { express: { resolved: '6.0.0' } }))).toHaveLength(1);
  });
});

describe('levels and places', () => {
  const tree = { paths: [], text: () => undefined };
  const decideOn = (policy: Policy, found: Finding[]): string[] =>
    said(decide({ found, components: [], policy, today, tree, dormant: new Set(['security/strict']) }));

  test('off, other levels, by path, and rules that sleep until they are asked for', () => {
    const policy = policyOf(
      'rules: { security/*: note, security/django-debug: off }\noverrides: [{ paths: [services/b], rules: { security/*: warning } }]',
    );
    expect(
      decideOn(policy, [
        finding('security/django-debug', 'x', 1),
        finding('security/express-helmet-missing', 'x', 1),
        finding('security/express-helmet-missing', 'x', 1, 'services/b'),
        finding('container/runs-as-root', 'x', 1),
      ]),
    ).toEqual([
      'note security/express-helmet-missing: security/express-helmet-missing',
      'warning security/express-helmet-missing: security/express-helmet-missing',
      'error container/runs-as-root: container/runs-as-root',
    ]);
    expect(decideOn(policyOf('mode: warn'), [finding('security/strict', 'x', 1)])).toEqual([]);
    expect(decideOn(policy, [finding('security/strict', 'x', 1)])).toEqual(['note security/strict: security/strict']);
  });

  test('what stands in excluded files is not found', () => {
    const policy = policyOf('paths: { exclude: [third_party/**] }');
    expect(decideOn(policy, [finding('container/runs-as-root', 'third_party/x/Dockerfile', 1)])).toEqual([]);
  });
});
