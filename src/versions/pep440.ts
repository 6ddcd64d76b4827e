// Python, https://packaging.python.org/en/latest/specifications/version-specifiers/ (PEP 440)
import pep440Library from '@renovatebot/pep440';
import { raised } from './partial.ts';
import { comparison, everything, intersect, span } from './range.ts';
import { splitOperator } from './requirement.ts';
import { defineScheme, type Requirement } from './scheme.ts';

const { explain, compare } = pep440Library;

type Clause = Required<Pick<Requirement, 'range' | 'admits'>>;

/** Whether the text is a version by PEP 440, in normal form or not ("1.0-RC1", "v2.0.post3"). */
export const isPythonVersion = (text: string): boolean => explain(text) !== null;

/** Whether the version is a prerelease or a development release. */
export const isPythonPrerelease = (version: string): boolean => explain(version)?.is_prerelease ?? false;

/** Orders two Python versions, local parts included. */
export const comparePython = (a: string, b: string): number => compare(a, b);

/** Shows the bound below all prereleases of a version ("2.0.dev0") as people write it. */
export const withoutDevelopment = (bound: string): string => (bound.endsWith('.dev0') ? bound.slice(0, -5) : bound);

const withoutLocal = (version: string): string => version.split('+', 1)[0] ?? version;
const order = (a: string, b: string): number => compare(withoutLocal(a), b);

// "1.4.*" is every version that begins with 1.4, from its first development release on.
function line(prefix: string): Clause | undefined {
  const { epoch = 0, release = [] } = explain(prefix) ?? {};
  if (!/^v?(\d+!)?\d+(\.\d+)*$/i.test(prefix)) return undefined;
  const start = `${epoch}!`;
  const [low, high] = [`${start}${release.join('.')}.dev0`, `${start}${raised(release)}.dev0`].map((bound) =>
    bound.replace(/^0!/, ''),
  );
  if (low === undefined || high === undefined) return undefined;
  return { range: span(low, high), admits: (version) => compare(version, low) >= 0 && compare(version, high) < 0 };
}

// "<3.1" leaves out the prereleases of 3.1, and ">1.7" the post releases of 1.7, unless they are asked for.
function strict(operator: '<' | '>', bound: string): (version: string) => boolean {
  const asked = explain(bound);
  return (version) => {
    const given = explain(version);
    if (asked === null || given === null) return false;
    const sameBase = compare(given.base_version, asked.base_version) === 0;
    if (operator === '<')
      return order(version, bound) < 0 && !(sameBase && given.is_prerelease && !asked.is_prerelease);
    return order(version, bound) > 0 && !(sameBase && given.is_postrelease && !asked.is_postrelease);
  };
}

function plain(operator: string, bound: string): Clause | undefined {
  if (bound.includes('+') && operator !== '==' && operator !== '!=') return undefined;
  const range = comparison(operator, bound);
  if (range === undefined) return undefined;
  if (operator === '<' || operator === '>') return { range, admits: strict(operator, bound) };
  const equal = (version: string): boolean =>
    (bound.includes('+') ? compare(version, bound) : order(version, bound)) === 0;
  if (operator === '==') return { range, admits: equal };
  if (operator === '!=') return { range, admits: (version) => !equal(version) };
  return { range, admits: (version) => (operator === '>=' ? order(version, bound) >= 0 : order(version, bound) <= 0) };
}

function both(a: Clause | undefined, b: Clause | undefined): Clause | undefined {
  return (
    a &&
    b && { range: intersect(a.range, b.range, compare), admits: (version) => a.admits(version) && b.admits(version) }
  );
}

function clause(text: string): Clause | undefined {
  const [operator, operand] = splitOperator(text.trim());
  if (operator === '===') {
    const range = comparison('==', operand);
    const admits = (version: string): boolean => version.toLowerCase() === operand.toLowerCase();
    return range && isPythonVersion(operand) ? { range, admits } : undefined;
  }
  if (operand.endsWith('.*')) {
    const whole = line(operand.slice(0, -2));
    if (operator !== '!=') return operator === '==' ? whole : undefined;
    const outside = comparison('!=', operand.slice(0, -2));
    return whole && outside && { range: outside, admits: (version) => !whole.admits(version) };
  }
  if (!isPythonVersion(operand)) return undefined;
  if (operator !== '~=') return plain(operator, operand);
  const { epoch = 0, release = [] } = explain(operand) ?? {};
  return release.length < 2
    ? undefined
    : both(plain('>=', operand), line(`${epoch}!${release.slice(0, -1).join('.')}`));
}

/** Reads a set of specifiers. Prereleases are admitted wherever the order says so, as for an installed version. */
export function pythonRequirement(text: string): Requirement | undefined {
  const bare = text.startsWith('(') && text.endsWith(')') ? text.slice(1, -1).trim() : text;
  const start: Clause = { range: everything, admits: () => true };
  if (bare === '' || bare === '*') return start;
  return bare.replace(/,\s*$/, '').split(',').map(clause).reduce(both, start);
}

export const pep440 = defineScheme('pep440', {
  isVersion: isPythonVersion,
  compare: comparePython,
  isPrerelease: isPythonPrerelease,
  requirement: pythonRequirement,
  shown: withoutDevelopment,
});
