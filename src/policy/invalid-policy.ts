import type { Finding } from '../model/finding.ts';
import type { Mistake } from '../rules/mistakes.ts';
import { identify } from '../rules/evaluate.ts';
import { type Policy, levelFor, policyFor } from './policy.ts';
import { policyRules } from './policy-rules.ts';

const most = 20;

/** The mistakes of a policy that a pull request brings, as findings: merged, they would stop every audit. */
export function invalidPolicyFindings(mistakes: readonly Mistake[], policy: Policy): Finding[] {
  const rule = policyRules.find(({ id }) => id === 'policy/invalid-policy');
  const severity = rule === undefined ? 'off' : levelFor(policyFor(policy, '.'), rule.id, rule.severity);
  if (rule === undefined || severity === 'off') return [];
  const ordinals = new Map<string, number>();
  return mistakes.slice(0, most).map(({ path, line, column, message }) => ({
    rule: rule.id,
    severity,
    status: 'new',
    component: '.',
    title: rule.title,
    message,
    fix: rule.fix,
    why: rule.why,
    at: { path, line, ...(column !== undefined && { column }) },
    related: [],
    subject: message,
    ...identify(rule, { name: '', path: '.' }, message, ordinals),
  }));
}
