import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../model/usage-error.ts';
import { forLog } from '../output/safe.ts';
import { runExamples } from '../rules/examples.ts';
import { suggestion } from '../rules/mistakes.ts';
import { loadRule } from '../rules/load.ts';
import { shippedCatalogue, shippedRules } from '../shipped.ts';
import { exitCodes } from './exit-codes.ts';
import { ruleHelp } from './help.ts';

/** Tests rule files, or lists the rules that ship. */
export function runRule(args: readonly string[]): number {
  const [action, ...rest] = args;
  if (action === 'list') return list();
  if (action !== 'test') {
    const meant = action === undefined ? '' : suggestion(action, ['test', 'list']);
    throw new UsageError(`rule ${action ?? 'ACTION'}: it is test or list${meant}\n\n${ruleHelp}`);
  }
  if (rest.length === 0) throw new UsageError(`rule test: say which FILE or DIR\n\n${ruleHelp}`);
  return testFiles(rest.flatMap(ruleFiles));
}

function list(): number {
  const rules = shippedRules().map(({ rule }) => rule);
  const width = Math.max(...rules.map(({ id }) => id.length));
  for (const { id, severity, off, why } of rules)
    process.stdout.write(`${id.padEnd(width)}  ${off === true ? 'off' : severity}\n${' '.repeat(width + 2)}${why}\n`);
  return exitCodes.pass;
}

function ruleFiles(path: string): string[] {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) throw new UsageError(`${path} does not exist`);
  if (!status.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.toml'))
    .sort()
    .map((name) => join(path, name));
}

function testFiles(paths: readonly string[]): number {
  const catalogue = shippedCatalogue();
  let worst: number = exitCodes.pass;
  const say = (line: string): void => void process.stdout.write(`${forLog(line)}\n`);
  for (const path of paths) {
    const loaded = loadRule(path, readFileSync(path, 'utf8'));
    if ('mistakes' in loaded) {
      worst = exitCodes.usage;
      for (const { line, column, message } of loaded.mistakes)
        say(`${path}:${line}${column === undefined ? '' : `:${column}`}: ${message}`);
      continue;
    }
    for (const { name, missing, noisy } of runExamples(loaded.rule, catalogue)) {
      const holds = missing.length + noisy.length === 0;
      say(`${holds ? '✔' : '✖'} ${loaded.rule.rule.id}: ${name}`);
      for (const place of missing) say(`    missing  ${place}`);
      for (const place of noisy) say(`    noisy    ${place}`);
      if (!holds && worst === exitCodes.pass) worst = exitCodes.findings;
    }
  }
  return worst;
}
