import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../model/usage-error.ts';
import { audit, wants, worktree } from '../index.ts';
import { commitOf, commitTree } from '../tree/commit.ts';
import { formats, formatNames } from '../output/index.ts';
import { FailOn } from '../model/policy.ts';
import type { Report } from '../model/report.ts';
import type { Tree } from '../model/tree.ts';
import { policyOf } from './policy-of.ts';
import { dayOf } from './day-of.ts';
import { startProgress } from './progress.ts';
import { exitCodes } from './exit-codes.ts';

export const auditHelp = `Usage: stack-audit [audit] [PATH] [options]

Reads the repository at PATH (the current directory unless said) without running any of it, says what
its backend is built of, and judges that against rules and the policy in .github/stack-audit.yml.

Options:
  --format FORMAT     ${formatNames.join(', ')} (default: text)
  --output FILE       write to FILE instead of the standard output
  --base REV          compare with this commit, branch or tag: only what is new since then blocks
  --policy FILE       use this policy file
  --fail-on LEVEL     error, warning, note or never (default: error, or what the policy says)
  --as-of DATE        audit as of this day, YYYY-MM-DD (default: today)
  --all               list every place and every component
  --help, --version

Exit codes: 0 nothing blocks, 1 blocking findings, 2 a mistake in what was asked for, 70 an error of this tool.`;

/** Audits a directory, prints the report, and returns the exit code. */
export async function runAudit(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError(`one PATH at a time: ${positionals.join(', ')} were given`);
  const directory = resolve(positionals[0] ?? '.');
  if (!isDirectory(directory)) throw new UsageError(`${positionals[0] ?? '.'} is not a directory`);
  const format = formats[values.format];
  if (format === undefined) throw new UsageError(`--format ${values.format}: it is one of ${formatNames.join(', ')}`);
  const today = dayOf(values['as-of']);
  const progress = startProgress(process.stderr);
  let report: Report;
  try {
    progress.say('reading files');
    const tree = worktree(directory, wants);
    const flags = { failOn: failOnOf(values['fail-on']) };
    const { policy, policySource, rules } = await policyOf({ directory, tree, named: values.policy, flags });
    const base = values.base === undefined ? undefined : baseOf(directory, values.base);
    progress.say(`auditing ${tree.paths.length.toLocaleString('en-US')} files`);
    const source = policySource === undefined ? {} : { policySource };
    report = audit(tree, { policy, rules, ...source, today, base });
  } finally {
    progress.stop();
  }
  const colour = values.output === undefined && usesColour(process.stdout);
  const printed = format(report, { colour, width: process.stdout.columns ?? 100, all: values.all === true });
  if (values.output === undefined) process.stdout.write(printed);
  else {
    mkdirSync(dirname(resolve(values.output)), { recursive: true });
    writeFileSync(values.output, printed);
  }
  return report.verdict === 'fail' ? exitCodes.findings : exitCodes.pass;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: 'string', default: 'text' },
        output: { type: 'string' },
        base: { type: 'string' },
        policy: { type: 'string' },
        'fail-on': { type: 'string' },
        'as-of': { type: 'string' },
        all: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nstack-audit --help lists the options.`);
  }
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function failOnOf(text: string | undefined): FailOn | undefined {
  if (text === undefined) return undefined;
  const levels: readonly string[] = FailOn.options;
  if (!levels.includes(text)) throw new UsageError(`--fail-on ${text}: it is one of ${levels.join(', ')}`);
  return text as FailOn;
}

function baseOf(directory: string, revision: string): { tree: Tree; revision: string } {
  const commit = commitOf(directory, revision);
  const tree = commit === undefined ? undefined : commitTree(directory, commit, wants);
  if (commit === undefined || tree === undefined)
    throw new UsageError(
      `--base ${revision}: git does not know this revision in ${directory}. In a shallow clone, fetch it first: git fetch --depth=1 origin ${revision}`,
    );
  return { tree, revision: commit };
}

/** Colours only for people: on a terminal, unless NO_COLOR is set (https://no-color.org) or the terminal is dumb. */
function usesColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && TERM !== 'dumb';
}
