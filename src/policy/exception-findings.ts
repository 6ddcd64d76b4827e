import { daysBetween } from '../model/day.ts';
import type { Component } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { exceptionTarget } from './exception-target.ts';
import { policyRules } from './policy-rules.ts';
import { refusalOf } from './limits.ts';
import type { Policy } from './policy.ts';
import { type Waived, commentRefusal } from './waive.ts';
import type { WaiverComment } from './waiver-comments.ts';

/** From so many days before it ends, an exception is announced. */
const soon = 14;

/** What is to be said of exceptions and comments themselves: expired, about to expire, beyond the limits, without effect. */
export function exceptionFindings(
  { covering }: Pick<Waived, 'covering'>,
  comments: readonly WaiverComment[],
  given: { policy: Policy; today: string; components: readonly Component[]; has(path: string): boolean },
): Finding[] {
  const { policy, today, has } = given;
  const findings: Finding[] = [];
  for (const exception of policy.exceptions) {
    const name = `exception for ${exceptionTarget(exception)}`;
    const said = saidOf(name, exception.expires, today, {
      refused: refusalOf(exception, policy, today),
      covers: covering.has(exception),
      renews: exception.owner,
    });
    // What others wrote is theirs to tidy; it matters here only where it would accept something.
    if (said === undefined || (exception.inherited && !covering.has(exception))) continue;
    if (said.rule === 'policy/exception-unused' && !has(exception.at.path)) continue;
    findings.push(finding(said, exception.at, '.', name));
  }
  for (const comment of comments) {
    const name = `comment that allows ${comment.rule || 'something'}`;
    const said = saidOf(name, comment.expires, today, {
      refused: commentRefusal(comment, policy, today),
      covers: covering.has(comment),
      renews: 'Whoever needs it',
    });
    const component = componentOf(comment.path, given.components);
    if (said !== undefined)
      findings.push(finding(said, { path: comment.path, line: comment.line }, component, `${name} ${comment.path}`));
  }
  return findings;
}

interface Said {
  readonly rule: `policy/exception-${string}`;
  readonly title: string;
  readonly message: string;
  readonly fix?: string;
}

function saidOf(
  name: string,
  expires: string,
  today: string,
  { refused, covers, renews }: { refused: string | undefined; covers: boolean; renews: string },
): Said | undefined {
  const left = expires === '' ? 0 : daysBetween(today, expires);
  if (left < 0) {
    const days = left === -1 ? '1 day' : `${-left} days`;
    return {
      rule: 'policy/exception-expired',
      title: `An exception expired on ${expires}`,
      message: `${capital(name)} expired ${days} ago, on ${expires}; it no longer applies. ${renews} renews it with a new date and reason, or removes it.`,
    };
  }
  if (refused !== undefined)
    return {
      rule: 'policy/exception-refused',
      title: 'An exception goes beyond what the policy allows',
      message: `${capital(name)} accepts nothing: ${refused}`,
    };
  if (!covers)
    return {
      rule: 'policy/exception-unused',
      title: 'An exception accepts nothing',
      message: `${capital(name)} accepts nothing: nothing of what it names is found.`,
    };
  if (left > soon) return undefined;
  const when = left === 0 ? 'today' : left === 1 ? 'tomorrow' : `in ${left} days`;
  return {
    rule: 'policy/exception-expires-soon',
    title: `An exception expires ${when}`,
    message: `${capital(name)} expires ${when}, on ${expires}; after that what it accepts counts again. ${renews} renews it, or mends what it covers.`,
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The component whose directory holds the file most closely; the root if none does. */
function componentOf(path: string, components: readonly Component[]): string {
  let best = '.';
  for (const { path: directory } of components)
    if (path.startsWith(`${directory}/`) && (best === '.' || directory.length > best.length)) best = directory;
  return best;
}

function finding({ rule, title, message, fix }: Said, at: Location, component: string, subject: string): Finding {
  const known = policyRules.find(({ id }) => id === rule);
  return {
    rule,
    severity: known?.severity ?? 'note',
    status: 'new',
    component,
    title,
    message,
    fix: fix ?? known?.fix ?? '',
    why: known?.why ?? '',
    at,
    related: [],
    fingerprint: '',
    subject,
  };
}
