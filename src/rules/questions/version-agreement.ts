import type { RuntimeRequirement } from '../../model/runtime-requirement.ts';
import { schemeFor, schemes } from '../../versions/index.ts';

type Stated = Pick<RuntimeRequirement, 'technology' | 'requirement' | 'strength'>;

/** Whether two files can both be obeyed. Only what both state is compared: `22` and `22.4.1` agree; what cannot be compared agrees. */
export function agree(one: Stated, two: Stated): boolean {
  const [left, right] = [numbersOf(one.requirement), numbersOf(two.requirement)];
  if (one.strength === 'pin' && two.strength === 'pin')
    return left === undefined || right === undefined || sameUpToShorter(left, right);
  if (one.strength !== 'pin' && two.strength !== 'pin') return true;
  const [pin, range] = one.strength === 'pin' ? [left, two] : [right, one];
  return pin === undefined || range.strength === 'target' || admits(range, pin);
}

/** Whether a range, or a bare minimum, can hold for a version of which these numbers are known. */
export function admits({ technology, requirement }: Stated, version: readonly string[]): boolean {
  const lowest = numbersOf(requirement);
  if (lowest !== undefined && !/[x*]/.test(requirement)) return !isBelow(version, lowest);
  const scheme = schemeFor(ecosystems[technology] ?? 'npm', requirement) ?? schemes.semver;
  return ['0', '9999'].some(
    (rest) => scheme.admits(requirement, [...version, rest, rest].slice(0, 3).join('.')) !== false,
  );
}

/** Whose way to write ranges the manifests of a language use, where that is not npm's. */
const ecosystems: Readonly<Record<string, string>> = {
  python: 'pypi',
  ruby: 'rubygems',
  crystal: 'shards',
  elixir: 'hex',
  gleam: 'hex',
  php: 'composer',
  dart: 'pub',
};

/** The numbers of a requirement that names one version or one line of versions; undefined for ranges and names. */
export function numbersOf(requirement: string): string[] | undefined {
  return /^v?(\d+(?:\.\d+){0,2})(?:\.[x*])?$/.exec(requirement.trim())?.[1]?.split('.');
}

/** Whether the numbers are the same as far as both have them. */
export function sameUpToShorter(one: readonly string[], two: readonly string[]): boolean {
  return one.every((part, position) => two[position] === undefined || two[position] === part);
}

/** A bare minimum as of Cargo and Go means "this or later". Parts that the version does not state are taken for high enough. */
export function isBelow(version: readonly string[], minimum: readonly string[]): boolean {
  for (const [position, part] of minimum.entries()) {
    const difference = Number(version[position] ?? Number.POSITIVE_INFINITY) - Number(part);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
