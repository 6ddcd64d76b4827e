import { readFileSync } from 'node:fs';
import type { FetchPolicy } from '../model/policy-reference.ts';
import type { Tree } from '../model/tree.ts';
import { UsageError } from '../model/usage-error.ts';
import { customRulePaths, loadCustomRules } from '../policy/custom-rules.ts';
import { type GatheredPolicy, gatherPolicy, mistakesText } from '../policy/gather.ts';
import { lockPath, policyPlaces } from '../policy/places.ts';
import type { Policy } from '../policy/policy.ts';
import { type PolicyFlags, type PolicyLayer, resolvePolicy } from '../policy/resolve.ts';
import type { CompiledRule } from '../rules/compiled-rule.ts';
import type { Mistake } from '../rules/mistakes.ts';
import { shippedRules } from '../shipped.ts';
import { worktreeFile } from '../tree/worktree.ts';
import { fileTrouble } from './file-trouble.ts';
import { policyFetcher } from './policy-fetcher.ts';
import { shippedIds } from './shipped-ids.ts';

export interface PolicyRequest {
  readonly directory: string;
  readonly tree: Pick<Tree, 'paths'>;
  /** Reads a file of the repository, where that is not the directory. */
  readonly file?: ((path: string) => Promise<string | undefined>) | undefined;
  /** A file on disk instead of the repository's own, or a reference that lies beneath it: `owner/repo//path@ref`. */
  readonly named?: string | undefined;
  readonly flags?: PolicyFlags;
  readonly fetch?: FetchPolicy;
  /** Ask for what the policy extends even if it is locked. */
  readonly fresh?: boolean;
}

/** The policy for a run in a terminal, and the rules that it judges by. */
export interface PolicyForRun {
  readonly policy: Policy;
  /** The file that says it; undefined if there is none and the defaults apply. */
  readonly policySource?: string;
  readonly rules: readonly CompiledRule[];
  readonly layers: readonly PolicyLayer[];
  readonly gathered: GatheredPolicy['gathered'];
}

/** Policies, rules and lock files have their own limits below this. */
const largestFile = 8 * 1024 * 1024;

/** Finds and resolves the policy: the file that is named, else the repository's own, else the defaults; what it extends beneath, flags on top. */
export async function policyOf(request: PolicyRequest): Promise<PolicyForRun> {
  const { directory, tree, named, fresh = false } = request;
  const required = named?.includes('//') === true && named.includes('@') ? named : undefined;
  const file = request.file ?? (async (path: string) => worktreeFile(directory, path, largestFile));
  const own = await ownPolicy(file, tree, required === undefined ? named : undefined);
  const gathered = await gatherPolicy({
    own,
    required,
    known: shippedIds(),
    lock: fresh ? undefined : await lockOf(file),
    fetch: request.fetch ?? policyFetcher(),
  });
  if ('mistakes' in gathered) throw mistaken(gathered.mistakes);
  const { layers } = gathered;
  const policy = resolvePolicy(layers, request.flags);
  const inherited = new Set(layers.flatMap((layer) => (layer.inherited === true ? [layer.source] : [])));
  const paths = customRulePaths(policy, inherited, tree.paths);
  const files = await Promise.all(paths.map(async (source) => ({ source, text: (await file(source)) ?? '' })));
  const shipped = shippedRules();
  const custom = await loadCustomRules(
    [...gathered.rules, ...files],
    shipped.map(({ rule }) => rule.id),
  );
  if ('mistakes' in custom) throw mistaken(custom.mistakes);
  const policySource = own?.source ?? required;
  return {
    policy,
    ...(policySource !== undefined && { policySource }),
    rules: [...shipped, ...custom.rules],
    layers,
    gathered: gathered.gathered,
  };
}

type ReadFile = NonNullable<PolicyRequest['file']>;

async function ownPolicy(
  file: ReadFile,
  tree: Pick<Tree, 'paths'>,
  named: string | undefined,
): Promise<{ source: string; text: string } | undefined> {
  if (named !== undefined) {
    try {
      return { source: named, text: readFileSync(named, 'utf8') };
    } catch (error) {
      throw new UsageError(`--policy ${fileTrouble(error) ?? `${named}: ${(error as Error).message}`}`);
    }
  }
  const source = policyPlaces.find((place) => tree.paths.includes(place));
  if (source === undefined) return undefined;
  const text = await file(source);
  if (text === undefined)
    throw new UsageError(`${source} cannot be read: it is too large, or no text. Nothing was audited.`);
  return { source, text };
}

async function lockOf(file: ReadFile) {
  const text = await file(lockPath);
  if (text === undefined) return undefined;
  const { readLock } = await import('../policy/lock-file.ts');
  const read = readLock(lockPath, text);
  if ('mistakes' in read) throw mistaken(read.mistakes);
  return read.lock;
}

function mistaken(mistakes: readonly Mistake[]): UsageError {
  return new UsageError(`${mistakesText(mistakes)}\nNothing was audited.`);
}
