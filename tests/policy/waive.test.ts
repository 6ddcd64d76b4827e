import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { decide } from '../../src/policy/decide.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { waiverComments } from '../../src/policy/waiver-comments.ts';
import { layer, place, policyOf } from './known.ts';

const today = '2026-11-22';

function finding(rule: string, path: string, line = 3, more: Partial<Finding> = {}): Finding {
  const component = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
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
    ...more,
  };
}

const root = finding('container/runs-as-root', 'services/legacy/Dockerfile');

/** What is accepted with its reason, then what is said of exceptions. */
function outcome(
  policy: Policy,
  found: Finding[],
  files: Readonly<Record<string, string>> = {},
  day = today,
): string[] {
  const tree = { paths: [place, ...Object.keys(files)], text: (path: string) => files[path] };
  return decide({ found, components: [], policy, today: day, tree }).map(({ rule, waiver, severity, at, message }) => {
    if (rule.startsWith('policy/exception-')) return `${severity} ${rule} ${at.path}:${at.line}: ${message}`;
    return waiver === undefined
      ? `${rule} counts`
      : `${rule} accepted by ${waiver.by} at ${waiver.at.path}:${waiver.at.line}`;
  });
}

function exception(fields: string, expires = '2027-03-31', more = ''): Policy {
  return policyOf(
    `exceptions:\n  - { ${fields}, reason: the base image needs root, owner: "@acme/payments", expires: ${expires} }\n${more}`,
  );
}

describe('an exception accepts', () => {
  test.each([
    ['a rule', 'rule: container/runs-as-root'],
    ['a family', 'rule: container/*'],
    ['a rule in a component', 'rule: container/runs-as-root, paths: [services/legacy]'],
    ['a rule in a file', 'rule: container/runs-as-root, paths: ["**/Dockerfile"]'],
    ['a fingerprint', 'fingerprint: "01234567"'],
    ['a rule with a fingerprint', 'rule: container/*, fingerprint: "0123456789abcdef"'],
  ])('%s', (_, fields) => {
    expect(outcome(exception(fields), [root])).toEqual([`container/runs-as-root accepted by exception at ${place}:3`]);
  });

  test.each([
    ['other rules', 'rule: security/django-debug'],
    ['other places', 'rule: container/runs-as-root, paths: [services/new/**]'],
    ['other findings of the rule', 'rule: container/runs-as-root, fingerprint: "ffffffff"'],
  ])('not %s', (_, fields) => {
    expect(outcome(exception(fields), [root])[0]).toBe('container/runs-as-root counts');
  });

  test('a framework, as far as the policy judges it', () => {
    const denied = finding('policy/framework-denied', 'a/package.json', 3, { technology: 'express' });
    const rule = finding('security/express-helmet-missing', 'a/package.json', 3, { technology: 'express' });
    expect(outcome(exception('framework: express'), [denied, rule])).toEqual([
      `policy/framework-denied accepted by exception at ${place}:3`,
      'security/express-helmet-missing counts',
    ]);
  });
});

