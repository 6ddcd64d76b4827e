import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { type Policy, levelFor, policyFor } from '../../src/policy/policy.ts';
import { loadPolicy, readPolicyFile } from '../../src/policy/load.ts';
import { resolvePolicy } from '../../src/policy/resolve.ts';
import { parseReference } from '../../src/policy/references.ts';
import { waiverComments } from '../../src/policy/waiver-comments.ts';
import { known } from './known.ts';

const ring = fc.constantFrom('adopt', 'trial', 'hold', 'deny');
const level = fc.constantFrom('error', 'warning', 'note', 'off');
const mode = fc.constantFrom('enforce', 'warn', 'off');
const failOn = fc.constantFrom('error', 'warning', 'note', 'never');
const id = fc.constantFrom('express', 'flask', 'rocket', 'node');
const rule = fc.constantFrom(
  'security/*',
  'security/django-debug',
  'container/*',
  'policy/framework-denied',
  'policy/*',
);

const part = {
  mode,
  'fail-on': failOn,
  frameworks: fc.dictionary(id, ring),
  'minimum-versions': fc.dictionary(id, fc.constantFrom('1', '22', '22.4', '3.10')),
  registries: fc.subarray(['docker.io', 'docker.io/library', 'ghcr.io/acme', '*.acme.example', '**']),
  eol: fc.record({ 'grace-days': fc.nat(400), 'warn-days': fc.nat(400) }, { requiredKeys: [] }),
  rules: fc.dictionary(rule, level),
};

const file = fc.record(
  {
    ...part,
    version: fc.constant(1),
    unlisted: fc.constantFrom('allow', 'trial', 'hold', 'deny'),
    overrides: fc.array(
      fc.record(
        { ...part, paths: fc.constantFrom(['**'], ['services/**'], ['services/a']) },
        { requiredKeys: ['paths'] },
      ),
      { maxLength: 3 },
    ),
    locked: fc.subarray([
      'mode',
      'fail-on',
      'frameworks',
      'minimum-versions',
      'registries',
      'eol',
      'rules',
      'security/*',
      'unlisted',
    ]),
  },
  { requiredKeys: ['version'] },
);

function resolved(files: readonly object[]): Policy {
  const layers = files.map((one, at) => {
    const read = readPolicyFile(`acme/p${at}//p.yml@v1`, stringify(one), known);
    if ('mistakes' in read) throw new Error(read.mistakes[0]?.message);
    return read.layer;
  });
  return resolvePolicy(layers);
}

const order = {
  mode: ['off', 'warn', 'enforce'],
  failOn: ['never', 'error', 'warning', 'note'],
  level: ['off', 'note', 'warning', 'error'],
  ring: ['allow', 'adopt', 'trial', 'hold', 'deny'],
} as const;

function notLooser(what: keyof typeof order, now: string, then: string): boolean {
  const words: readonly string[] = order[what];
  return words.indexOf(then) >= words.indexOf(now);
}

/** Any value as YAML; what cannot be written is nothing. */
function written(value: unknown): string {
  try {
    return (stringify(value) as string | undefined) ?? '';
  } catch {
    return '';
  }
}

const values = Object.fromEntries(
  ['mode', 'frameworks', 'exceptions', 'overrides', 'extends', 'locked', 'rules', 'eol', 'paths'].map((key) => [
    key,
    fc.anything({ maxDepth: 3 }),
  ]),
);

describe('whatever is written', () => {
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.json({ maxDepth: 5 }),
    fc.anything({ maxDepth: 4 }).map(written),
    fc.record({ version: fc.constant(1), ...values }, { requiredKeys: [] }).map(written),
    fc
      .array(
        fc.constantFrom(
          'version: 1\n',
          'frameworks:',
          '\n',
          '  ',
          '- ',
          '{',
          '}',
          '[',
          ']',
          '&a',
          '*a',
          '<<',
          '"',
          "'",
          '#',
          '|',
          ': ',
          'express',
          'deny',
          '!!',
          '---',
          '?',
          '%',
          '\t',
          '\u0000',
          '\uFEFF',
        ),
      )
      .map((words) => words.join('')),
  );

  test('loading a policy yields a policy or mistakes with their lines, and never throws', () => {
    fc.assert(
      fc.property(anything, (text) => {
        const loaded = loadPolicy('p.yml', text, known);
        if (!('mistakes' in loaded)) return;
        expect(loaded.mistakes.length).toBeGreaterThan(0);
        for (const { line, column, message } of loaded.mistakes) {
          expect(line).toBeGreaterThan(0);
          expect(column).toBeGreaterThan(0);
          expect(message).not.toMatch(/\[object|\n/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('references and comments never throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        parseReference(text);
        waiverComments('x', `# stack-audit: ${text}\n// stack-audit:${text}`);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('what is locked', () => {
  test('is never looser with another file after it, at any path', () => {
    fc.assert(
      fc.property(file, file, fc.constantFrom('.', 'services/a', 'services/b/c'), (above, below, path) => {
        const policies = [resolved([above]), resolved([above, below])];
        const [now, then] = policies.map((policy) => policyFor(policy, path));
        if (now === undefined || then === undefined) throw new Error('two policies');
        const locked: readonly string[] = above.locked ?? [];
        if (locked.includes('mode')) expect(notLooser('mode', now.mode, then.mode)).toBe(true);
        if (locked.includes('fail-on')) expect(notLooser('failOn', now.failOn, then.failOn)).toBe(true);
        if (locked.includes('unlisted')) expect(notLooser('ring', now.unlisted, then.unlisted)).toBe(true);
        if (locked.includes('eol')) {
          expect(then.graceDays).toBeLessThanOrEqual(now.graceDays);
          expect(then.warnDays).toBeGreaterThanOrEqual(now.warnDays);
        }
        const rules = locked.includes('rules') ? ['container/runs-as-root', 'security/django-debug'] : [];
        if (locked.includes('security/*')) rules.push('security/x', 'security/django-debug');
        if (locked.includes('frameworks')) rules.push('policy/framework-denied');
        for (const one of rules)
          expect(notLooser('level', levelFor(now, one, 'warning'), levelFor(then, one, 'warning'))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('adding a file without locks above changes nothing that the own file says', () => {
    fc.assert(
      fc.property(file, file, (above, below) => {
        const { locked: _, ...open } = above;
        const policy = resolved([open, below]);
        if (below.mode !== undefined) expect(policy.mode).toBe(below.mode);
        for (const [name, value] of Object.entries(below.frameworks ?? {}))
          expect(policy.frameworks[name]).toEqual([{ ring: value }]);
        expect(policy.notes).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
