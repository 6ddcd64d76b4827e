import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FailOn } from '../model/policy.ts';
import type { Tree } from '../model/tree.ts';
import { UsageError } from '../model/usage-error.ts';
import { type Policy, defaultPolicy } from '../policy/policy.ts';
import { loadPolicy } from '../policy/load.ts';
import { mistakeLine } from '../rules/mistakes.ts';
import { shippedIds } from './shipped-ids.ts';

const usualPlaces = ['.github/stack-audit.yml', '.github/stack-audit.yaml', 'stack-audit.yml'];

/** The policy for a run in a terminal: the file that is named, else the repository's own, else the defaults; flags on top. */
export function policyOf(given: {
  directory: string;
  tree: Tree;
  file?: string | undefined;
  failOn?: FailOn | undefined;
  /** Take the text from the tree, not from the directory: the tree is another state than what lies on disk. */
  inTree?: boolean;
}): { policy: Policy; policySource?: string } {
  const { source, text } = sourceOf(given);
  if (text === undefined || source === undefined)
    return { policy: { ...defaultPolicy, ...(given.failOn && { failOn: given.failOn }) } };
  const loaded = loadPolicy(source, text, shippedIds());
  if ('mistakes' in loaded) {
    throw new UsageError(`${loaded.mistakes.map(mistakeLine).join('\n')}\nNothing was audited.`);
  }
  return { policy: { ...loaded.policy, ...(given.failOn && { failOn: given.failOn }) }, policySource: source };
}

function sourceOf({
  directory,
  tree,
  file,
  inTree,
}: {
  directory: string;
  tree: Tree;
  file?: string | undefined;
  inTree?: boolean;
}): {
  source?: string;
  text?: string;
} {
  const named = file ?? usualPlaces.find((place) => tree.paths.includes(place));
  if (named === undefined) return {};
  const text = inTree === true ? tree.text(named) : undefined;
  if (text !== undefined) return { source: named, text };
  try {
    return { source: named, text: readFileSync(file === undefined ? resolve(directory, named) : named, 'utf8') };
  } catch (error) {
    throw new UsageError(`--policy ${named}: ${(error as Error).message}`);
  }
}
