import { realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { shippedIds } from '../commands/shipped-ids.ts';
import type { Client } from '../github/client.ts';
import { placeOf } from '../github/client.ts';
import type { Surroundings } from '../github/event.ts';
import type { Inputs } from '../github/inputs.ts';
import { policySource } from '../github/policy-source.ts';
import { UsageError } from '../model/usage-error.ts';
import { gatherPolicy } from '../policy/gather.ts';
import type { PolicyLock } from '../policy/lock-file.ts';
import { lockPath } from '../policy/places.ts';
import type { Policy } from '../policy/policy.ts';
import { resolvePolicy } from '../policy/resolve.ts';
import { type Mistake, mistakeLine } from '../rules/mistakes.ts';
import { worktreeFile } from '../tree/worktree.ts';
import type { State, States } from './states.ts';
import { type Workspace, isInside } from './workspace.ts';

const usualPlaces = ['.github/stack-audit.yml', '.github/stack-audit.yaml', 'stack-audit.yml'];

/** All mistakes of a policy at once, each with its line. */
export class PolicyMistakes extends UsageError {
  readonly mistakes: readonly Mistake[];
  constructor(mistakes: readonly Mistake[]) {
    super(`${mistakes.map(mistakeLine).join('\n')}\nNothing was audited.`);
    this.mistakes = mistakes;
  }
}

/** A policy with the place where it stands. */
export interface PolicyInForce {
  readonly policy: Policy;
  /** Undefined: there is none, the defaults apply. */
  readonly source?: string;
}

type Files = Pick<State, 'file'>;

/** The policy that decides: on a pull request that of the base branch, otherwise that of the state itself. Inputs are laid over it. */
export async function policyInForce(
  states: States,
  inputs: Inputs,
  at: Surroundings,
  workspace: Workspace,
  client: () => Client,
): Promise<PolicyInForce> {
  return policyOf(states.policy ?? states.head, states, inputs, at, workspace, client);
}

async function policyOf(
  files: Files,
  states: States,
  inputs: Inputs,
  at: Surroundings,
  workspace: Workspace,
  client: () => Client,
): Promise<PolicyInForce> {
  const required = inputs.policy !== undefined && isReference(inputs.policy) ? inputs.policy : undefined;
  const own = await ownPolicy(files, states.head, required === undefined ? inputs.policy : undefined, workspace);
  const locked = await files.file(lockPath);
  const lock = locked === undefined ? undefined : await lockOf(locked);
  const gathered = await gatherPolicy({
    own,
    required,
    owner: placeOf(at.repository).owner,
    known: shippedIds(),
    lock,
    fetch: policySource(client, 'own'),
  });
  if ('mistakes' in gathered) throw new PolicyMistakes(gathered.mistakes);
  const flags = { failOn: inputs.failOn, comment: inputs.comment, prefix: 'input ' };
  const source = own?.source ?? required;
  return { policy: resolvePolicy(gathered.layers, flags), ...(source !== undefined && { source }) };
}

async function lockOf(text: string): Promise<PolicyLock> {
  const { readLock } = await import('../policy/lock-file.ts');
  const read = readLock(lockPath, text);
  if ('mistakes' in read) throw new PolicyMistakes(read.mistakes);
  return read.lock;
}

function isReference(text: string): boolean {
  return text.includes('//') && text.includes('@');
}

/**
 * The repository's own policy file in the state that decides. A file that the input names may lie beside the repository, where an earlier step has put
 * it; one that the pull request itself brings along does not count.
 */
async function ownPolicy(
  files: Files,
  head: State,
  named: string | undefined,
  { root }: Workspace,
): Promise<{ source: string; text: string } | undefined> {
  if (named === undefined) {
    for (const source of usualPlaces) {
      const text = await files.file(source);
      if (text !== undefined) return { source, text };
    }
    return undefined;
  }
  const source = insideOf(root, named);
  const text = source === undefined ? undefined : await files.file(source);
  if (source !== undefined && text !== undefined) return { source, text };
  if (source !== undefined && head.tree.paths.includes(source)) return undefined;
  const beside = source === undefined ? undefined : worktreeFile(root, source);
  if (source === undefined || beside === undefined)
    throw new UsageError(`input policy: there is no file ${named} in the workspace. Nothing was audited.`);
  return { source, text: beside };
}

function insideOf(root: string, file: string): string | undefined {
  const path = resolve(root, file);
  return isInside(path, realpathSync(root)) ? relative(root, path).split(sep).join('/') : undefined;
}
