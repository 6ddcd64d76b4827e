import type { TechnologyUse } from '../model/component.ts';
import { type Band, inBand, parseBand } from '../versions/band.ts';
import { type Scheme, schemeFor, schemes } from '../versions/index.ts';
import { leadingNumbers } from '../versions/partial.ts';

const huge = 999_999;

/** The scheme by which the versions of a use are compared: its technology's own, else the one that fits how the version is written. */
export function schemeOfUse({ technology, version }: TechnologyUse): Scheme {
  return schemeFor(technology.versions ?? 'semver', version.declared) ?? schemes.semver;
}

/**
 * Whether the version in use lies in the band: the exact one; else everything that the requirement admits. Undefined if that is not known, or
 * if it admits versions both in the band and outside of it.
 */
export function holdsVersion(versions: string, use: TechnologyUse): boolean | undefined {
  const band = parseBand(versions);
  const scheme = schemeOfUse(use);
  if ('error' in band) return undefined;
  const { resolved, declared } = use.version;
  const exact = resolved ?? (declared === undefined ? undefined : exactOf(declared, scheme));
  if (exact !== undefined) return inBand(band, exact, scheme);
  if (declared === undefined) return undefined;
  const answers = new Set(samplesOf(declared, band, scheme).map((version) => inBand(band, version, scheme)));
  return answers.size === 1 ? [...answers][0] : undefined;
}

/** Whether every version that may be in use is the minimum or later. Undefined if that is not known. */
export function meetsMinimum(minimum: string, use: TechnologyUse): boolean | undefined {
  const band = parseBand(`>=${minimum}`);
  const scheme = schemeOfUse(use);
  if ('error' in band) return undefined;
  const { resolved, declared } = use.version;
  const lowest = resolved ?? (declared && (exactOf(declared, scheme) ?? scheme.lowest(declared)));
  return lowest === undefined || lowest === '' ? undefined : inBand(band, lowest, scheme);
}

/** The one version, or the line of versions, that a requirement names. */
export function exactOf(declared: string, scheme: Scheme): string | undefined {
  return scheme.exact(declared) ?? (scheme.isVersion(declared) || scheme.isPartial(declared) ? declared : undefined);
}

/** Versions at both ends of what the requirement admits, and those at which the band begins or ends if it admits them. */
function samplesOf(declared: string, band: Band, scheme: Scheme): string[] {
  const lowest = scheme.lowest(declared);
  const highest = scheme.highest(declared);
  if (lowest === undefined && highest === undefined) return [];
  const ends = [
    lowest ?? '0.0.0',
    highest === undefined ? `${huge}.0.0` : highest.inclusive ? highest.version : justBelow(highest.version),
  ];
  const edges = band.alternatives.flat().map(({ point }) => padded(point.parts));
  return [...ends, ...edges.filter((version) => scheme.admits(declared, version) === true)];
}

/** The last version before this one that numbers can name: `4.999999.999999` for `5.0.0`. */
function justBelow(version: string): string {
  const parts = [...leadingNumbers(version), 0, 0, 0].slice(0, 3);
  const last = parts.findLastIndex((part) => part > 0);
  return last === -1 ? version : parts.map((part, at) => (at < last ? part : at === last ? part - 1 : huge)).join('.');
}

function padded(parts: readonly number[]): string {
  return [...parts, 0, 0, 0].slice(0, 3).join('.');
}
