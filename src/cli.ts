#!/usr/bin/env node
import { auditHelp, runAudit } from './commands/audit.ts';
import { exitCodes } from './commands/exit-codes.ts';
import { UsageError } from './model/usage-error.ts';
import { version } from './version.ts';

const commands: Readonly<Record<string, (args: readonly string[]) => number>> = { audit: runAudit };

function run(args: readonly string[]): number {
  const [first = ''] = args;
  if (args.includes('--help') || args.includes('-h') || first === 'help') {
    process.stdout.write(`${auditHelp}\n`);
    return exitCodes.pass;
  }
  if (args.includes('--version') || args.includes('-V')) {
    process.stdout.write(`stack-audit ${version}\n`);
    return exitCodes.pass;
  }
  const command = commands[first];
  return command === undefined ? runAudit(args) : command(args.slice(1));
}

/** Ends the run with the exit code of what went wrong: the user's mistake in their words, ours with where to report it. */
function fail(error: unknown): number {
  if (error instanceof UsageError) {
    process.stderr.write(`stack-audit: ${error.message}\n`);
    return exitCodes.usage;
  }
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') return exitCodes.pass;
  process.stderr.write(
    `stack-audit ${version} failed. This is an error of the tool, please report it with the lines below.\n`,
  );
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  return exitCodes.bug;
}

try {
  process.exitCode = run(process.argv.slice(2));
} catch (error) {
  process.exitCode = fail(error);
}
