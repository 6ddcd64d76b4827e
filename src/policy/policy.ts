import type { FailOn } from '../model/fail-on.ts';
import type { Band, Exception, PolicyFile } from '../model/policy.ts';
import type { Severity } from '../model/rule.ts';
import { matchesAny } from './globs.ts';
import { type LockKey, covers, tighten } from './tighten.ts';

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
  /** Globs of full image names; empty: images may come from anywhere. */
  readonly registries: readonly string[];
  readonly graceDays: number;
  readonly warnDays: number;
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  /** What those above have locked for this path: rings and levels count at least as strictly as here. */
  readonly under: readonly Under[];
}

export interface Under {
  readonly keys: readonly LockKey[];
  readonly policy: PathPolicy;
}

/** The policy in force: every value resolved, with the place that says so. */
export interface Policy extends PathPolicy {
  readonly newOnly: boolean;
  readonly strict: boolean;
  readonly comment: 'auto' | 'always' | 'never';
  readonly suggestions: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly overrides: readonly Override[];
  readonly exceptions: readonly PlacedException[];
  readonly limits: NonNullable<PolicyFile['exception-limits']>;
  /** Position of the layer that sets `org-only`: exceptions of those after it cannot be for these. */
  readonly orgLayer: number;
  readonly maxFindings: Readonly<Partial<Record<Severity, number>>>;
  /** Globs of rule files, each with the file that names them: they are read from where that file comes from. */
  readonly customRules: readonly { readonly glob: string; readonly source: string }[];
  /** Origin of each value by its key in the file, `frameworks.flask`, `fail-on`. */
  readonly origins: ReadonlyMap<string, Origin>;
  /** The policy as it was where something was locked: what comes after may tighten these keys, not loosen them. */
  readonly floors: readonly Floor[];
  /** What was asked for and not granted: values that a lock keeps. */
  readonly notes: readonly PolicyNote[];
}

export type Override = Partial<Omit<PathPolicy, 'under'>> & { readonly paths: readonly string[] };

export interface Floor {
  readonly keys: readonly LockKey[];
  readonly policy: Policy;
  readonly source: string;
}

/** Something to know about the policy file that is no mistake. */
export interface PolicyNote {
  readonly path: string;
  readonly line: number;
  readonly message: string;
}

export type PlacedException = Exception & {
  readonly at: { readonly path: string; readonly line?: number };
  /** It comes from a file that this repository extends, and is that file's to mend. */
  readonly inherited: boolean;
  /** Position of its file among the layers: limits of `org-only` bind those after the file that sets them. */
  readonly layer: number;
};

export const defaultPolicy: Policy = {
  mode: 'enforce',
  failOn: 'error',
  newOnly: true,
  strict: false,
  unlisted: 'allow',
  frameworks: {},
  minimumVersions: {},
  registries: [],
  graceDays: 0,
  warnDays: 180,
  rules: {},
  under: [],
  comment: 'auto',
  suggestions: false,
  include: [],
  exclude: [],
  overrides: [],
  exceptions: [],
  limits: {},
  orgLayer: 0,
  maxFindings: {},
  customRules: [],
  origins: new Map(),
  floors: [],
  notes: [],
};

const applied = new WeakMap<Policy, Map<string, PathPolicy>>();

/** What applies to a component: the policy with every override whose paths match laid over it, in order, and nothing looser than what is locked. */
export function policyFor(policy: Policy, path: string): PathPolicy {
  let byPath = applied.get(policy);
  if (byPath === undefined) applied.set(policy, (byPath = new Map()));
  let found = byPath.get(path);
  if (found === undefined) byPath.set(path, (found = withFloors(overlaid(policy, path), policy, path)));
  return found;
}

function overlaid(policy: Policy, path: string): PathPolicy {
  let result: PathPolicy = policy;
  for (const { paths, ...override } of policy.overrides) {
    if (!matchesAny(path, paths)) continue;
    result = {
      ...result,
      ...override,
      frameworks: { ...result.frameworks, ...override.frameworks },
      minimumVersions: { ...result.minimumVersions, ...override.minimumVersions },
      rules: { ...result.rules, ...override.rules },
    };
  }
  return result;
}

function withFloors(given: PathPolicy, { floors }: Policy, path: string): PathPolicy {
  if (floors.length === 0) return given;
  const under = floors.map(({ keys, policy }) => ({ keys, policy: overlaid(policy, path) }));
  return { ...under.reduce((tight, { keys, policy }) => tighten(tight, policy, keys), given), under };
}

/** Whether the policy leaves a path out of the audit: outside of `paths.include`, inside of `paths.exclude`, or in a place whose mode is `off`. */
export function isOut(policy: Policy, path: string): boolean {
  if (policy.include.length > 0 && !matchesAny(path, policy.include)) return true;
  return matchesAny(path, policy.exclude) || policyFor(policy, path).mode === 'off';
}

/** The level that a policy gives a rule: by its id, else by its family; undefined if it says nothing. */
export function levelOf(policy: Pick<PathPolicy, 'rules'>, rule: string): Severity | 'off' | undefined {
  for (const key of [rule, `${rule.split('/', 1)[0]}/*`])
    if (Object.hasOwn(policy.rules, key)) return policy.rules[key];
  return undefined;
}

const levels = ['off', 'note', 'warning', 'error'] as const;

/** The level at which a rule counts, given its own severity: what the policy says, and no less than what is locked. */
export function levelFor(policy: PathPolicy, rule: string, severity: Severity | 'off'): Severity | 'off' {
  let level = levelOf(policy, rule) ?? severity;
  for (const { keys, policy: locked } of policy.under) {
    if (!keys.some((key) => covers(key, rule))) continue;
    const least = levelOf(locked, rule) ?? severity;
    if (levels.indexOf(least) > levels.indexOf(level)) level = least;
  }
  return level;
}
