import { describe, expect, test } from 'vitest';
import { loadPolicy } from '../../src/policy/load.ts';
import { known, mistakesOf, policyOf } from './known.ts';

describe('what a policy may say', () => {
  test('the smallest', () => {
    expect(mistakesOf('version: 1\nfail-on: error\nframeworks:\n  flask: hold\n')).toEqual([]);
  });

  test('an ordinary one', () => {
    const text = `
version: 1
extends: acme/.github//stack-audit.yml@v3
fail-on: error
new-only: true
frameworks:
  fastapi: adopt
  flask: { ring: hold, reason: no async story; new services use FastAPI, alternatives: [fastapi] }
  express:
    - { versions: ">=5", ring: adopt }
    - { versions: "<5", ring: deny, from: 2027-04-01, reason: Express 4 leaves support, alternatives: [fastify] }
minimum-versions: { go: "1.25", node: "22", spring-boot: "3.5" }
eol: { grace-days: 30, warn-days: 180 }
rules: { container/image-missing: off }
overrides:
  - { paths: [examples/**, sandbox/**], mode: warn }
exceptions:
  - rule: container/runs-as-root
    paths: [services/legacy-billing/**]
    reason: the vendor's base image needs root until the move to k8s
    owner: "@acme/payments"
    expires: 2027-03-31
    ticket: PAY-1182
comment: auto
`;
    expect(mistakesOf(text)).toEqual([]);
  });

  test("an organisation's own", () => {
    const text = `
version: 1
mode: enforce
fail-on: error
unlisted: trial
frameworks:
  spring-boot:
    - { versions: ">=3.5", ring: adopt }
    - { versions: ">=3.2 <3.5", ring: hold, reason: "upgrade to 3.5" }
    - { versions: "<3.2", ring: deny, reason: "no security fixes", alternatives: [spring-boot 3.5, quarkus] }
  rocket: { ring: trial, only-in: ["services/mobile-*/**"], reason: pilot of the mobile team }
minimum-versions: { node: "22", go: "1.25" }
rules: { security/*: error, maturity/prerelease: warning, policy/framework-denied: warning }
paths: { exclude: ["**/testdata/**", "third_party/**"] }
overrides:
  - paths: ["services/pci-*/**"]
    fail-on: warning
    frameworks: { express: { ring: deny, reason: not in PCI scope } }
exception-limits: { max-days: 180, require: [ticket], never-for: [security/django-debug], org-only: [rocket] }
custom-rules: ["stack-audit/rules/*.toml"]
thresholds: { max-findings: { error: 0, warning: 20 } }
locked: [fail-on, mode, frameworks, minimum-versions.go, exception-limits, security/*, container/runs-as-root]
`;
    expect(mistakesOf(text)).toEqual([]);
  });

  test('dates and off stay text, whether quoted or not', () => {
    expect(policyOf('rules: { security/django-debug: off }').rules).toEqual({ 'security/django-debug': 'off' });
    const policy = policyOf('frameworks: { flask: { ring: deny, from: 2027-01-01 } }');
    expect(policy.frameworks['flask']).toEqual([{ ring: 'deny', from: '2027-01-01' }]);
  });

  test('anchors serve to say a thing once', () => {
    const policy = policyOf('paths: { exclude: &out [a/**] }\noverrides: [{ paths: *out, mode: warn }]');
    expect(policy.overrides).toEqual([{ paths: ['a/**'], mode: 'warn' }]);
  });
});

