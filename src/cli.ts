#!/usr/bin/env node
import { exitCodes } from './commands/exit-codes.ts';
import { commandOf, help, runCommand } from './commands/index.ts';
import { UsageError } from './model/usage-error.ts';
import { forLog } from './output/safe.ts';
import { version } from './version.ts';

async function run(args: readonly string[]): Promise<number> {
  const [first = '', second = ''] = args;
  if (first === 'help' || args.includes('--help') || args.includes('-h')) {
    const asked = first === 'help' ? commandOf(second) : commandOf(first);
    process.stdout.write(`${asked?.help ?? help()}\n`);
    return exitCodes.pass;
  }
  if (first === '--version' || first === '-V') {
    process.stdout.write(`stack-audit ${version}\n`);
    return exitCodes.pass;
  }
  return runCommand(args);
}

/** Ends the run with the exit code of what went wrong: the user's mistake in their words, ours with where to report it. */
function fail(error: unknown): number {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS') === true) {
    process.stderr.write(`${forLog(`stack-audit: ${(error as Error).message}`)}\n`);
    return exitCodes.usage;
  }
  if (code === 'EPIPE') return exitCodes.pass;
  process.stderr.write(
    `stack-audit ${version} failed. This is an error of the tool, please report it with the lines below.\n`,
  );
  process.stderr.write(`${forLog(error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`);
  return exitCodes.bug;
}

process.stdout.on('error', (error) => {
  process.exitCode = fail(error);
});
process.exitCode = await run(process.argv.slice(2)).catch(fail);
