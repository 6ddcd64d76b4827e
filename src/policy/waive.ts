import type { Component } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import { matchesAny } from './globs.ts';
import type { PlacedException, Policy } from './policy.ts';

/** Marks the findings that an exception in force accepts. They stay in the report, and do not count. */
export function waive(
  findings: readonly Finding[],
  _components: ReadonlyMap<string, Component>,
  policy: Policy,
  today: string,
): Finding[] {
  return findings.map((finding) => {
    const exception = policy.exceptions.find((one) => one.expires >= today && accepts(one, finding));
    if (exception === undefined) return finding;
    const { reason, owner, expires, ticket, at } = exception;
    return {
      ...finding,
      waiver: { by: 'exception', reason, owner, expires, ...(ticket !== undefined && { ticket }), at },
    };
  });
}

/** Whether an exception speaks of this finding: its rule (or family) or technology, its paths, and its fingerprint must all agree. */
export function accepts(exception: PlacedException, finding: Finding): boolean {
  const { rule, framework, paths, fingerprint } = exception;
  if (rule !== undefined && rule !== finding.rule && rule !== `${finding.rule.split('/', 1)[0]}/*`) return false;
  if (framework !== undefined && (framework !== finding.technology || !finding.rule.startsWith('policy/')))
    return false;
  if (rule === undefined && framework === undefined && fingerprint === undefined) return false;
  if (fingerprint !== undefined && !finding.fingerprint.startsWith(fingerprint)) return false;
  return paths === undefined || matchesAny(finding.component, paths) || matchesAny(finding.at.path, paths);
}
