import picomatch from 'picomatch';
import type { Band, Exception, FailOn, PolicyFile } from '../model/policy.ts';
import type { Severity } from '../model/rule.ts';

/** Where a value of the policy was said: a file and its line, a flag, or the defaults. */
export interface Origin {
  readonly source: string;
  readonly line?: number;
}

/** What applies to one path, after overrides. */
export interface PathPolicy {
  readonly mode: 'enforce' | 'warn' | 'off';
  readonly failOn: FailOn;
  readonly unlisted: 'allow' | 'trial' | 'hold' | 'deny';
  readonly frameworks: Readonly<Record<string, readonly Band[]>>;
  readonly minimumVersions: Readonly<Record<string, string>>;
  readonly graceDays: number;
  readonly warnDays: number;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
}

/** The policy in force: every value resolved, with the place that says so. */
export interface Policy extends PathPolicy {
  readonly newOnly: boolean;
  readonly strict: boolean;
  readonly comment: 'auto' | 'always' | 'never';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly overrides: readonly (Partial<PathPolicy> & { readonly paths: readonly string[] })[];
  readonly exceptions: readonly PlacedException[];
  readonly limits: NonNullable<PolicyFile['exception-limits']>;
  readonly maxFindings: Readonly<Partial<Record<Severity, number>>>;
  /** Origin of each value by its key in the file, `frameworks.flask`, `fail-on`. */
  readonly origins: ReadonlyMap<string, Origin>;
}

export type PlacedException = Exception & { readonly at: { readonly path: string; readonly line?: number } };

export const defaultPolicy: Policy = {
  mode: 'enforce',
  failOn: 'error',
  newOnly: true,
  strict: false,
  unlisted: 'allow',
  frameworks: {},
  minimumVersions: {},
  graceDays: 0,
  warnDays: 180,
  rules: {},
  comment: 'auto',
  include: [],
  exclude: [],
  overrides: [],
  exceptions: [],
  limits: {},
  maxFindings: {},
  origins: new Map(),
};

/** What applies to a component: the policy with every override whose paths match laid over it, in order. */
export function policyFor(policy: Policy, path: string): PathPolicy {
  let applied: PathPolicy = policy;
  for (const { paths, ...override } of policy.overrides) {
    if (!matchesAny(path, paths)) continue;
    applied = {
      ...applied,
      ...override,
      frameworks: { ...applied.frameworks, ...override.frameworks },
      minimumVersions: { ...applied.minimumVersions, ...override.minimumVersions },
      rules: { ...applied.rules, ...override.rules },
    };
  }
  return applied;
}

/** Whether a path from the root matches one of these globs. A glob that names a directory takes in all below it. */
export function matchesAny(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const bare = glob.replace(/^\.\//, '').replace(/\/(?:\*\*)?$/, '');
    return path === bare || picomatch.isMatch(path, [glob, `${bare}/**`], { dot: true });
  });
}

/** The level that a policy gives a rule: by its id, else by its family; undefined if it says nothing. */
export function levelOf(policy: Pick<PathPolicy, 'rules'>, rule: string): Severity | 'off' | undefined {
  return policy.rules[rule] ?? policy.rules[`${rule.split('/', 1)[0]}/*`];
}
