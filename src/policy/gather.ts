import type { FetchPolicy, PolicyReference } from '../model/policy-reference.ts';
import { type Mistake, mistakeLine } from '../rules/mistakes.ts';
import type { KnownIds } from './known-ids.ts';
import type { PolicyLock } from './lock-file.ts';
import { isPinned, parseReference, referenceKey } from './references.ts';
import type { PolicyLayer } from './resolve.ts';

/** A chain of files that extend one another is at most so long, and all of them are at most so many. */
const deepest = 4;
const mostFiles = 10;
const mostRuleFiles = 100;

export interface Gathering {
  /** The repository's own file. */
  readonly own?: { readonly source: string; readonly text: string } | undefined;
  /** A reference that the workflow gives: it lies beneath the repository's file and holds whatever that says. */
  readonly required?: string | undefined;
  /** Owner of the audited repository: only its own repositories may be named by branch or tag. Undefined: not known, and not asked for. */
  readonly owner?: string | undefined;
  readonly known?: KnownIds | undefined;
  /** What `policy lock` has written down. It answers for the repository's own file, never for what the workflow requires. */
  readonly lock?: PolicyLock | undefined;
  readonly fetch: FetchPolicy;
}

/** A file that was taken from elsewhere, with the commit it was taken from. */
export interface Gathered {
  readonly reference: PolicyReference;
  readonly commit: string;
  readonly text: string;
}

export interface GatheredPolicy {
  /** Weakest first. */
  readonly layers: PolicyLayer[];
  /** Every file that came from elsewhere: policies and the rules that they name. */
  readonly gathered: Gathered[];
  /** Rule files of extended policies. Those of the repository's own are read from its tree: see custom-rules.ts. */
  readonly rules: RuleFile[];
}

/** A rule file with the name under which its mistakes are told. */
export interface RuleFile {
  readonly source: string;
  readonly text: string;
}

/** Reads the repository's policy and all that it extends, weakest first. What cannot be read is a mistake: a missing policy is not an empty one. */
export async function gatherPolicy(given: Gathering): Promise<GatheredPolicy | { mistakes: Mistake[] }> {
  const state: State = { ...given, layers: [], gathered: new Map(), rules: [], mistakes: [], lock: undefined };
  if (given.required !== undefined) {
    const at = { path: 'policy', line: 1 };
    await follow(given.required, [], at, state);
  }
  if (given.own !== undefined && state.mistakes.length === 0) {
    const { source, text } = given.own;
    await take(source, text, [], { ...state, lock: given.lock }, {});
  }
  const { layers, mistakes, rules } = state;
  return mistakes.length > 0 ? { mistakes } : { layers, gathered: [...state.gathered.values()], rules };
}

interface State extends Gathering {
  readonly layers: PolicyLayer[];
  readonly gathered: Map<string, Gathered>;
  readonly mistakes: Mistake[];
  readonly rules: RuleFile[];
}

type Place = Pick<Mistake, 'path' | 'line' | 'column'>;

/** Reads a file, follows what it extends, then adds it: depth first, left to right. */
async function take(
  source: string,
  text: string,
  chain: readonly PolicyReference[],
  state: State,
  origin: { inherited?: true; commit?: string },
): Promise<void> {
  // The schema is only loaded where there is a policy.
  const { readPolicyFile } = await import('./load.ts');
  const read = readPolicyFile(source, text, state.known);
  if ('mistakes' in read) {
    state.mistakes.push(...read.mistakes);
    return;
  }
  const { file, lineOf } = read.layer;
  const listed = typeof file.extends === 'string' ? [file.extends] : (file.extends ?? []);
  for (const [index, reference] of listed.entries()) {
    const line = lineOf(typeof file.extends === 'string' ? ['extends'] : ['extends', index]);
    await follow(reference, chain, { path: source, line }, state);
  }
  state.layers.push({ ...read.layer, ...origin });
}

async function follow(text: string, chain: readonly PolicyReference[], at: Place, state: State): Promise<void> {
  const refuse = (message: string): void => {
    state.mistakes.push({ ...at, message });
  };
  const reference = parseReference(text);
  if ('error' in reference) return refuse(reference.error);
  const key = referenceKey(reference);
  const loop = chain.findIndex((one) => referenceKey(one) === key);
  if (loop !== -1) {
    const ring = [...chain.slice(loop), reference].map((one) => one.text).join(' -> ');
    return refuse(`extends forms a cycle: ${ring}. Remove one of these.`);
  }
  if (state.gathered.has(key)) return;
  if (chain.length >= deepest)
    return refuse(`${text} is extended too deeply: at most ${deepest} files one after another`);
  if (state.layers.length + chain.length >= mostFiles)
    return refuse(`${text} is one policy too many: at most ${mostFiles} files`);
  const foreign = state.owner !== undefined && reference.owner.toLowerCase() !== state.owner.toLowerCase();
  if (foreign && !isPinned(reference))
    return refuse(
      `extends ${text} belongs to another owner (${reference.owner}), so it must be pinned to a full commit SHA, not "${reference.ref}".`,
    );
  const got = state.lock?.get(key) ?? (await state.fetch(reference));
  if ('refused' in got)
    return refuse(
      `cannot read the policy ${text}: ${got.refused} Nothing was audited: a missing policy is not an empty policy.`,
    );
  state.gathered.set(key, { reference, commit: got.commit, text: got.text });
  const before = state.mistakes.length;
  await take(text, got.text, [...chain, reference], state, { inherited: true, commit: got.commit });
  if (state.mistakes.length === before) await takeRules(reference, got.commit, at, state);
}

/** The rule files that an extended policy names, from the commit that the policy is from. */
async function takeRules(policy: PolicyReference, commit: string, at: Place, state: State): Promise<void> {
  const files = state.layers.at(-1)?.file['custom-rules'] ?? [];
  for (const path of files) {
    const refuse = (why: string): void => {
      state.mistakes.push({ ...at, message: `cannot read the rule ${path} of ${policy.text}: ${why}` });
    };
    if (/[*?{}]/.test(path)) return refuse('an extended policy names each rule file, patterns are not followed there.');
    if (state.rules.length >= mostRuleFiles) return refuse(`more than ${mostRuleFiles} rule files.`);
    const source = `${policy.owner}/${policy.repo}//${path}@${policy.ref}`;
    const reference = { ...policy, path, text: source };
    const key = referenceKey(reference);
    const got = state.lock?.get(key) ?? (await state.fetch({ ...reference, ref: commit }));
    if ('refused' in got) return refuse(got.refused);
    state.gathered.set(key, { reference, commit, text: got.text });
    state.rules.push({ source, text: got.text });
  }
}

/** The mistakes as one text, a line each. */
export function mistakesText(mistakes: readonly Mistake[]): string {
  return mistakes.map(mistakeLine).join('\n');
}
