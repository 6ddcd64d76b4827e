import { describe, expect, test } from 'vitest';
import { levelFor, policyFor } from '../../src/policy/policy.ts';
import { type PolicyFlags, resolvePolicy } from '../../src/policy/resolve.ts';
import { shownPolicy } from '../../src/policy/show.ts';
import { layer, place } from './known.ts';

const org = 'acme/.github//stack-audit.yml@v3';

function notes(above: string, own: string, flags: PolicyFlags = {}): string[] {
  const { notes } = resolvePolicy([layer(org, above), layer(place, own)], flags);
  return notes.map(({ path, line, message }) => `${path}:${line}: ${message}`);
}

describe('precedence', () => {
  test('later files win; tables grow by id; an entry is replaced whole', () => {
    const policy = resolvePolicy([
      layer(
        org,
        'fail-on: warning\nframeworks: { flask: { ring: hold, reason: no async }, express: deny }\neol: { grace-days: 7 }',
      ),
      layer(place, 'fail-on: error\nframeworks: { flask: trial, rocket: deny }\neol: { warn-days: 90 }'),
    ]);
    expect(policy.failOn).toBe('error');
    expect(policy.frameworks).toEqual({
      flask: [{ ring: 'trial' }],
      express: [{ ring: 'deny' }],
      rocket: [{ ring: 'deny' }],
    });
    expect([policy.graceDays, policy.warnDays]).toEqual([7, 90]);
  });

  test('lists of overrides, exceptions and exclusions grow; inclusions are replaced', () => {
    const exception = (rule: string): string =>
      `exceptions: [{ rule: ${rule}, reason: the vendor needs root, owner: "@a", expires: 2027-01-01 }]`;
    const policy = resolvePolicy([
      layer(
        org,
        `paths: { include: [a/**], exclude: [x/**] }\noverrides: [{ paths: [p/**], mode: warn }]\n${exception('container/*')}`,
      ),
      layer(
        place,
        `paths: { include: [b/**], exclude: [y/**] }\noverrides: [{ paths: [q/**], mode: off }]\n${exception('security/*')}`,
      ),
    ]);
    expect(policy.include).toEqual(['b/**']);
    expect(policy.exclude).toEqual(['x/**', 'y/**']);
    expect(policy.overrides.map(({ paths }) => paths)).toEqual([['p/**'], ['q/**']]);
    expect(policy.exceptions.map(({ rule, inherited, at }) => [rule, inherited, at])).toEqual([
      ['container/*', true, { path: org, line: 4 }],
      ['security/*', false, { path: place, line: 4 }],
    ]);
  });

  test('overrides apply to their paths, inherited ones first, the last match wins', () => {
    const policy = resolvePolicy([
      layer(org, 'overrides: [{ paths: [services/**], fail-on: note, rules: { container/*: error } }]'),
      layer(place, 'overrides: [{ paths: [services/a], fail-on: warning, frameworks: { flask: deny } }]'),
    ]);
    expect(policyFor(policy, 'services/b').failOn).toBe('note');
    expect(policyFor(policy, 'services/a/sub').failOn).toBe('warning');
    expect(policyFor(policy, 'services/a').frameworks).toEqual({ flask: [{ ring: 'deny' }] });
    expect(policyFor(policy, 'services/a').rules).toEqual({ 'container/*': 'error' });
    expect(policyFor(policy, '.').failOn).toBe('error');
  });

  test('a flag beats files and overrides; a place that is left out stays out', () => {
    const policy = resolvePolicy(
      [layer(place, 'fail-on: note\noverrides: [{ paths: [a], fail-on: never }, { paths: [b], mode: off }]')],
      { failOn: 'warning', mode: 'warn', comment: 'never' },
    );
    expect(policyFor(policy, 'a').failOn).toBe('warning');
    expect(policyFor(policy, 'b').mode).toBe('off');
    expect([policy.mode, policy.comment]).toEqual(['warn', 'never']);
    expect(policy.origins.get('fail-on')).toEqual({ source: '--fail-on' });
  });

  test("a rule's own id beats its family, whoever says which", () => {
    const policy = resolvePolicy([
      layer(org, 'rules: { security/django-debug: note }'),
      layer(place, 'rules: { security/*: error }'),
    ]);
    expect(levelFor(policy, 'security/django-debug', 'warning')).toBe('note');
    expect(levelFor(policy, 'security/express-helmet-missing', 'warning')).toBe('error');
    expect(levelFor(policy, 'container/runs-as-root', 'warning')).toBe('warning');
    expect(levelFor(policy, 'constructor/x', 'note')).toBe('note');
  });
});

