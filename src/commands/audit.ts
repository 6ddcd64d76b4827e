import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import { audit, wants, worktree } from '../index.ts';
import { formatNames } from '../output/format-names.ts';
import { formats } from '../output/index.ts';
import { type FailOn, failOnLevels } from '../model/fail-on.ts';
import type { Report } from '../model/report.ts';
import type { CompiledRule } from '../rules/compiled-rule.ts';
import { policyOf } from './policy-of.ts';
import { dayOf } from './day-of.ts';
import { flagsOf } from './flags.ts';
import { startProgress } from './progress.ts';
import { openSource } from './source.ts';
import { exitCodes } from './exit-codes.ts';
import { fileTrouble } from './file-trouble.ts';
import { fixed } from './fix.ts';

/** Audits a directory, prints the report, and returns the exit code. */
export async function runAudit(args: readonly string[]): Promise<number> {
  const { values, positionals } = flagsOf('audit', args, options);
  const format = await formats[oneOf(formatNames, values.format, '--format')]();
  const today = dayOf(values['as-of']);
  const progress = startProgress(process.stderr);
  let report: Report;
  let judging: readonly CompiledRule[];
  try {
    progress.say('reading files');
    const { directory, tree, file, base: openBase } = await openSource(positionals);
    if (values.fix === true && file !== undefined)
      throw new UsageError('--fix needs a directory whose files it can edit');
    const flags = { failOn: failOnOf(values['fail-on']) };
    const { policy, policySource, rules } = await policyOf({ directory, tree, file, named: values.policy, flags });
    judging = rules;
    const base = values.base === undefined ? undefined : await openBase(values.base);
    progress.say(`auditing ${tree.paths.length.toLocaleString('en-US')} files`);
    const source = policySource === undefined ? {} : { policySource };
    const auditNow = (state = tree): Report => audit(state, { policy, rules, ...source, today, base });
    const tell = (text: string): void => {
      progress.stop();
      process.stderr.write(`${text}\n`);
    };
    report = values.fix === true ? fixed(directory, () => auditNow(worktree(directory, wants)), tell) : auditNow();
  } finally {
    progress.stop();
  }
  const colour = values.output === undefined && usesColour(process.stdout);
  const words = judging.map(({ rule }) => rule);
  const all = values.all === true;
  const printed = format(report, { colour, width: process.stdout.columns ?? 100, all, rules: words });
  if (values.output === undefined) process.stdout.write(printed);
  else write(values.output, printed);
  return report.verdict === 'fail' ? exitCodes.findings : exitCodes.pass;
}

const options = {
  format: { type: 'string', default: 'text' },
  output: { type: 'string' },
  base: { type: 'string' },
  policy: { type: 'string' },
  'fail-on': { type: 'string' },
  'as-of': { type: 'string' },
  all: { type: 'boolean' },
  fix: { type: 'boolean' },
} as const;

function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(resolve(path)), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    throw new UsageError(`--output ${fileTrouble(error) ?? `${path}: ${(error as Error).message}`}`);
  }
}

function failOnOf(text: string | undefined): FailOn | undefined {
  return text === undefined ? undefined : oneOf(failOnLevels, text, '--fail-on');
}

function oneOf<Choice extends string>(choices: readonly Choice[], text: string, flag: string): Choice {
  const chosen = choices.find((choice) => choice === text);
  if (chosen === undefined) throw new UsageError(`${flag} ${text}: it is one of ${choices.join(', ')}`);
  return chosen;
}

/** Colours only for people: on a terminal, unless NO_COLOR is set (https://no-color.org) or the terminal is dumb. */
function usesColour(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '0') return true;
  return stream.isTTY === true && TERM !== 'dumb';
}