describe('mistakes', () => {
  const cases: [what: string, text: string, mistakes: string[]][] = [
    [
      'a framework that nobody knows',
      'version: 1\nframeworks:\n  expres: hold\n',
      ['3:3: unknown framework "expres". Did you mean "express"? List them with: stack-audit policy ids'],
    ],
    [
      'a framework by its display name',
      'version: 1\nminimum-versions: { Spring Boot: "3.5" }\n',
      ['2:21: unknown framework "Spring Boot". Did you mean "spring-boot"? List them with: stack-audit policy ids'],
    ],
    [
      'a framework that nothing resembles',
      'version: 1\nframeworks: { zzzzzzzzzz: hold }\n',
      ['2:15: unknown framework "zzzzzzzzzz". List them with: stack-audit policy ids'],
    ],
    [
      'a range that is none',
      'version: 1\nframeworks:\n  express:\n    - versions: ">=5"\n      ring: adopt\n    - versions: ">= four"\n      ring: deny\n',
      ['6:17: ">= four" is not a version range for express. Write for example ">=4.19 <5", "^3.5" or "4.x".'],
    ],
    [
      'bands behind one that takes all',
      'version: 1\nframeworks:\n  express: [{ ring: adopt }, { versions: "<5", ring: deny }]\n',
      ['3:30: frameworks.express[1] can never apply: frameworks.express[0] has no versions and takes them all'],
    ],
    [
      'an unknown key',
      'version: 1\nfail_on: error\n',
      ['2:1: unknown key "fail_on" in the file. Did you mean "fail-on"?'],
    ],
    [
      'an unknown key in an exception',
      'version: 1\nexceptions:\n  - rule: container/runs-as-root\n    reason: the base image needs root\n    owner: "@acme/payments"\n    expiry: 2027-01-01\n',
      ['3:5: exceptions[0].expires is missing', '6:5: unknown key "expiry" in exceptions[0]. Did you mean "expires"?'],
    ],
    [
      'an unknown key that resembles none',
      'version: 1\npaths: { only: [a] }\n',
      ['2:10: unknown key "only" in paths. It may hold include, exclude'],
    ],
    [
      "another tool's severity as a key",
      'version: 1\nthresholds: { max-findings: { critical: 0 } }\n',
      ['2:31: unknown key "critical" in thresholds.max-findings. Write "error".'],
    ],
    [
      'text for true or false',
      'version: 1\nnew-only: "yes"\n',
      ['2:11: new-only must be true or false, not the text "yes"'],
    ],
    ['a list for a mapping', 'version: 1\nframeworks:\n  - flask\n', ['3:3: frameworks must be a mapping, not a list']],
    ['nothing for a mapping', 'version: 1\nframeworks:\n', ['2:12: frameworks must be a mapping, not empty']],
    [
      'a number for a ring',
      'version: 1\nframeworks: { flask: 3 }\n',
      ['2:22: frameworks.flask must be "adopt", "trial", "hold", "deny", a mapping or a list, not the number 3'],
    ],
    [
      "another tool's severity",
      'version: 1\nfail-on: high\n',
      ['2:10: fail-on is "high"; it must be one of "error", "warning", "note", "never". Write "error".'],
    ],
    [
      'a severity with a slip',
      'version: 1\nfail-on: eror\n',
      ['2:10: fail-on is "eror"; it must be one of "error", "warning", "note", "never". Did you mean "error"?'],
    ],
    [
      "another tool's ring",
      'version: 1\nframeworks: { flask: denied, express: { ring: blocked } }\n',
      [
        '2:22: frameworks.flask is "denied"; it must be one of "adopt", "trial", "hold", "deny". Write "deny".',
        '2:47: frameworks.express.ring is "blocked"; it must be one of "adopt", "trial", "hold", "deny". Write "deny".',
      ],
    ],
    [
      'assess, allowed and banned',
      'version: 1\nframeworks: { flask: assess, express: allowed, rocket: Banned }\n',
      [
        '2:22: frameworks.flask is "assess"; it must be one of "adopt", "trial", "hold", "deny". Write "trial".',
        '2:39: frameworks.express is "allowed"; it must be one of "adopt", "trial", "hold", "deny". Write "adopt".',
        '2:56: frameworks.rocket is "Banned"; it must be one of "adopt", "trial", "hold", "deny". Write "deny".',
      ],
    ],
    [
      'a rule that nobody knows',
      'version: 1\nrules:\n  security/express-nohelmet: error\n  security/django-debugg: off\n',
      [
        '3:3: unknown rule "security/express-nohelmet". Did you mean "security/express-helmet-missing"? List them with: stack-audit rule list',
        '4:3: unknown rule "security/django-debugg". Did you mean "security/django-debug"? List them with: stack-audit rule list',
      ],
    ],
    [
      'a family that nobody knows, and one without its star',
      'version: 1\nrules: { securty/*: error, container: off }\n',
      [
        '2:10: unknown rule "securty/*". Did you mean "security/*"? List them with: stack-audit rule list',
        '2:28: "container" is not a rule. Did you mean "container/*"? Write family/name or family/*',
      ],
    ],
    [
      'a version without quotes',
      'version: 1\nminimum-versions: { go: 1.20, node: 22 }\n',
      ['2:25: minimum-versions.go must be in quotes: "1.20"', '2:37: minimum-versions.node must be in quotes: "22"'],
    ],
    [
      'a range for a minimum',
      'version: 1\nminimum-versions: { go: ">=1.25", node: latest }\n',
      [
        '2:25: ">=1.25" is not a version of go. Write "1.25": it is a minimum already.',
        '2:41: "latest" is not a version of node. Write for example "3.5".',
      ],
    ],
    ['no version', 'fail-on: error\n', ['1:1: add "version: 1" as the first line.']],
    ['a version in quotes', 'version: "1"\n', ['1:10: version must be the number 1, without quotes']],
    ['a later version', 'version: 2\n', ['1:10: version is 2; this release reads version 1']],
    ['an empty file', '# nothing\n', ['1:1: the file is empty. Begin it with "version: 1".']],
    ['text', 'hello\n', ['1:1: the file must be a mapping, not the text "hello"']],
    [
      'an address in place of a reference',
      'version: 1\nextends: https://example.com/policy.yml\n',
      [
        '2:10: "https://example.com/policy.yml" is not a policy reference. Write owner/repo//path/file.yml@ref, for example acme/.github//stack-audit.yml@v3.',
      ],
    ],
    [
      'a reference without a ref, one that leads out, one to a strange ref',
      'version: 1\nextends: [acme/.github//stack-audit.yml, acme/x//../y.yml@v1, acme/x//y.yml@a..b]\n',
      [
        '2:11: "acme/.github//stack-audit.yml" is not a policy reference. It names no ref: add @ and a tag, a branch or a commit.',
        '2:42: "../y.yml" is not a path inside of acme/x. Write owner/repo//path/file.yml@ref, for example acme/.github//stack-audit.yml@v3.',
        '2:63: "a..b" is not a branch, tag or commit. Write owner/repo//path/file.yml@ref, for example acme/.github//stack-audit.yml@v3.',
      ],
    ],
    [
      'an exception for nothing, one for two things, one for a bad fingerprint',
      `version: 1
exceptions:
  - { reason: the vendor needs root, owner: "@a", expires: 2027-01-01 }
  - { rule: container/*, framework: flask, reason: the vendor needs root, owner: "@a", expires: 2027-01-01 }
  - { fingerprint: abc, reason: the vendor needs root, owner: "@a", expires: 2027-01-01 }
`,
      [
        '3:5: exceptions[0] must name a rule, a framework or a fingerprint',
        '4:5: exceptions[1] names a rule and a framework; write two exceptions',
        '5:20: "abc" is not a fingerprint: 8 to 16 hexadecimal digits, as reports show them',
      ],
    ],
    [
      'a short reason, an owner that cannot be asked, days that do not exist',
      `version: 1
exceptions:
  - { rule: container/*, reason: because, owner: payments, expires: 2027-02-30 }
  - { rule: container/*, reason: "          .", owner: a@b.example, expires: 30.9.2027 }
`,
      [
        '3:34: exceptions[0].reason is too short: at least 10 characters',
        '3:50: owner "payments" is nobody who can be asked. Write "@user", "@org/team" or a mail address',
        '3:69: 2027-02-30 is not a day of the calendar',
        '4:34: exceptions[1].reason is too short: at least 10 characters',
        '4:78: exceptions[1].expires is "30.9.2027"; write a day as YYYY-MM-DD, for example 2027-03-31',
      ],
    ],
    [
      'paths that match nothing',
      'version: 1\npaths: { exclude: [/vendor/**, "a\\\\b", ../x, "!y", " "] }\n',
      [
        '2:20: "/vendor/**" begins with "/". Paths are from the repository\'s root: "vendor/**"',
        '2:32: "a\\b" has a "\\". Paths are written with "/"',
        '2:40: "../x" leads out of the repository',
        '2:46: "!y": a path cannot be negated. Say which paths are meant',
        '2:52: an empty path',
      ],
    ],
    [
      'overrides without paths',
      'version: 1\noverrides:\n  - mode: warn\n  - { paths: [], mode: of }\n',
      [
        '3:5: overrides[0].paths is missing',
        '4:14: overrides[1].paths is an empty list',
        '4:24: overrides[1].mode is "of"; it must be one of "enforce", "warn", "off". Did you mean "off"?',
      ],
    ],
    [
      'locks on what cannot be locked',
      'version: 1\nlocked: [failon, frameworks.expres, security/nothing]\n',
      [
        '2:10: "failon" cannot be locked. Did you mean "fail-on"? What can: mode, fail-on, new-only, strict, unlisted, frameworks, minimum-versions, registries, eol, rules, paths, exception-limits, thresholds, one framework as frameworks.flask, a rule or family/*',
        '2:18: unknown framework "expres". Did you mean "express"? List them with: stack-audit policy ids',
        '2:37: unknown rule "security/nothing". List them with: stack-audit rule list',
      ],
    ],
    [
      'numbers out of range',
      'version: 1\neol: { grace-days: -1, warn-days: 1.5 }\nexception-limits: { max-days: 0 }\n',
      [
        '2:20: eol.grace-days is -1; it must be at least 0',
        '2:35: eol.warn-days must be a whole number, not the number 1.5',
        '3:31: exception-limits.max-days is 0; it must be more than 0',
      ],
    ],
    [
      'a rule file of another kind',
      'version: 1\ncustom-rules: [rules/*.yml]\n',
      ['2:16: "rules/*.yml" must end in .toml: rules are TOML files'],
    ],
    [
      'a key twice',
      'version: 1\nfail-on: error\nmode: warn\nfail-on: never\n',
      ['4:1: the key "fail-on" stands twice; only one of the two can count'],
    ],
    [
      'broken YAML',
      'version: 1\nframeworks:\n  flask: hold\n express: deny\n',
      ['4:1: not valid YAML: All mapping items must start at the same column'],
    ],
    ['several documents', 'version: 1\n---\nversion: 1\n', ['2:1: the file holds several documents; a policy is one']],
  ];

  test.each(cases)('%s', (_, text, mistakes) => {
    expect(mistakesOf(text)).toEqual(mistakes);
  });

  test('come all at once, in the order of the file', () => {
    const text = 'fail_on: high\nframeworks:\n  expres: denied\nrules: { a: warn }\n';
    expect(mistakesOf(text)).toEqual([
      '1:1: add "version: 1" as the first line.',
      '1:1: unknown key "fail_on" in the file. Did you mean "fail-on"?',
      '3:3: unknown framework "expres". Did you mean "express"? List them with: stack-audit policy ids',
      '3:11: frameworks.expres is "denied"; it must be one of "adopt", "trial", "hold", "deny". Write "deny".',
      '4:10: "a" is not a rule. Write family/name or family/*',
      '4:13: rules.a is "warn"; it must be one of "error", "warning", "note", "off". Write "warning".',
    ]);
  });

  test('families of rules that only an extended policy or rules of one’s own can bring are let pass', () => {
    const rules = 'rules: { acme/no-thing: error, acme/*: off }\n';
    expect(mistakesOf(`version: 1\n${rules}`)).toHaveLength(2);
    expect(mistakesOf(`version: 1\n${rules}extends: acme/.github//a.yml@v1\n`)).toEqual([]);
    expect(mistakesOf(`version: 1\n${rules}custom-rules: [rules/*.toml]\n`)).toEqual([]);
    expect(mistakesOf('version: 1\nrules: { securty/x: off }\ncustom-rules: [rules/*.toml]\n')).toHaveLength(1);
  });
});