describe('what is locked', () => {
  test('may be tightened and not loosened, with a note', () => {
    const above = 'fail-on: warning\nlocked: [fail-on]';
    expect(resolvePolicy([layer(org, above), layer(place, 'fail-on: never')]).failOn).toBe('warning');
    expect(resolvePolicy([layer(org, above), layer(place, 'fail-on: note')]).failOn).toBe('note');
    expect(notes(above, 'fail-on: never')).toEqual([
      `${place}:2: fail-on = never is looser than warning, which ${org} locks; kept warning.`,
    ]);
    expect(notes(above, 'fail-on: note')).toEqual([]);
  });

  test('cannot be undone by an override, a flag, or a later file of the chain', () => {
    const locked = layer(org, 'mode: enforce\nfail-on: error\nlocked: [mode, fail-on]');
    const override = resolvePolicy([locked, layer(place, 'overrides: [{ paths: ["**"], mode: off, fail-on: never }]')]);
    expect(policyFor(override, 'services/a')).toMatchObject({ mode: 'enforce', failOn: 'error' });
    expect(override.notes.map(({ message }) => message)).toEqual([
      `overrides[0].mode = off is looser than enforce, which ${org} locks; kept enforce.`,
      `overrides[0].fail-on = never is looser than error, which ${org} locks; kept error.`,
    ]);
    const flag = resolvePolicy([locked], { failOn: 'never', mode: 'warn' });
    expect([flag.failOn, flag.mode]).toEqual(['error', 'enforce']);
    expect(flag.notes[0]?.message).toBe(`fail-on = never is looser than error, which ${org} locks; kept error.`);
    expect(resolvePolicy([locked, layer('acme/x//y.yml@v1', 'mode: off')]).mode).toBe('enforce');
  });

  test("an override of the locking file itself holds, and nobody's below it", () => {
    const policy = resolvePolicy([
      layer(org, 'mode: enforce\noverrides: [{ paths: [prototypes/**], mode: warn }]\nlocked: [mode]'),
      layer(place, 'overrides: [{ paths: [prototypes/**, services/**], mode: off }]'),
    ]);
    expect(policyFor(policy, 'prototypes/a').mode).toBe('warn');
    expect(policyFor(policy, 'services/a').mode).toBe('enforce');
  });

  test('frameworks: rings are at least as strict as above, unlisted ones as strict as the unlisted ring', () => {
    const above = 'unlisted: trial\nframeworks: { rocket: deny, flask: hold }\nlocked: [frameworks]';
    const own = 'frameworks: { rocket: adopt, flask: deny, express: adopt, fastapi: hold }';
    const policy = resolvePolicy([layer(org, above), layer(place, own)]);
    expect(policy.frameworks).toEqual({
      rocket: [{ ring: 'deny' }],
      flask: [{ ring: 'deny' }],
      fastapi: [{ ring: 'hold' }],
    });
    expect(notes(above, own)).toEqual([
      `${place}:2: frameworks.rocket = adopt is looser than deny, which ${org} locks; kept deny.`,
      `${place}:2: frameworks.express = adopt is looser than trial, which ${org} locks; kept trial.`,
    ]);
  });

  test('one framework, one minimum', () => {
    const above =
      'frameworks: { rocket: deny, flask: deny }\nminimum-versions: { node: "22.4", go: "1.25" }\nlocked: [frameworks.rocket, minimum-versions.node]';
    const policy = resolvePolicy([
      layer(org, above),
      layer(place, 'frameworks: { rocket: hold, flask: hold }\nminimum-versions: { node: "22", go: "1.20" }'),
    ]);
    expect(policy.frameworks).toEqual({ rocket: [{ ring: 'deny' }], flask: [{ ring: 'hold' }] });
    expect(policy.minimumVersions).toEqual({ node: '22.4', go: '1.20' });
  });

  test('a family of rules counts at no less than above, and at no less than its own severity where above says nothing', () => {
    const policy = resolvePolicy([
      layer(org, 'rules: { security/express-helmet-missing: error }\nlocked: [security/*]'),
      layer(place, 'rules: { security/express-helmet-missing: note, security/*: off, container/*: off }'),
    ]);
    const at = policyFor(policy, 'services/a');
    expect(levelFor(at, 'security/express-helmet-missing', 'warning')).toBe('error');
    expect(levelFor(at, 'security/django-debug', 'error')).toBe('error');
    expect(levelFor(at, 'container/runs-as-root', 'error')).toBe('off');
  });

  test('locking rings locks the rules that judge them', () => {
    const policy = resolvePolicy([
      layer(org, 'frameworks: { rocket: deny }\nlocked: [frameworks]'),
      layer(place, 'rules: { policy/framework-denied: off, policy/*: off }'),
    ]);
    expect(levelFor(policyFor(policy, '.'), 'policy/framework-denied', 'error')).toBe('error');
  });

  test('limits, paths, thresholds, days and switches', () => {
    const policy = resolvePolicy([
      layer(
        org,
        `new-only: false
strict: true
eol: { grace-days: 0, warn-days: 180 }
paths: { exclude: [third_party/**] }
exception-limits: { max-days: 90, require: [ticket], never-for: [security/*], inline: false }
thresholds: { max-findings: { error: 0 } }
locked: [new-only, strict, eol, paths, exception-limits, thresholds]`,
      ),
      layer(
        place,
        `new-only: true
strict: false
eol: { grace-days: 90, warn-days: 365 }
paths: { include: [docs/**], exclude: ["**"] }
exception-limits: { max-days: 999, require: [paths], never-for: [], inline: true }
thresholds: { max-findings: { error: 9, warning: 5 } }`,
      ),
    ]);
    expect(policy).toMatchObject({
      newOnly: false,
      strict: true,
      graceDays: 0,
      warnDays: 365,
      include: [],
      exclude: ['third_party/**'],
      limits: { 'max-days': 90, require: ['ticket', 'paths'], 'never-for': ['security/*'], inline: false },
      maxFindings: { error: 0, warning: 5 },
    });
    expect(policy.notes.map(({ message }) => message.split(',', 1)[0])).toEqual([
      'new-only = true is looser than false',
      'strict = false is looser than true',
      'eol.grace-days = 90 is looser than 0',
      'paths.include = docs/** is looser than none',
      'paths.exclude = third_party/**',
      'exception-limits.max-days = 999 is looser than 90',
      'exception-limits.require = paths is looser than ticket',
      'exception-limits.inline = true is looser than false',
      'thresholds.max-findings = error 9',
    ]);
  });

  test('two files may lock, the second no looser than the first', () => {
    const policy = resolvePolicy([
      layer('acme/base//p.yml@v1', 'fail-on: error\nlocked: [fail-on]'),
      layer(org, 'fail-on: warning\nlocked: [fail-on]'),
      layer(place, 'fail-on: never'),
    ]);
    expect(policy.failOn).toBe('warning');
  });
});

test('every value tells its origin', () => {
  const layers = [
    layer(org, 'fail-on: warning\nframeworks:\n  rocket: deny\nlocked: [fail-on]'),
    layer(place, 'fail-on: never\nframeworks:\n  flask: hold\noverrides:\n  - { paths: [a/**], mode: warn }'),
  ];
  const { values, overrides } = shownPolicy(resolvePolicy(layers, { comment: 'never' }), layers);
  const said = values.filter(({ origin }) => origin !== 'default');
  expect(
    said.map(({ key, value, origin, lockedBy }) => `${key} ${value} ${origin}${lockedBy ? ' locked' : ''}`),
  ).toEqual([
    `fail-on warning ${org}:2 locked`,
    'comment never --comment',
    `frameworks.rocket deny ${org}:4`,
    `frameworks.flask hold ${place}:4`,
  ]);
  expect(overrides).toEqual([
    { paths: ['a/**'], values: [{ key: 'mode', value: 'warn', origin: `${place}:6`, lockedBy: null }] },
  ]);
});
