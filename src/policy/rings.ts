import type { Component, TechnologyUse } from '../model/component.ts';
import type { Band } from '../model/policy.ts';
import { inBand, parseBand } from '../versions/band.ts';
import { schemes, type SchemeId } from '../versions/index.ts';
import { matchesAny } from './globs.ts';
import type { PathPolicy } from './policy.ts';

/** The ring in which a component's use of a technology stands, and the band of the policy that says so. */
export interface Placement {
  readonly ring: 'adopt' | 'trial' | 'hold' | 'deny' | 'allow';
  readonly band?: Band;
  /** The ring comes into force on this day; until then it is announced. */
  readonly announced?: string;
  /** The policy has bands for it, but the version is not known well enough to choose one. */
  readonly undecided?: boolean;
}

/** Finds the first band that holds the version. An unknown version is never taken for one in a good band: the strictest ring that could apply counts. */
export function placementOf(use: TechnologyUse, component: Component, policy: PathPolicy, today: string): Placement {
  const bands = policy.frameworks[use.technology.id];
  if (bands === undefined) return { ring: isJudged(use) ? policy.unlisted : 'allow' };
  let undecided: Band | undefined;
  for (const band of bands) {
    const holds = band.versions === undefined ? true : holdsVersion(band.versions, use);
    if (holds === undefined) undecided = stricter(undecided, band);
    else if (holds)
      return undecided === undefined
        ? place(band, component, today)
        : place(stricter(undecided, band), component, today, true);
  }
  return undecided === undefined ? { ring: 'allow' } : place(undecided, component, today, true);
}

const order = ['adopt', 'trial', 'hold', 'deny'] as const;

function stricter(one: Band | undefined, other: Band): Band {
  return one !== undefined && order.indexOf(one.ring) >= order.indexOf(other.ring) ? one : other;
}

function place(band: Band, component: Component, today: string, undecided = false): Placement {
  const outside = band['only-in'] !== undefined && !matchesAny(component.path, band['only-in']);
  const ring = outside ? 'deny' : band.ring;
  const announced = band.from !== undefined && band.from > today ? band.from : undefined;
  return { ring, band, ...(announced !== undefined && { announced }), ...(undecided && { undecided }) };
}

/** Only what a team chooses is put in rings unasked: frameworks and servers that are no layer beneath another. */
function isJudged({ technology, layer, strength }: TechnologyUse): boolean {
  return technology.kind === 'framework' && !layer && strength === 'strong';
}

/** Whether the version in use lies in the band: the exact one, or both ends of what the requirement admits. Undefined if that is not known. */
export function holdsVersion(versions: string, use: TechnologyUse): boolean | undefined {
  const band = parseBand(versions);
  const scheme = schemes[(use.technology.versions ?? 'semver') as SchemeId] ?? schemes.semver;
  if ('error' in band) return undefined;
  const { resolved, declared } = use.version;
  if (resolved !== undefined) return inBand(band, resolved, scheme);
  if (declared === undefined) return undefined;
  const exact =
    scheme.exact(declared) ?? (scheme.isVersion(declared) || scheme.isPartial(declared) ? declared : undefined);
  if (exact !== undefined) return inBand(band, exact, scheme);
  const lowest = scheme.lowest(declared);
  return lowest === undefined ? undefined : inBand(band, lowest, scheme);
}
