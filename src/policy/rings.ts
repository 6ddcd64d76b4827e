import type { Component, TechnologyUse } from '../model/component.ts';
import type { Band, Ring } from '../model/policy.ts';
import { matchesAny } from './globs.ts';
import { holdsVersion } from './holds-version.ts';
import { own } from './own.ts';
import type { PathPolicy } from './policy.ts';
import { locksEntry } from './tighten.ts';

/** The ring in which a component's use of a technology stands, and the band of the policy that says so. */
export interface Placement {
  readonly ring: Ring | 'allow';
  readonly band?: Band;
  /** The policy has bands for it, but the version is not known well enough to choose one: the strictest that could apply counts. */
  readonly undecided?: boolean;
  /** The component lies outside of the paths to which the band confines the technology. */
  readonly outside?: boolean;
  /** What a later day brings. */
  readonly announced?: { readonly ring: Ring; readonly from: string; readonly band: Band };
}

/** Finds where a technology stands: by the policy for the component's path, and no looser than what is locked there. */
export function placementOf(use: TechnologyUse, component: Component, policy: PathPolicy, today: string): Placement {
  let placement = placedBy(use, component, policy, today);
  for (const { keys, policy: locked } of policy.under) {
    if (!locksEntry(keys, 'frameworks', use.technology.id)) continue;
    const least = placedBy(use, component, locked, today);
    if (strictness(least) > strictness(placement)) placement = least;
  }
  return placement;
}

const order = ['allow', 'adopt', 'trial', 'hold', 'deny'] as const;

function strictness({ ring, announced }: Placement): number {
  return Math.max(order.indexOf(ring), announced === undefined ? 0 : order.indexOf('trial'));
}

/** The first band that holds the version and is in force. An unknown version is never taken for one in a good band. */
function placedBy(use: TechnologyUse, component: Component, policy: PathPolicy, today: string): Placement {
  const unlisted: Placement = { ring: isJudged(use) ? policy.unlisted : 'allow' };
  const bands = own(policy.frameworks, use.technology.id);
  if (bands === undefined) return unlisted;
  let found: Placement | undefined;
  let announced: Placement['announced'];
  for (const band of bands) {
    const holds = band.versions === undefined ? true : holdsVersion(band.versions, use);
    if (holds === false) continue;
    const placed = place(band, component, holds === undefined);
    if (band.from !== undefined && band.from > today) {
      const ring = placed.ring === 'allow' ? 'adopt' : placed.ring;
      announced ??= { ring, from: band.from, band };
      continue;
    }
    if (found === undefined || strictness(placed) > strictness(found))
      found = found === undefined ? placed : { ...placed, undecided: true };
    if (holds) break;
  }
  const inForce = found ?? (announced === undefined ? unlisted : { ring: 'allow' });
  const sooner = announced !== undefined && order.indexOf(announced.ring) > order.indexOf(inForce.ring);
  return { ...inForce, ...(sooner && { announced }) };
}

function place(band: Band, component: Component, undecided: boolean): Placement {
  const outside = band['only-in'] !== undefined && !matchesAny(component.path, band['only-in']);
  return { ring: outside ? 'deny' : band.ring, band, ...(outside && { outside }), ...(undecided && { undecided }) };
}

/** Only what a team chooses is put in rings unasked: frameworks that are no layer beneath another. */
function isJudged({ technology, layer, strength }: TechnologyUse): boolean {
  return technology.kind === 'framework' && !layer && strength === 'strong';
}
