import { UsageError } from '../model/usage-error.ts';
import { policyHelp } from './help.ts';
import { runPolicyCheck } from './policy-check.ts';
import { runPolicyLock } from './policy-lock.ts';
import { runPolicyShow } from './policy-show.ts';

/** Shows, checks or locks the policy. */
export async function runPolicy(args: readonly string[]): Promise<number> {
  const [action = '', ...rest] = args;
  if (action === 'show') return runPolicyShow(rest);
  if (action === 'check') return runPolicyCheck(rest);
  if (action === 'lock') return runPolicyLock(rest);
  throw new UsageError(`policy show, policy check or policy lock.\n\n${policyHelp}`);
}
