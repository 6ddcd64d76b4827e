import { worktree } from '../index.ts';
import { forLog } from '../output/safe.ts';
import { type ShownValue, shownPolicy } from '../policy/show.ts';
import { directoryOf } from './directory-of.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags.ts';
import { policyOf } from './policy-of.ts';

/** Prints every value of the policy in force, with its origin. */
export async function runPolicyShow(args: readonly string[]): Promise<number> {
  const { values, positionals } = flagsOf('policy', args, { policy: { type: 'string' }, json: { type: 'boolean' } });
  const directory = directoryOf(positionals);
  const { policy, policySource, layers } = await policyOf({
    directory,
    tree: worktree(directory, () => undefined),
    named: values.policy,
  });
  const shown = shownPolicy(policy, layers);
  if (values.json === true) {
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return exitCodes.pass;
  }
  const lines = [
    policySource === undefined ? 'There is no policy file; the defaults apply.' : '',
    ...table(shown.values),
  ];
  for (const { paths, values: inside } of shown.overrides) lines.push('', `for ${paths.join(', ')}`, ...table(inside));
  if (shown.exceptions.length > 0) lines.push('', 'exceptions', ...table(shown.exceptions));
  if (shown.layers.length > 0)
    lines.push(
      '',
      'from',
      ...shown.layers.map(({ source, commit }) => `  ${source}${commit === null ? '' : ` (${commit})`}`),
    );
  for (const note of shown.notes) lines.push('', note);
  process.stdout.write(`${forLog(lines.join('\n').replace(/^\n+/, ''))}\n`);
  return exitCodes.pass;
}

function table(rows: readonly ShownValue[]): string[] {
  const width = (pick: (row: ShownValue) => string): number =>
    Math.min(44, Math.max(...rows.map((row) => pick(row).length)));
  const [keys, values] = [width(({ key }) => key), width(({ value }) => value)];
  return rows.map(
    ({ key, value, origin, lockedBy }) =>
      `  ${key.padEnd(keys)}  ${value.padEnd(values)}  ${origin}${lockedBy === null ? '' : `, locked by ${lockedBy}`}`,
  );
}
