import { daysBetween } from '../../model/day.ts';
import type { Cycle, Lifecycle } from '../../model/lifecycle.ts';
import { cycleOf } from '../../versions/cycle.ts';
import type { Scheme } from '../../versions/scheme.ts';
import { hasEnded, successorOf } from '../../versions/successor.ts';
import type { Patience } from '../fact-type.ts';

/** Where a version stands in its product's release cycles on one day. */
export interface Support {
  readonly lifecycle: Lifecycle;
  readonly cycle: Cycle;
  /** Days since the end of life; negative before it. Undefined when the source gives no day. */
  readonly daysPast?: number;
  /** The cycle gets no fixes any more, and the policy's days of grace are over. */
  readonly ended: boolean;
  /** It ends within the policy's days of warning, or has ended within its days of grace. */
  readonly endsSoon: boolean;
  /** It ended only because a newer cycle came: being one release behind, not being abandoned. */
  readonly soft: boolean;
  /** The newest cycle that is supported on that day, long-term support first. */
  readonly successor?: Cycle;
}

/** The support of the release cycle that `version` belongs to; undefined if it cannot be told. */
export function supportOf(
  lifecycle: Lifecycle,
  version: string,
  today: string,
  patience: Patience,
): Support | undefined {
  const name = cycleOf(
    version,
    lifecycle.cycle.map((cycle) => cycle.name),
  );
  const cycle = lifecycle.cycle.find((one) => one.name === name);
  if (cycle === undefined) return undefined;
  const end = lastDay(cycle);
  const daysPast = end === undefined ? undefined : daysBetween(end, today);
  const ended = hasEnded(cycle, today) && (daysPast === undefined || daysPast > patience.graceDays);
  const endsSoon = !ended && daysPast !== undefined && daysPast > -patience.warnDays;
  const soft = lifecycle['ends-with-next'] === true;
  return { lifecycle, cycle, daysPast, ended, endsSoon, soft, successor: successorOf(lifecycle, today) };
}

/**
 * The support of the newest supported cycle that a requirement admits; of the newest at all if none is supported any more: then every installation
 * stands on an ended cycle.
 * An exact version is a requirement that admits one. Undefined if it cannot be told.
 */
export function supportOfRequirement(
  lifecycle: Lifecycle,
  { declared, resolved }: { readonly declared?: string; readonly resolved?: string },
  scheme: Scheme,
  today: string,
  patience: Patience,
): Support | undefined {
  const exact =
    resolved ?? (declared === undefined ? undefined : (scheme.exact(declared) ?? versionLike(declared, scheme)));
  if (exact !== undefined) return supportOf(lifecycle, exact.replace(/^v(?=\d)/, ''), today, patience);
  if (declared === undefined || scheme.highest(declared) === undefined) return undefined;
  const admitted = lifecycle.cycle.filter(({ name, latest }) =>
    [latest, name, `${name}.0`, `${name}.0.0`].some(
      (version) => version !== undefined && scheme.admits(declared, version) === true,
    ),
  );
  const alive = admitted.filter((cycle) => !hasEnded(cycle, today));
  const newest = (alive.length > 0 ? alive : admitted).reduce<Cycle | undefined>(
    (best, cycle) => (best === undefined || (cycle.released ?? '') > (best.released ?? '') ? cycle : best),
    undefined,
  );
  return newest && supportOf(lifecycle, newest.name, today, patience);
}

function versionLike(text: string, scheme: Scheme): string | undefined {
  const bare = text.trim();
  return scheme.isVersion(bare) || scheme.isPartial(bare) ? bare : undefined;
}

function lastDay(cycle: Cycle): string | undefined {
  return cycle['end-of-life'];
}
