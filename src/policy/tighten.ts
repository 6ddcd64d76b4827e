import { leadingNumbers } from '../versions/partial.ts';
import { matchesAny } from './globs.ts';
import { own } from './own.ts';
import type { PathPolicy } from './policy.ts';

/** A key of the file, `frameworks.flask`, a rule's id or `family/*`: what `locked` may name. */
export type LockKey = string;

/** From loosest to strictest. */
const modes = ['off', 'warn', 'enforce'] as const;
const failOns = ['never', 'error', 'warning', 'note'] as const;
const rings = ['allow', 'trial', 'hold', 'deny'] as const;

/** The policies that judge what a locked table holds: to switch one of them off would be a way around the lock. */
const judges: Readonly<Record<string, readonly string[]>> = {
  frameworks: ['policy/framework-denied', 'policy/framework-on-hold', 'policy/framework-on-trial'],
  unlisted: ['policy/framework-denied', 'policy/framework-on-hold', 'policy/framework-on-trial'],
  'minimum-versions': ['policy/below-minimum-version', 'policy/version-unknown'],
  registries: ['policy/registry-not-allowed'],
  'exception-limits': ['policy/exception-expired', 'policy/exception-refused'],
};

/** Whether locking `key` locks the level of a rule. */
export function covers(key: LockKey, rule: string): boolean {
  if (key === 'rules' || key === rule) return true;
  if (key.endsWith('/*')) return rule.startsWith(key.slice(0, -1));
  const [table = ''] = key.split('.', 1);
  return Object.hasOwn(judges, table) && judges[table]?.includes(rule) === true;
}

/** Whether `key` locks the ring or the minimum version of this technology. */
export function locksEntry(keys: readonly LockKey[], table: 'frameworks' | 'minimum-versions', id: string): boolean {
  return keys.includes(table) || keys.includes(`${table}.${id}`);
}

/** The stricter of the two for every locked key that has an order; rings and rule levels are compared where they are applied. */
export function tighten(given: PathPolicy, least: PathPolicy, keys: readonly LockKey[]): PathPolicy {
  const locked = (key: LockKey): boolean => keys.includes(key);
  const minimums = Object.entries(least.minimumVersions).filter(
    ([id, version]) =>
      locksEntry(keys, 'minimum-versions', id) && isLower(own(given.minimumVersions, id) ?? '0', version),
  );
  return {
    ...given,
    ...(locked('mode') && { mode: later(modes, given.mode, least.mode) }),
    ...(locked('fail-on') && { failOn: later(failOns, given.failOn, least.failOn) }),
    ...(locked('unlisted') && { unlisted: later(rings, given.unlisted, least.unlisted) }),
    ...(locked('registries') && { registries: heldRegistries(given.registries, least.registries) }),
    ...(locked('eol') && {
      graceDays: Math.min(given.graceDays, least.graceDays),
      warnDays: Math.max(given.warnDays, least.warnDays),
    }),
    ...(minimums.length > 0 && { minimumVersions: { ...given.minimumVersions, ...Object.fromEntries(minimums) } }),
  };
}

/** The entries that name no more than the locked ones do; all of those if none is left. What a glob reaches beyond them is told when images are judged. */
function heldRegistries(given: readonly string[], least: readonly string[]): readonly string[] {
  if (least.length === 0) return given;
  const within = given.filter((one) => matchesAny(one, least));
  return within.length > 0 ? within : least;
}

function later<Word extends string>(order: readonly Word[], one: Word, other: Word): Word {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

/** By their numbers, as floors are written: `21` is above `17.0.9`. */
export function isLower(one: string, other: string): boolean {
  const [left, right] = [leadingNumbers(one.replace(/^v/, '')), leadingNumbers(other.replace(/^v/, ''))];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