describe('what is said of exceptions', () => {
  const legacy = 'rule: container/runs-as-root, paths: [services/legacy/**]';

  test('expired: the finding is back, and whose it is', () => {
    expect(outcome(exception(legacy, '2026-09-30'), [root])).toEqual([
      'container/runs-as-root counts',
      `warning policy/exception-expired ${place}:3: Exception for container/runs-as-root (services/legacy/**) expired 53 days ago, on 2026-09-30; it no longer applies. @acme/payments renews it with a new date and reason, or removes it.`,
    ]);
  });

  test('on its last day it still applies', () => {
    expect(outcome(exception(legacy, today), [root])).toEqual([
      `container/runs-as-root accepted by exception at ${place}:3`,
      `note policy/exception-expires-soon ${place}:3: Exception for container/runs-as-root (services/legacy/**) expires today, on 2026-11-22; after that what it accepts counts again. @acme/payments renews it, or mends what it covers.`,
    ]);
  });

  test('soon is fourteen days', () => {
    expect(outcome(exception(legacy, '2026-12-06'), [root])).toHaveLength(2);
    expect(outcome(exception(legacy, '2026-12-07'), [root])).toHaveLength(1);
  });

  test('without effect', () => {
    expect(outcome(exception(legacy), [])).toEqual([
      `note policy/exception-unused ${place}:3: Exception for container/runs-as-root (services/legacy/**) accepts nothing: nothing of what it names is found.`,
    ]);
  });

  test('levels apply to what is said', () => {
    const quiet = exception(legacy, '2027-03-31', 'rules: { policy/exception-unused: off }');
    expect(outcome(quiet, [])).toEqual([]);
  });

  test('nothing accepts what is said of exceptions', () => {
    expect(outcome(exception('rule: policy/*', '2026-09-30'), [root])[1]).toContain('policy/exception-expired');
    const unread = finding('policy/invalid-policy', place);
    expect(outcome(exception('rule: policy/*'), [unread])[0]).toBe('policy/invalid-policy counts');
  });

  test('an inherited one is told only where it would have accepted something', () => {
    const text = `exceptions: [{ rule: container/*, reason: the base image needs root, owner: "@a", expires: 2026-09-30 }]`;
    const policy = resolvePolicy([layer('acme/x//p.yml@v1', text), layer(place, '')]);
    expect(outcome(policy, [])).toEqual([]);
    expect(outcome(policy, [root])).toHaveLength(2);
  });
});

describe('limits', () => {
  const counts = 'container/runs-as-root counts';
  const refused = `warning policy/exception-refused ${place}:3: Exception for container/runs-as-root accepts nothing: `;

  test.each([
    [
      'too long',
      '2028-01-01',
      'max-days: 180',
      '2028-01-01 is 405 days away; the organisation allows at most 180 (until 2027-05-21).',
    ],
    ['without a ticket', '2027-01-01', 'require: [ticket]', 'the organisation asks for a ticket.'],
    ['without paths', '2027-01-01', 'require: [paths]', 'the organisation asks for paths.'],
    [
      'never',
      '2027-01-01',
      'never-for: [container/*]',
      'the organisation allows no exception for container/runs-as-root.',
    ],
  ])('%s', (_, expires, limits, why) => {
    const policy = exception('rule: container/runs-as-root', expires, `exception-limits: { ${limits} }`);
    expect(outcome(policy, [root])).toEqual([counts, refused + why]);
  });

  test('never holds whatever the exception names', () => {
    const more = 'exception-limits: { never-for: [container/runs-as-root, express] }';
    expect(outcome(exception('rule: container/*', '2027-01-01', more), [root])).toEqual([counts]);
    expect(outcome(exception('fingerprint: "01234567"', '2027-01-01', more), [root])).toEqual([counts]);
    const denied = finding('policy/framework-denied', 'a/package.json', 3, { technology: 'express' });
    expect(outcome(exception('rule: policy/framework-denied', '2027-01-01', more), [denied])[0]).toBe(
      'policy/framework-denied counts',
    );
  });

  test('only the organisation may grant', () => {
    const text = (path: string): string =>
      `exceptions: [{ rule: container/*, paths: [${path}], reason: the base image needs root, owner: "@a", expires: 2027-01-01 }]`;
    const org = layer(
      'acme/x//p.yml@v1',
      `${text('services/legacy/**')}\nexception-limits: { org-only: [container/*] }`,
    );
    const other = finding('container/runs-as-root', 'services/new/Dockerfile');
    const policy = resolvePolicy([org, layer(place, text('services/new/**'))]);
    expect(outcome(policy, [root, other])).toEqual([
      'container/runs-as-root accepted by exception at acme/x//p.yml@v1:2',
      counts,
      `warning policy/exception-refused ${place}:2: Exception for container/* (services/new/**) accepts nothing: only the organisation's own policy may grant one for container/*.`,
    ]);
  });
});

