import type { Finding, Waiver } from '../model/finding.ts';
import { matchesAny } from './globs.ts';
import { isNeverAccepted, isOrgOnly, refusalOf, tooLongFor } from './limits.ts';
import type { PlacedException, Policy } from './policy.ts';
import type { WaiverComment } from './waiver-comments.ts';

/** Findings with what accepts them, and what became of every exception and comment. */
export interface Waived {
  readonly findings: readonly Finding[];
  /** Exceptions that cover at least one finding, whether they are in force or not. */
  readonly covering: ReadonlySet<PlacedException | WaiverComment>;
}

/** Marks the findings that an exception or a comment in force accepts. They stay in the report, and do not count. */
export function waive(
  findings: readonly Finding[],
  comments: readonly WaiverComment[],
  policy: Policy,
  today: string,
): Waived {
  const covering = new Set<PlacedException | WaiverComment>();
  const inForce = policy.exceptions.filter(
    (one) => one.expires >= today && refusalOf(one, policy, today) === undefined,
  );
  const byPath = new Map<string, WaiverComment[]>();
  for (const comment of comments) byPath.set(comment.path, [...(byPath.get(comment.path) ?? []), comment]);
  const waived = findings.map((found) => {
    // A comment of another tool has no date: it counts where comments count at all.
    const { waiver, ...plain } = found;
    const foreign = waiver !== undefined && policy.limits.inline !== false && policy.limits.require === undefined;
    const finding: Finding = foreign ? found : plain;
    for (const one of policy.exceptions) if (accepts(one, finding)) covering.add(one);
    const near = (byPath.get(finding.at.path) ?? []).filter((comment) => speaksOf(comment, finding));
    for (const comment of near) covering.add(comment);
    if (isNeverAccepted(finding, policy)) return plain;
    const exception = inForce.find(
      (one) => accepts(one, finding) && (one.layer <= policy.orgLayer || !isOrgOnly(finding, policy)),
    );
    if (exception !== undefined) return { ...finding, waiver: waiverOf(exception) };
    const comment = near.find(
      (one) => one.expires >= today && commentRefusal(one, policy, today) === undefined && !isOrgOnly(finding, policy),
    );
    return comment === undefined ? finding : { ...finding, waiver: commentWaiver(comment) };
  });
  return { findings: waived, covering };
}

function waiverOf({ reason, owner, expires, ticket, at }: PlacedException): Waiver {
  return { by: 'exception', reason, owner, expires, ...(ticket !== undefined && { ticket }), at };
}

function commentWaiver({ reason, expires, path, line }: WaiverComment): Waiver {
  return { by: 'comment', reason, expires, at: { path, line } };
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

function speaksOf({ rule, lines }: WaiverComment, finding: Finding): boolean {
  const { line, endLine = line } = finding.at;
  if (rule !== finding.rule || line === undefined || endLine === undefined) return false;
  return lines.some((one) => one >= line && one <= endLine);
}

/** Why a comment accepts nothing, apart from its day. */
export function commentRefusal(comment: WaiverComment, policy: Policy, today: string): string | undefined {
  const { limits } = policy;
  if (comment.mistake !== undefined) return comment.mistake;
  if (limits.inline === false) return 'the policy allows no exceptions in comments. Write it in the policy file.';
  const missing = limits.require?.find((key) => key !== 'paths');
  if (missing !== undefined) return `the policy asks for a ${missing}. Write the exception in the policy file.`;
  const about = { rule: comment.rule } as Finding;
  if (isNeverAccepted(about, policy)) return `the policy allows no exception for ${comment.rule}.`;
  if (isOrgOnly(about, policy)) return `only the organisation's own policy may grant one for ${comment.rule}.`;
  return tooLongFor(comment.expires, limits, today);
}
