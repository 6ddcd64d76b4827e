import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { UsageError } from '../model/usage-error.ts';
import { audit, wants, worktree } from '../index.ts';
import { commitOf, commitTree } from '../tree/commit.ts';
import { formatNames } from '../output/format-names.ts';
import { formats } from '../output/index.ts';
import { type FailOn, failOnLevels } from '../model/fail-on.ts';
import type { Report } from '../model/report.ts';
import type { Tree } from '../model/tree.ts';
import { policyOf } from './policy-of.ts';
import { dayOf } from './day-of.ts';
import { startProgress } from './progress.ts';
import { exitCodes } from './exit-codes.ts';

/** Audits a directory, prints the report, and returns the exit code. */
export async function runAudit(args: readonly string[]): Promise<number> {
  const { values, positionals } = parse(args);
  if (positionals.length > 1) throw new UsageError(`one PATH at a time: ${positionals.join(', ')} were given`);
  const directory = resolve(positionals[0] ?? '.');
  if (!isDirectory(directory)) throw new UsageError(`${positionals[0] ?? '.'} is not a directory`);
  const format = formats[oneOf(formatNames, values.format, '--format')];
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
  return text === undefined ? undefined : oneOf(failOnLevels, text, '--fail-on');
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string, flag: string): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined) throw new UsageError(`${flag} ${text}: it is one of ${choices.join(', ')}`);
  return chosen;
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
