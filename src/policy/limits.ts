import { daysBetween } from '../model/day.ts';
import type { Finding } from '../model/finding.ts';
import { dayAfter } from './days.ts';
import type { PlacedException, Policy } from './policy.ts';

/** The longest that an exception may last from today on, and what else the organisation asks of one: why this exception accepts nothing. */
export function refusalOf(exception: PlacedException, policy: Policy, today: string): string | undefined {
  const { limits, orgLayer } = policy;
  const tooLong = tooLongFor(exception.expires, limits, today);
  if (tooLong !== undefined) return tooLong;
  const missing = (limits.require ?? []).find((key) => exception[key] === undefined);
  if (missing !== undefined) return `the organisation asks for ${missing === 'paths' ? 'paths' : `a ${missing}`}.`;
  const target = exception.rule ?? exception.framework;
  if (target === undefined) return undefined;
  if (names(limits['never-for'], target)) return `the organisation allows no exception for ${target}.`;
  if (exception.layer > orgLayer && names(limits['org-only'], target))
    return `only the organisation's own policy may grant one for ${target}.`;
  return undefined;
}

/** Why an exception that lasts until this day lasts too long. */
export function tooLongFor(expires: string, limits: Policy['limits'], today: string): string | undefined {
  const most = limits['max-days'];
  const days = daysBetween(today, expires);
  if (most === undefined || days <= most) return undefined;
  return `${expires} is ${days} days away; the organisation allows at most ${most} (until ${dayAfter(today, most)}).`;
}

/** Whether this finding may never be accepted, whatever an exception names: by rule, family or technology. */
export function isNeverAccepted({ rule, technology }: Finding, { limits }: Policy): boolean {
  return (
    /^policy\/(?:exception-|invalid-)/.test(rule) ||
    names(limits['never-for'], rule) ||
    (technology !== undefined && rule.startsWith('policy/') && names(limits['never-for'], technology))
  );
}

/** Whether only the organisation's own policy may accept this finding. */
export function isOrgOnly({ rule, technology }: Finding, { limits }: Policy): boolean {
  const list = limits['org-only'];
  return names(list, rule) || (technology !== undefined && rule.startsWith('policy/') && names(list, technology));
}

function names(list: readonly string[] | undefined, id: string): boolean {
  return list !== undefined && (list.includes(id) || list.includes(`${id.split('/', 1)[0]}/*`));
}
