import { overrideValues, valuesOf } from './values.ts';
import type { Policy } from './policy.ts';
import type { PolicyLayer } from './resolve.ts';

export interface ShownValue {
  readonly key: string;
  readonly value: string;
  /** `path:line`, a flag, or `default`. */
  readonly origin: string;
  readonly lockedBy: string | null;
}

/** The policy in force as people read it: every value with the place that says it. */
export interface ShownPolicy {
  readonly values: readonly ShownValue[];
  readonly overrides: readonly { readonly paths: readonly string[]; readonly values: readonly ShownValue[] }[];
  readonly exceptions: readonly ShownValue[];
  readonly layers: readonly { readonly source: string; readonly commit: string | null }[];
  readonly notes: readonly string[];
}

/** Lays a policy out for `policy show`. */
export function shownPolicy(policy: Policy, layers: readonly PolicyLayer[]): ShownPolicy {
  const shown = (key: string, value: string, at: string = key): ShownValue => {
    const origin = policy.origins.get(at);
    const lock = policy.floors.find(({ keys }) => keys.some((locked) => locksValue(locked, key)));
    return { key, value, origin: origin === undefined ? 'default' : placeOf(origin), lockedBy: lock?.source ?? null };
  };
  return {
    values: [...valuesOf(policy)].map(([key, value]) => shown(key, value)),
    overrides: policy.overrides.map((override, index) => ({
      paths: override.paths,
      values: [...overrideValues(override)].map(([key, value]) => shown(key, value, `overrides[${index}]`)),
    })),
    exceptions: policy.exceptions.map(({ rule, framework, fingerprint, paths, owner, expires, at }) => ({
      key: [rule ?? framework ?? fingerprint ?? '', ...(paths ?? [])].join(' '),
      value: `until ${expires}, ${owner}`,
      origin: placeOf({ source: at.path, ...(at.line !== undefined && { line: at.line }) }),
      lockedBy: null,
    })),
    layers: layers.map(({ source, commit }) => ({ source, commit: commit ?? null })),
    notes: policy.notes.map(({ path, line, message }) => `${path}:${line}: ${message}`),
  };
}

/** Whether a lock, `eol` or `security/*`, holds a value, `eol.grace-days` or `rules.security/x`. */
function locksValue(lock: string, key: string): boolean {
  if (lock === key || key.startsWith(`${lock}.`)) return true;
  if (!key.startsWith('rules.')) return false;
  const rule = key.slice('rules.'.length);
  return lock === rule || (lock.endsWith('/*') && rule.startsWith(lock.slice(0, -1)));
}

function placeOf({ source, line }: { source: string; line?: number }): string {
  return line === undefined ? source : `${source}:${line}`;
}
