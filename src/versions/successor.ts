import type { Cycle, Lifecycle } from '../model/lifecycle.ts';
import { semver } from './semver.ts';
import { tag } from './tag.ts';

/** Whether the cycle gets no fixes any more on this day. */
export function hasEnded(cycle: Cycle, today: string): boolean {
  const end = cycle['end-of-life'];
  return end === undefined ? cycle.ended === true : end < today;
}

/** The newest cycle that is supported on this day, long-term support first. */
export function successorOf(lifecycle: Lifecycle, today: string): Cycle | undefined {
  const released = lifecycle.cycle.filter(
    (cycle) => (cycle.released ?? '') <= today && !hasEnded(cycle, today) && !isPreview(cycle),
  );
  const long = released.filter(({ lts }) => lts === true || (typeof lts === 'string' && lts <= today));
  return (
    (long.length > 0 ? long : released).sort((one, other) => tag.compare(other.name, one.name) ?? 0)[0] ?? released[0]
  );
}

function isPreview(cycle: Cycle): boolean {
  return cycle.latest !== undefined && semver.isPrerelease(cycle.latest);
}