describe('comments', () => {
  const words = 'allow container/runs-as-root until 2027-01-31 the base image needs root';
  const file = 'services/legacy/Dockerfile';
  const accepted = 'container/runs-as-root accepted by comment at services/legacy/Dockerfile:';
  const on = (text: string, more = '', line = 3, day = today): string[] =>
    outcome(policyOf(more), [finding('container/runs-as-root', file, line)], { [file]: text }, day);

  test.each([
    ['#', '# '],
    ['//', '// '],
    ['--', '-- '],
    [';', '; '],
    ['%%', '%% '],
    ['/* */', '/* ', ' */'],
    ['<!-- -->', '<!-- ', ' -->'],
    ['(* *)', '(* ', ' *)'],
  ])('in %s', (_, open, close = '') => {
    expect(on(`\n${open}stack-audit: ${words}${close}\nCMD x\n`)).toEqual([`${accepted}2`]);
    const [comment] = waiverComments('x', `${open}stack-audit: ${words}${close}`);
    expect(comment?.reason).toBe('the base image needs root');
  });

  test('speak of their own line, or of the next that is no comment', () => {
    expect(on(`\n\nCMD x # stack-audit: ${words}`)).toEqual([`${accepted}3`]);
    expect(on(`# stack-audit: ${words}\n# more\n\nCMD x`, '', 4)).toEqual([`${accepted}1`]);
    expect(on(`\nRUN y # stack-audit: ${words}\nCMD x`)[0]).toBe('container/runs-as-root counts');
    expect(on(`# stack-audit: ${words}\nRUN y\nCMD x`)[0]).toBe('container/runs-as-root counts');
  });

  test('are no comments in text', () => {
    expect(waiverComments('x', `echo "stack-audit: ${words}"`)).toEqual([]);
    expect(waiverComments('x', `url: https://x.example/#stack-audit:allow`)).toEqual([]);
  });

  const unheard = 'container/runs-as-root counts';
  const at2 = 'services/legacy/Dockerfile:2: Comment that allows container/runs-as-root';
  test.each([
    [
      'no date',
      'allow container/runs-as-root because',
      '',
      `it has no date. Write: stack-audit: allow RULE until YYYY-MM-DD reason`,
    ],
    ['no reason', 'allow container/runs-as-root until 2027-01-31', '', 'it gives no reason of at least 10 characters'],
    [
      'a day that does not exist',
      'allow container/runs-as-root until 2027-02-30 the base image needs root',
      '',
      'it has no date. Write: stack-audit: allow RULE until YYYY-MM-DD reason',
    ],
    [
      'too long',
      words,
      'exception-limits: { max-days: 30 }',
      '2027-01-31 is 70 days away; the organisation allows at most 30 (until 2026-12-22).',
    ],
    [
      'never for this',
      words,
      'exception-limits: { never-for: [container/*] }',
      'the policy allows no exception for container/runs-as-root.',
    ],
    [
      'no comments',
      words,
      'exception-limits: { inline: false }',
      'the policy allows no exceptions in comments. Write it in the policy file.',
    ],
    [
      'a ticket is asked for',
      words,
      'exception-limits: { require: [ticket] }',
      'the policy asks for a ticket. Write the exception in the policy file.',
    ],
  ])('refused: %s', (_, said, more, why) => {
    expect(on(`\n# stack-audit: ${said}\nCMD x`, more)).toEqual([
      unheard,
      `warning policy/exception-refused ${at2} accepts nothing: ${why}`,
    ]);
  });

  test('what is not understood is said', () => {
    expect(on('\n# stack-audit: ignore container/runs-as-root\nCMD x')[1]).toContain(
      'this is not understood. Write: stack-audit: allow',
    );
  });

  test('expired and unused', () => {
    expect(on(`\n# stack-audit: ${words}\nCMD x`, '', 3, '2027-02-01')).toEqual([
      unheard,
      `warning policy/exception-expired ${at2} expired 1 day ago, on 2027-01-31; it no longer applies. Whoever needs it renews it with a new date and reason, or removes it.`,
    ]);
    expect(on(`\n# stack-audit: ${words}\nCMD x`, '', 9)).toEqual([
      unheard,
      `note policy/exception-unused ${at2} accepts nothing: nothing of what it names is found.`,
    ]);
  });

  test('long lines and many comments take no time', () => {
    const text = `${'# stack-audit: '.repeat(50_000)}\n${`# stack-audit: ${words}\n`.repeat(20_000)}`;
    const start = performance.now();
    waiverComments('x', text);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
