import type { Band } from '../model/policy.ts';
import type { Severity } from '../model/rule.ts';
import { own } from './own.ts';
import { type Floor, type Policy, levelOf } from './policy.ts';
import { covers, locksEntry, tighten } from './tighten.ts';

/** The policy with nothing looser than what a layer above has locked, so far as that shows without a path or a rule's own severity. */
export function tightenWhole(given: Policy, { keys, policy: least }: Floor): Policy {
  const locked = (key: string): boolean => keys.includes(key);
  return {
    ...given,
    ...tighten(given, least, keys),
    frameworks: heldFrameworks(given, least, keys),
    rules: heldRules(given, least, keys),
    ...(locked('new-only') && { newOnly: given.newOnly && least.newOnly }),
    ...(locked('strict') && { strict: given.strict || least.strict }),
    ...(locked('paths') && { include: least.include, exclude: least.exclude }),
    ...(locked('exception-limits') && { limits: heldLimits(given.limits, least.limits) }),
    ...(locked('thresholds') && { maxFindings: heldThresholds(given.maxFindings, least.maxFindings) }),
  };
}

const rings = ['allow', 'adopt', 'trial', 'hold', 'deny'];

function strictest(bands: readonly Band[]): number {
  return Math.max(...bands.map((band) => rings.indexOf(band['only-in'] === undefined ? band.ring : 'deny')));
}

/** Entries that are looser all over give way to the locked ones. Where versions or dates decide, both are applied later: see rings.ts. */
function heldFrameworks(given: Policy, least: Policy, keys: readonly string[]): Policy['frameworks'] {
  const held = { ...given.frameworks };
  for (const [id, bands] of Object.entries(given.frameworks)) {
    if (!locksEntry(keys, 'frameworks', id)) continue;
    const before = own(least.frameworks, id);
    if (
      before === undefined
        ? strictest(bands) >= Math.max(1, rings.indexOf(least.unlisted))
        : strictest(bands) >= strictest(before)
    )
      continue;
    if (before === undefined) delete held[id];
    else held[id] = before;
  }
  return held;
}

const levels = ['off', 'note', 'warning', 'error'] as const;

function heldRules(given: Policy, least: Policy, keys: readonly string[]): Policy['rules'] {
  const held: Record<string, Severity | 'off'> = { ...given.rules };
  for (const [id, level] of Object.entries(given.rules)) {
    if (!keys.some((key) => covers(key, id))) continue;
    const before = levelOf(least, id);
    if (before === undefined && level === 'off') delete held[id];
    else if (before !== undefined && levels.indexOf(level) < levels.indexOf(before)) held[id] = before;
  }
  return held;
}

function heldLimits(given: Policy['limits'], least: Policy['limits']): Policy['limits'] {
  const days = [given['max-days'], least['max-days']].filter((one) => one !== undefined);
  const both = <Entry extends string>(one: readonly Entry[] = [], other: readonly Entry[] = []): Entry[] => [
    ...new Set([...other, ...one]),
  ];
  const [require, never, only] = [
    both(given.require, least.require),
    both(given['never-for'], least['never-for']),
    both(given['org-only'], least['org-only']),
  ];
  return {
    ...(days.length > 0 && { 'max-days': Math.min(...days) }),
    ...(require.length > 0 && { require }),
    ...(never.length > 0 && { 'never-for': never }),
    ...(only.length > 0 && { 'org-only': only }),
    ...((given.inline === false || least.inline === false) && { inline: false }),
  };
}

function heldThresholds(given: Policy['maxFindings'], least: Policy['maxFindings']): Policy['maxFindings'] {
  const held = { ...given };
  for (const [severity, most] of Object.entries(least) as [Severity, number][])
    held[severity] = Math.min(most, held[severity] ?? most);
  return held;
}
