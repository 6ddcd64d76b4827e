import { shippedCatalogue } from '../shipped.ts';
import { suggestion } from '../rules/mistakes.ts';
import { exitCodes } from './exit-codes.ts';
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
  if (action === 'ids') return listIds(rest);
  const meant = action === '' ? '' : suggestion(action, ['show', 'check', 'lock', 'ids']);
  throw new UsageError(`policy ${action || 'ACTION'}: it is show, check, lock or ids${meant}\n\n${policyHelp}`);
}

function listIds([word = '']: readonly string[]): number {
  const wanted = word.toLowerCase();
  const found = shippedCatalogue().technologies.filter(({ id, name }) =>
    `${id} ${name}`.toLowerCase().includes(wanted),
  );
  const width = Math.max(0, ...found.map(({ id }) => id.length));
  for (const { id, name, kind } of found) process.stdout.write(`${id.padEnd(width)}  ${name}, ${kind}\n`);
  return exitCodes.pass;
}