describe('hostile files', () => {
  test.each([
    [
      'aliases that multiply',
      `a: &a [x, x]\n${[...'bcdefghij'].map((name, at) => `${name}: &${name} [*${'abcdefghij'[at]}, *${'abcdefghij'[at]}]`).join('\n')}`,
    ],
    ['an alias to itself', 'version: 1\npaths: &a { exclude: [*a] }'],
    ['deep nesting', `version: 1\npaths: ${'['.repeat(50_000)}`],
    ['a file beyond the limit', `version: 1\n# ${'x'.repeat(300_000)}`],
    [
      'keys of the prototype',
      'version: 1\n__proto__: { mode: off }\nframeworks: { __proto__: deny, constructor: deny }\nrules: { __proto__: off }',
    ],
    [
      'twelve thousand unknown ids',
      `version: 1\nframeworks:\n${Array.from({ length: 12_000 }, (_, at) => `  expres${at}: hold`).join('\n')}`,
    ],
    ['tags', 'version: !!js/function "function () {}"\nmode: !custom warn'],
  ])('%s are refused quickly', (_, text) => {
    const start = performance.now();
    const loaded = loadPolicy('p.yml', text, known);
    expect(loaded).toHaveProperty('mistakes');
    expect('mistakes' in loaded && loaded.mistakes.length).toBeLessThanOrEqual(101);
    expect(performance.now() - start).toBeLessThan(15_000);
  });
});
