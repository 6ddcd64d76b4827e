import type { PolicyPreview, Report, ReportedFinding } from '../model/report.ts';
import { exceptionTarget } from '../policy/exception-target.ts';
import type { PlacedException, Policy } from '../policy/policy.ts';
import { overrideValues, valuesOf } from '../policy/values.ts';
import type { Mistake } from '../rules/mistakes.ts';

type Judged = Pick<Report, 'findings' | 'verdict'>;

/** What another policy would change: the same findings judged by both, and what the two files say. */
export function comparePolicies(
  now: Judged & { readonly policy: Policy },
  then: Judged & { readonly policy: Policy },
  source: string,
): PolicyPreview {
  const [before, after] = [counting(now.findings), counting(then.findings)];
  const both = [...after].flatMap(([key, finding]) => {
    const known = before.get(key);
    return known === undefined || known.severity === finding.severity
      ? []
      : [{ ...previewed(finding), before: known.severity }];
  });
  return {
    source,
    mistakes: [],
    added: [...after].filter(([key]) => !before.has(key)).map(([, finding]) => previewed(finding)),
    removed: [...before].filter(([key]) => !after.has(key)).map(([, finding]) => previewed(finding)),
    changed: both,
    values: changedValues(allValues(now.policy), allValues(then.policy)),
    exceptions: {
      added: missingFrom(now.policy, then.policy.exceptions),
      removed: missingFrom(then.policy, now.policy.exceptions),
    },
    verdict: then.verdict,
  };
}

/** The preview of a policy that cannot be read. */
export function unreadablePolicy(mistakes: readonly Mistake[], source: string): PolicyPreview {
  return {
    source,
    mistakes: mistakes.map(({ path, line, column, message }) => ({
      path,
      line,
      message,
      ...(column !== undefined && { column }),
    })),
    added: [],
    removed: [],
    changed: [],
    values: [],
    exceptions: { added: [], removed: [] },
    verdict: 'fail',
  };
}

function counting(findings: readonly ReportedFinding[]): Map<string, ReportedFinding> {
  return new Map(
    findings
      .filter(({ status, waiver }) => status !== 'fixed' && waiver === null)
      .map((finding) => [`${finding.rule} ${finding.component} ${finding.fingerprint}`, finding]),
  );
}

function previewed({ rule, component, title, severity, at }: ReportedFinding): PolicyPreview['added'][number] {
  return { rule, component, title, severity, at };
}

/** The values of a policy, those of its overrides with their paths. */
function allValues(policy: Policy): Map<string, string> {
  const values = valuesOf(policy);
  for (const override of policy.overrides)
    for (const [key, value] of overrideValues(override)) values.set(`${key} for ${override.paths.join(', ')}`, value);
  for (const { keys, source } of policy.floors) values.set(`locked by ${source}`, keys.join(', '));
  return values;
}

function changedValues(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): PolicyPreview['values'] {
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((key) => ({ key, before: before.get(key) ?? null, after: after.get(key) ?? null }))
    .filter((value) => value.before !== value.after);
}

/** Exceptions that the policy does not have: anything in which one differs makes it another. */
function missingFrom(policy: Policy, exceptions: readonly PlacedException[]): PolicyPreview['exceptions']['added'] {
  const known = new Set(policy.exceptions.map(wordsOf));
  return exceptions
    .filter((exception) => !known.has(wordsOf(exception)))
    .map((exception) => {
      const { reason, owner, expires, at } = exception;
      return { target: exceptionTarget(exception), reason, owner, expires, at };
    });
}

function wordsOf({ rule, framework, fingerprint, paths, reason, owner, expires, ticket }: PlacedException): string {
  return JSON.stringify([rule, framework, fingerprint, paths, reason, owner, expires, ticket]);
}
