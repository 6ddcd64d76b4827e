import { readFileSync, statSync } from 'node:fs';
import { worktree } from '../index.ts';
import { UsageError } from '../model/usage-error.ts';
import { forLog } from '../output/safe.ts';
import { policyAdvice } from '../policy/advice.ts';
import { mistakesText } from '../policy/gather.ts';
import { readPolicyFile } from '../policy/load.ts';
import { resolvePolicy } from '../policy/resolve.ts';
import { dayOf } from './day-of.ts';
import { directoryOf } from './directory-of.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags.ts';
import { policyOf } from './policy-of.ts';
import { shippedIds } from './shipped-ids.ts';

/** Lists all mistakes of a policy file, or of a repository's policy with all that it extends. */
export async function runPolicyCheck(args: readonly string[]): Promise<number> {
  const { values, positionals } = flagsOf('policy', args, { 'as-of': { type: 'string' } });
  const today = dayOf(values['as-of']);
  const [path = '.'] = positionals;
  const checked =
    statSync(path, { throwIfNoEntry: false })?.isFile() === true ? file(path) : await repository(positionals);
  const advice = policyAdvice(checked.policy, checked.layers, today);
  const lines = [...advice.map(({ path: at, line, message }) => `${at}:${line}: ${message}`), `${checked.name}: OK`];
  process.stdout.write(`${forLog(lines.join('\n'))}\n`);
  return exitCodes.pass;
}

function file(path: string) {
  const read = readPolicyFile(path, readFileSync(path, 'utf8'), shippedIds());
  if ('mistakes' in read) throw new UsageError(`${read.mistakes.length} to mend:\n${mistakesText(read.mistakes)}`);
  return { name: path, policy: resolvePolicy([read.layer]), layers: [read.layer] };
}

async function repository(positionals: readonly string[]) {
  const directory = directoryOf(positionals);
  const { policySource, policy, layers } = await policyOf({ directory, tree: worktree(directory, () => undefined) });
  if (policySource === undefined) throw new UsageError(`there is no policy file in ${positionals[0] ?? '.'}`);
  return { name: policySource, policy, layers };
}
