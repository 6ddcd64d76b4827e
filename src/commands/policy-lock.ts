import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { worktree } from '../index.ts';
import { UsageError } from '../model/usage-error.ts';
import { forLog } from '../output/safe.ts';
import { largestLock, lockChanges, lockText, readLock } from '../policy/lock-file.ts';
import { lockPath } from '../policy/places.ts';
import { worktreeFile } from '../tree/worktree.ts';
import { directoryOf } from './directory-of.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags.ts';
import { policyOf } from './policy-of.ts';

/** Writes the lock file, or says whether it is up to date. */
export async function runPolicyLock(args: readonly string[]): Promise<number> {
  const { values, positionals } = flagsOf('policy', args, { check: { type: 'boolean' } });
  const directory = directoryOf(positionals);
  const { gathered, policySource } = await policyOf({
    directory,
    tree: worktree(directory, () => undefined),
    fresh: true,
  });
  if (policySource === undefined) throw new UsageError(`there is no policy file in ${positionals[0] ?? '.'}`);
  if (gathered.length === 0) throw new UsageError(`${policySource} extends nothing: there is nothing to lock`);
  const say = (line: string): void => void process.stdout.write(`${forLog(line)}\n`);
  const before = worktreeFile(directory, lockPath, largestLock);
  const read = before === undefined ? undefined : readLock(lockPath, before);
  const changes = lockChanges(read === undefined || 'mistakes' in read ? new Map() : read.lock, gathered);
  for (const change of changes) say(change);
  if (values.check === true) {
    if (changes.length === 0) say(`${lockPath} is up to date`);
    return changes.length === 0 ? exitCodes.pass : exitCodes.findings;
  }
  const file = join(directory, lockPath);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, lockText(gathered));
  say(`${lockPath}: ${gathered.length} ${gathered.length === 1 ? 'file' : 'files'} locked`);
  return exitCodes.pass;
}
