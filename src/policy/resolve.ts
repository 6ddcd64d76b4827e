import type { FailOn } from '../model/fail-on.ts';
import type { Band, PolicyFile } from '../model/policy.ts';
import type { Keys } from '../rules/mistakes.ts';
import { looserThan } from './looser.ts';
import { type Floor, type Origin, type Override, type Policy, type PolicyNote, defaultPolicy } from './policy.ts';
import { tightenWhole } from './tighten-whole.ts';
import { overrideValues, valuesOf } from './values.ts';

/** One policy file in its place among others. */
export interface PolicyLayer {
  /** Path in this repository, or reference to another: `acme/.github//stack-audit.yml@v3`. */
  readonly source: string;
  readonly file: PolicyFile;
  lineOf(keys: Keys): number;
  /** It comes through `extends`, or from the input `policy`, not from this repository. */
  readonly inherited?: boolean;
  /** The commit that a reference stood for. */
  readonly commit?: string;
}

/** What inputs and flags say, with their names as people write them. */
export interface PolicyFlags {
  readonly failOn?: FailOn | undefined;
  readonly mode?: Policy['mode'] | undefined;
  readonly comment?: Policy['comment'] | undefined;
  readonly suggestions?: boolean | undefined;
  /** `--` in a terminal, `input ` in the action. */
  readonly prefix?: string;
}

/**
 * Lays the files over the defaults, weakest first, and the flags over all. Entries of tables are replaced whole, lists of overrides, exceptions and
 * exclusions grow, single values are replaced. What one layer locks, those after it may tighten and not loosen.
 */
export function resolvePolicy(layers: readonly PolicyLayer[], flags: PolicyFlags = {}): Policy {
  let policy = defaultPolicy;
  for (const [index, layer] of layers.entries()) {
    const { floors } = policy;
    const notes = floors.flatMap((floor) => notesOn(layer, floor, index));
    const merged = held(merge(policy, layer, index), floors);
    const keys = layer.file.locked ?? [];
    const floor: Floor = { keys, policy: { ...merged, floors: [], notes: [] }, source: layer.source };
    policy = { ...merged, floors: keys.length === 0 ? floors : [...floors, floor], notes: [...policy.notes, ...notes] };
  }
  return withFlags(policy, flags);
}

/** The policy with what is locked held, and the origin of what is held. */
function held(policy: Policy, floors: readonly Floor[]): Policy {
  let result = policy;
  for (const floor of floors) {
    const before = valuesOf(result);
    const tight = tightenWhole(result, floor);
    const origins = new Map(result.origins);
    for (const [key, value] of valuesOf(tight)) {
      const origin = floor.policy.origins.get(key);
      if (before.get(key) !== value && origin !== undefined) origins.set(key, origin);
    }
    result = { ...tight, origins };
  }
  return result;
}

function notesOn(layer: PolicyLayer, floor: Floor, index: number): PolicyNote[] {
  const { file } = layer;
  const asked = [...originsOf(layer, defaultPolicy).keys()].filter((key) => !key.startsWith('overrides['));
  const places = asked.map((key) => ({ name: key, key, keys: keysOf(key) }));
  const notes = looserThan(floor, merge(floor.policy, layer, index), places, layer);
  for (const [at, override] of (file.overrides ?? []).entries()) {
    const part = overrideOf(override);
    const { frameworks, minimumVersions, rules } = floor.policy;
    const given: Policy = {
      ...floor.policy,
      ...part,
      frameworks: { ...frameworks, ...part.frameworks },
      minimumVersions: { ...minimumVersions, ...part.minimumVersions },
      rules: { ...rules, ...part.rules },
    };
    const inside = [...overrideValues(part).keys()].map((key) => ({
      name: `overrides[${at}].${key}`,
      key,
      keys: ['overrides', at, ...keysOf(key)],
    }));
    notes.push(...looserThan(floor, given, inside, layer));
  }
  return notes;
}

/** `frameworks.asp.net` stands under `frameworks` and `asp.net`. */
function keysOf(key: string): string[] {
  const dot = key.indexOf('.');
  return dot === -1 ? [key] : [key.slice(0, dot), key.slice(dot + 1)];
}

function merge(policy: Policy, layer: PolicyLayer, index: number): Policy {
  const { file, source } = layer;
  const { eol, paths } = file;
  return {
    ...policy,
    ...partOf(file),
    newOnly: file['new-only'] ?? policy.newOnly,
    strict: file.strict ?? policy.strict,
    comment: file.comment ?? policy.comment,
    suggestions: file.suggestions ?? policy.suggestions,
    graceDays: eol?.['grace-days'] ?? policy.graceDays,
    warnDays: eol?.['warn-days'] ?? policy.warnDays,
    frameworks: { ...policy.frameworks, ...bandsOf(file.frameworks) },
    minimumVersions: { ...policy.minimumVersions, ...file['minimum-versions'] },
    rules: { ...policy.rules, ...file.rules },
    include: paths?.include ?? policy.include,
    exclude: [...policy.exclude, ...(paths?.exclude ?? [])],
    overrides: [...policy.overrides, ...(file.overrides ?? []).map(overrideOf)],
    exceptions: [
      ...policy.exceptions,
      ...(file.exceptions ?? []).map((exception, at) => ({
        ...exception,
        at: { path: source, line: layer.lineOf(['exceptions', at]) },
        inherited: layer.inherited === true,
        layer: index,
      })),
    ],
    limits: { ...policy.limits, ...file['exception-limits'] },
    orgLayer: file['exception-limits']?.['org-only'] === undefined ? policy.orgLayer : index,
    maxFindings: { ...policy.maxFindings, ...file.thresholds?.['max-findings'] },
    customRules: [...policy.customRules, ...(file['custom-rules'] ?? []).map((glob) => ({ glob, source }))],
    origins: new Map([...policy.origins, ...originsOf(layer, policy)]),
  };
}

