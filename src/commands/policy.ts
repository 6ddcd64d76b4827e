import { UsageError } from '../model/usage-error.ts';
import { runPolicyCheck } from './policy-check.ts';
import { runPolicyLock } from './policy-lock.ts';
import { runPolicyShow } from './policy-show.ts';

export const policyHelp = `Usage: stack-audit policy show [PATH] [--policy FILE] [--json]
       stack-audit policy check [FILE|PATH] [--as-of DATE]
       stack-audit policy lock [PATH] [--check]

show   prints every value in force for the repository at PATH with the file and line that says it.
check  reads a policy file, or that of the repository at PATH, and lists all mistakes; then what its exceptions and
       locks amount to.
lock   writes .github/stack-audit.lock.json: all that the policy extends, as it is now. Runs that cannot reach it
       (forks, private repositories, no network) take it from there. --check says whether the lock is up to date.

What a policy extends is read over GitHub's API with the token in GITHUB_TOKEN. docs/policy.md describes the file.

Exit codes: 0 all is well, 1 the lock is out of date, 2 the policy has mistakes or cannot be read.`;

/** Shows, checks or locks the policy. */
export async function runPolicy(args: readonly string[]): Promise<number> {
  const [action = '', ...rest] = args;
  if (action === 'show') return runPolicyShow(rest);
  if (action === 'check') return runPolicyCheck(rest);
  if (action === 'lock') return runPolicyLock(rest);
  throw new UsageError(`policy show, policy check or policy lock.\n\n${policyHelp}`);
}
