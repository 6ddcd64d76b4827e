import { relay } from '../action/relay.ts';
import { eventPayload, surroundings } from '../github/event.ts';
import { UsageError } from '../model/usage-error.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags.ts';

/** Comments on the pull request of a finished run with that run's report. For workflows on `workflow_run`. */
export async function runComment(args: readonly string[]): Promise<number> {
  const { values, positionals } = flagsOf('comment', args, {
    report: { type: 'string' },
    key: { type: 'string', default: 'default' },
    always: { type: 'boolean' },
  });
  if (positionals.length > 0)
    throw new UsageError(`comment: ${positionals[0]} is not understood; say which report with --report FILE`);
  const { GITHUB_TOKEN, GH_TOKEN, GITHUB_EVENT_PATH, GITHUB_REPOSITORY } = process.env;
  const token = GITHUB_TOKEN || GH_TOKEN || '';
  if (values.report === undefined) throw new UsageError('comment: say which report with --report FILE');
  if (token === '') throw new UsageError('comment: set GITHUB_TOKEN to a token with pull-requests: write');
  if (!GITHUB_REPOSITORY || !GITHUB_EVENT_PATH)
    throw new UsageError('comment: this works in a workflow on workflow_run, which says what run has finished');
  const mode = values.always === true ? 'always' : 'auto';
  const wish = { file: values.report, token, key: values.key, mode } as const;
  const posted = await relay(wish, surroundings(process.env), eventPayload(GITHUB_EVENT_PATH));
  if (posted !== undefined) process.stdout.write(`${posted.done}: ${posted.url}\n`);
  return exitCodes.pass;
}