function partOf(
  part: Pick<PolicyFile, 'mode' | 'fail-on' | 'unlisted' | 'registries'>,
): Partial<Pick<Policy, 'mode' | 'failOn' | 'unlisted' | 'registries'>> {
  return {
    ...(part.mode !== undefined && { mode: part.mode }),
    ...(part['fail-on'] !== undefined && { failOn: part['fail-on'] }),
    ...(part.unlisted !== undefined && { unlisted: part.unlisted }),
    ...(part.registries !== undefined && { registries: part.registries }),
  };
}

function overrideOf(override: NonNullable<PolicyFile['overrides']>[number]): Override {
  const { paths, eol, frameworks, rules } = override;
  const minimumVersions = override['minimum-versions'];
  return {
    paths,
    ...partOf(override),
    ...(frameworks !== undefined && { frameworks: bandsOf(frameworks) }),
    ...(minimumVersions !== undefined && { minimumVersions }),
    ...(rules !== undefined && { rules }),
    ...(eol?.['grace-days'] !== undefined && { graceDays: eol['grace-days'] }),
    ...(eol?.['warn-days'] !== undefined && { warnDays: eol['warn-days'] }),
  };
}

/** Every way to write a ring as the list of bands that it stands for. */
export function bandsOf(frameworks: PolicyFile['frameworks']): Record<string, readonly Band[]> {
  return Object.fromEntries(
    Object.entries(frameworks ?? {}).map(([id, entry]): [string, readonly Band[]] => [
      id,
      typeof entry === 'string' ? [{ ring: entry }] : Array.isArray(entry) ? entry : [entry],
    ]),
  );
}

/** Tables whose entries each have an origin of their own. */
const tables: ReadonlySet<string> = new Set([
  'frameworks',
  'minimum-versions',
  'rules',
  'eol',
  'paths',
  'exception-limits',
  'thresholds',
]);

/** Keys that are no values of the policy in force. */
const unsaid: ReadonlySet<string> = new Set(['version', 'extends', 'exceptions', 'locked']);

function originsOf({ file, source, lineOf }: PolicyLayer, before: Policy): Map<string, Origin> {
  const origins = new Map<string, Origin>();
  const say = (key: string, keys: Keys): void => {
    origins.set(key, { source, line: lineOf(keys) });
  };
  for (const [key, value] of Object.entries(file)) {
    if (tables.has(key)) for (const entry of Object.keys(value as object)) say(`${key}.${entry}`, [key, entry]);
    else if (key === 'overrides') {
      for (const index of (value as unknown[]).keys())
        say(`overrides[${before.overrides.length + index}]`, ['overrides', index]);
    } else if (!unsaid.has(key)) say(key, [key]);
  }
  return origins;
}

/** Flags come last: they undo overrides by path, but for those that leave a path out. */
function withFlags(policy: Policy, { failOn, mode, comment, suggestions, prefix = '--' }: PolicyFlags): Policy {
  const file: PolicyFile = {
    version: 1,
    ...(failOn !== undefined && { 'fail-on': failOn }),
    ...(mode !== undefined && { mode }),
    ...(comment !== undefined && { comment }),
    ...(suggestions !== undefined && { suggestions }),
  };
  const keys = Object.keys(file).filter((key) => key !== 'version');
  if (keys.length === 0) return policy;
  const layer: PolicyLayer = { source: `${prefix}${keys[0]}`, file, lineOf: () => 1 };
  const notes = policy.floors.flatMap((floor) => notesOn(layer, floor, 0));
  const overrides = policy.overrides.map(({ failOn: atPath, mode: modeAtPath, ...override }) => ({
    ...override,
    ...(atPath !== undefined && failOn === undefined && { failOn: atPath }),
    ...(modeAtPath !== undefined && (mode === undefined || modeAtPath === 'off') && { mode: modeAtPath }),
  }));
  const origins = new Map([...policy.origins, ...keys.map((key) => [key, { source: `${prefix}${key}` }] as const)]);
  const merged: Policy = {
    ...policy,
    ...partOf(file),
    ...(comment !== undefined && { comment }),
    ...(suggestions !== undefined && { suggestions }),
    overrides,
    origins,
    notes: [...policy.notes, ...notes],
  };
  return held(merged, policy.floors);
}
