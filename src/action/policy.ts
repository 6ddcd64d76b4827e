import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import type { PreviewedPolicy } from '../audit.ts';
import { shippedIds } from '../commands/shipped-ids.ts';
import { UsageError } from '../model/usage-error.ts';
import type { FetchPolicy } from '../model/policy-reference.ts';
import { policyAdvice } from '../policy/advice.ts';
import { customRulePaths, loadCustomRules } from '../policy/custom-rules.ts';
import { gatherPolicy } from '../policy/gather.ts';
import type { PolicyLock } from '../policy/lock-file.ts';
import { lockPath, policyPlaces } from '../policy/places.ts';
import type { Policy } from '../policy/policy.ts';
import { type PolicyFlags, resolvePolicy } from '../policy/resolve.ts';
import type { CompiledRule } from '../rules/compiled-rule.ts';
import { type Mistake, mistakeLine } from '../rules/mistakes.ts';
import { shippedRules } from '../shipped.ts';
import { worktreeFile } from '../tree/worktree.ts';
import type { Files, State, States } from './states.ts';
import { isInside } from './workspace.ts';

/** All mistakes of a policy at once, each with its line. */
export class PolicyMistakes extends UsageError {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly Mistake[]) {
    super(`${mistakes.map(mistakeLine).join('\n')}\nNothing was audited.`);
    this.mistakes = mistakes;
  }
}

/** What the workflow says about the policy. */
export interface PolicyWishes {
  /** The input `policy`: a path, or a reference that lies beneath the repository's own. */
  readonly named?: string | undefined;
  readonly owner: string;
  readonly flags: PolicyFlags;
  readonly fetch: FetchPolicy;
  /** The root of the checkout. */
  readonly root: string;
  readonly today: string;
}

/** A policy with the rules that it judges by. */
export interface PolicyInForce {
  readonly policy: Policy;
  readonly rules: readonly CompiledRule[];
  /** The file that says it. Undefined: there is none, the defaults apply. */
  readonly policySource?: string;
}

/** The policy that decides, with what the run needs of it beside. */
export interface DecidingPolicy {
  readonly inForce: PolicyInForce;
  /** What is worth knowing of it and no mistake. */
  readonly advice: readonly string[];
  /** Which of a state's files are rules that it names. */
  rulePaths(paths: readonly string[]): string[];
}

interface PolicyText {
  readonly source: string;
  readonly text: string;
}

/** The policy that decides: on a pull request that of the base branch, otherwise that of the state itself. Inputs are laid over it. */
export async function policyInForce(states: States, wishes: PolicyWishes): Promise<DecidingPolicy> {
  const files = states.policy ?? states.head;
  return loadPolicy(await ownPolicy(files, states.head, wishes), files, wishes);
}

/** The policy that the change brings along, if it is another than what the change found. It decides nothing yet. */
export async function policyPreview(
  { head, base }: States,
  deciding: DecidingPolicy,
  wishes: PolicyWishes,
): Promise<{ preview?: PreviewedPolicy }> {
  if (base === undefined) return {};
  const [before, after] = [base, head].map((files) => policyTexts(files, head, deciding, wishes));
  if ((await before) === (await after)) return {};
  const own = await ownPolicy(head, undefined, wishes);
  const source = own?.source ?? (await ownPolicy(base, head, wishes))?.source ?? policyPlaces[0] ?? '';
  try {
    const { policy, rules } = (await loadPolicy(own, head, wishes)).inForce;
    return { preview: { source, policy, rules } };
  } catch (error) {
    if (error instanceof PolicyMistakes) return { preview: { source, mistakes: error.mistakes } };
    throw error;
  }
}

async function loadPolicy(own: PolicyText | undefined, files: Files, wishes: PolicyWishes): Promise<DecidingPolicy> {
  const required = referenceIn(wishes);
  const { owner, fetch, flags, today } = wishes;
  const lock = await lockOf(files);
  const gathered = await gatherPolicy({ own, required, owner, known: shippedIds(), lock, fetch });
  if ('mistakes' in gathered) throw new PolicyMistakes(gathered.mistakes);
  const policy = resolvePolicy(gathered.layers, flags);
  const inherited = new Set(gathered.layers.flatMap((layer) => (layer.inherited === true ? [layer.source] : [])));
  const rulePaths = (paths: readonly string[]): string[] => customRulePaths(policy, inherited, paths);
  const ruleFiles = [...gathered.rules];
  if (policy.customRules.length > 0)
    for (const source of rulePaths(await files.paths()))
      ruleFiles.push({ source, text: (await files.file(source)) ?? '' });
  const shipped = shippedRules();
  const ids = shipped.map(({ rule }) => rule.id);
  const custom = await loadCustomRules(ruleFiles, ids);
  if ('mistakes' in custom) throw new PolicyMistakes(custom.mistakes);
  const policySource = own?.source ?? required;
  const rules = [...shipped, ...custom.rules];
  const advice = policyAdvice(policy, gathered.layers, today).map(mistakeLine);
  return { inForce: { policy, rules, ...(policySource !== undefined && { policySource }) }, advice, rulePaths };
}

async function lockOf(files: Files): Promise<PolicyLock | undefined> {
  const text = await files.file(lockPath);
  if (text === undefined) return undefined;
  const { readLock } = await import('../policy/lock-file.ts');
  const read = readLock(lockPath, text);
  if ('mistakes' in read) throw new PolicyMistakes(read.mistakes);
  return read.lock;
}

/** All that a policy is made of in one state, as one text to be compared. */
async function policyTexts(
  files: Files,
  head: State,
  { inForce, rulePaths }: DecidingPolicy,
  wishes: PolicyWishes,
): Promise<string> {
  const own = await ownPolicy(files, files === head ? undefined : head, wishes);
  const paths = inForce.policy.customRules.length === 0 ? [] : rulePaths(await files.paths());
  const rules = await Promise.all(paths.map(async (path) => [path, await files.file(path)]));
  return JSON.stringify([own?.source, own?.text, await files.file(lockPath), rules]);
}

function referenceIn({ named }: PolicyWishes): string | undefined {
  return named !== undefined && named.includes('//') && named.includes('@') ? named : undefined;
}

/**
 * The repository's own policy file in one state. A file that the input names may lie beside the repository, where an earlier step has put it; one that
 * the change itself (`brings`) brings along does not count.
 */
async function ownPolicy(
  files: Files,
  brings: State | undefined,
  wishes: PolicyWishes,
): Promise<PolicyText | undefined> {
  const { named, root } = wishes;
  if (named === undefined || referenceIn(wishes) !== undefined) {
    for (const source of policyPlaces) {
      const text = await files.file(source);
      if (text !== undefined) return { source, text };
    }
    return undefined;
  }
  const source = insideOf(root, named);
  const text = source === undefined ? undefined : await files.file(source);
  if (source !== undefined && text !== undefined) return { source, text };
  if (source !== undefined && (await brings?.paths())?.includes(source) === true) return undefined;
  const beside = source === undefined ? undefined : worktreeFile(root, source);
  if (source === undefined || beside === undefined)
    throw new UsageError(`input policy: there is no file ${named} in the workspace. Nothing was audited.`);
  return { source, text: beside };
}

function insideOf(root: string, file: string): string | undefined {
  const path = resolve(root, file);
  return isInside(path, realpathSync(root)) ? relative(root, path).split(sep).join('/') : undefined;
}
