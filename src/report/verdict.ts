import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportedFinding } from '../model/report.ts';
import { type Policy, policyFor } from '../policy/policy.ts';

const rank = { error: 3, warning: 2, note: 1 } as const;

/** Whether a finding fails the check: it is new (or the policy counts all), not accepted, and at or above `fail-on` for its path. */
export function isBlocking(finding: Finding, policy: Policy): boolean {
  if (finding.waiver !== undefined || finding.status === 'fixed') return false;
  if (policy.newOnly && finding.status === 'existing') return false;
  const { failOn, mode } = policyFor(policy, finding.component);
  return mode !== 'off' && failOn !== 'never' && rank[finding.severity] >= rank[failOn];
}

/** The verdict of the whole: `warn` where the policy's mode keeps blocking findings from failing. */
export function verdictOf(
  findings: readonly ReportedFinding[],
  diagnostics: readonly Diagnostic[],
  policy: Policy,
): 'pass' | 'warn' | 'fail' {
  const blocking = findings.filter((finding) => finding.blocking);
  const tooMany = (['error', 'warning', 'note'] as const).some((severity) => {
    const most = policy.maxFindings[severity];
    return (
      most !== undefined &&
      findings.filter((one) => one.severity === severity && one.status !== 'fixed' && one.waiver === null).length > most
    );
  });
  const unknown = policy.strict && diagnostics.length > 0;
  if (blocking.some(({ component }) => policyFor(policy, component).mode === 'enforce')) return 'fail';
  if (tooMany || unknown) return policy.mode === 'enforce' ? 'fail' : 'warn';
  return blocking.length > 0 ? 'warn' : 'pass';
}
