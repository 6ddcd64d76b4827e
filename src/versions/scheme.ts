import { type Bound, contains, type Range } from './range.ts';

export type SchemeId =
  | 'semver'
  | 'pub'
  | 'swift'
  | 'dub'
  | 'cargo'
  | 'pep440'
  | 'poetry'
  | 'go'
  | 'hex'
  | 'rubygems'
  | 'maven'
  | 'gradle'
  | 'nuget'
  | 'composer'
  | 'nimble'
  | 'pvp'
  | 'opam'
  | 'luarocks'
  | 'cpan'
  | 'tag';

/** How one ecosystem writes, orders and asks for versions. No operation throws, whatever the text. */
export interface Scheme {
  readonly id: SchemeId;
  isVersion(text: string): boolean;
  /** Whether the text names a line of versions rather than one, as "24" and "3.13" do if versions have three parts. */
  isPartial(text: string): boolean;
  /** Undefined when either is not a version: what is unknown is never ordered. */
  compare(a: string, b: string): number | undefined;
  isPrerelease(version: string): boolean;
  /** The version below which the requirement admits none; undefined when it is unbounded below or not understood. */
  lowest(requirement: string): string | undefined;
  /** Whether the requirement admits the version; undefined when either is not understood. */
  admits(requirement: string, version: string): boolean | undefined;
  /** The one version that the requirement names, if it does. It may admit later ones all the same, as go.mod does. */
  exact(requirement: string): string | undefined;
  /** The version above which the requirement admits none; undefined when it is unbounded above or not understood. */
  highest(requirement: string): Bound | undefined;
}

/** What a requirement says, once read. */
export interface Requirement {
  readonly range: Range;
  /** The version it names although it admits others. */
  readonly named?: string | undefined;
  /** What the intervals cannot say, such as npm's rule for prereleases: decides in place of the range. */
  readonly admits?: (version: string) => boolean;
}

/** What a scheme has to bring along. `compare` and `isPrerelease` are asked about versions only. */
export interface SchemeParts {
  readonly isVersion: (text: string) => boolean;
  readonly isPartial?: (text: string) => boolean;
  readonly compare: (a: string, b: string) => number;
  readonly isPrerelease: (version: string) => boolean;
  readonly requirement: (text: string) => Requirement | undefined;
  /** The text to show for a bound that was put just below a version's first prerelease: "4.0.0" for "4.0.0-0". */
  readonly shown?: (bound: string) => string;
}

const longestVersion = 256;
const longestRequirement = 1024;

/** Builds the operations of a scheme from its parts, and keeps over-long text away from them. */
export function defineScheme(id: SchemeId, parts: SchemeParts): Scheme {
  const { shown = (bound: string) => bound } = parts;
  const isVersion = (text: string): boolean => text.length <= longestVersion && parts.isVersion(text);
  const read = (text: string): Requirement | undefined =>
    text.length <= longestRequirement ? parts.requirement(text.trim()) : undefined;

  return {
    id,
    isVersion,
    isPartial: (text) =>
      text.length <= longestVersion && (parts.isPartial?.(text) ?? (!isVersion(text) && /^v?\d+(\.\d+)*$/.test(text))),
    compare: (a, b) => (isVersion(a) && isVersion(b) ? Math.sign(parts.compare(a, b)) : undefined),
    isPrerelease: (version) => isVersion(version) && parts.isPrerelease(version),
    lowest(requirement) {
      const low = read(requirement)?.range[0]?.low;
      return low && shown(low.version);
    },
    admits(text, version) {
      const requirement = isVersion(version) ? read(text) : undefined;
      if (requirement === undefined) return undefined;
      return requirement.admits?.(version) ?? contains(requirement.range, version, parts.compare);
    },
    exact(text) {
      const requirement = read(text);
      if (requirement?.named !== undefined) return requirement.named;
      const [only, ...others] = requirement?.range ?? [];
      if (!only?.low?.inclusive || !only.high?.inclusive || others.length > 0) return undefined;
      return parts.compare(only.low.version, only.high.version) === 0 ? only.low.version : undefined;
    },
    highest(requirement) {
      const high = read(requirement)?.range.at(-1)?.high;
      return high && { ...high, version: shown(high.version) };
    },
  };
}
