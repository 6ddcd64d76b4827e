import type { Keys } from '../rules/mistakes.ts';
import type { Floor, Policy, PolicyNote } from './policy.ts';
import { tightenWhole } from './tighten-whole.ts';
import { valuesOf } from './values.ts';

interface Asked {
  /** Where the file says it: `fail-on`, `overrides[0].mode`. */
  readonly name: string;
  readonly key: string;
  readonly keys: Keys;
}

/** Notes on the values of a layer that a lock above keeps from counting. `given` is the policy with this layer laid over what is locked. */
export function looserThan(
  { policy: least, keys, source: locker }: Floor,
  given: Policy,
  asked: readonly Asked[],
  at: { readonly source: string; lineOf(keys: Keys): number },
): PolicyNote[] {
  const [wanted, kept] = [valuesOf(given), valuesOf(tightenWhole(given, { keys, policy: least, source: locker }))];
  return asked.flatMap(({ name, key, keys: place }): PolicyNote[] => {
    const [want, keep] = [wanted.get(key), kept.get(key) ?? otherwise(key, least)];
    if (want === undefined || want === keep) return [];
    const message = `${name} = ${want} is looser than ${keep}, which ${locker} locks; kept ${keep}.`;
    return [{ path: at.source, line: at.lineOf(place), message }];
  });
}

/** What holds where the locked policy has no entry of its own. */
function otherwise(key: string, least: Policy): string {
  if (key.startsWith('frameworks.')) return least.unlisted;
  return key.startsWith('rules.') ? 'its own severity' : 'none';
}
