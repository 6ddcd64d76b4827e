import { appendFileSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { dayOf } from './commands/day-of.ts';
import { exitCodes } from './commands/exit-codes.ts';
import { policyOf } from './commands/policy-of.ts';
import { type Base, type LocalGit, findBase } from './github/base.ts';
import { type Client, clientFor, refusal } from './github/client.ts';
import { type Event, type Surroundings, eventOf, eventPayload, surroundings } from './github/event.ts';
import { type Inputs, readInputs } from './github/inputs.ts';
import { setOutputs } from './github/outputs.ts';
import { type PostedComment, findComment, postComment } from './github/sticky-comment.ts';
import { audit, commitTree, wants, worktree } from './index.ts';
import type { Report } from './model/report.ts';
import type { Tree } from './model/tree.ts';
import { UsageError } from './model/usage-error.ts';
import { annotations } from './output/annotations.ts';
import { comment, commentMarker } from './output/comment.ts';
import type { Links } from './output/markdown-rows.ts';
import { forCommand, forLog } from './output/safe.ts';
import { summary } from './output/summary.ts';
import { text } from './output/text.ts';
import { commitOf } from './tree/commit.ts';
import { fetchCommit, parentsOf } from './tree/fetch.ts';
import { git, records } from './tree/git.ts';
import { restrict } from './tree/restrict.ts';
import { version } from './version.ts';

/** Audits the state that the event is about, tells the pull request, and sets the exit code. Trouble with telling never changes the verdict. */
async function run(): Promise<number> {
  const inputs = readInputs();
  const at = surroundings(process.env);
  const event = eventOf(at.eventName, eventPayload(process.env['GITHUB_EVENT_PATH']));
  const client = lazily(() => clientFor(inputs.token, at.apiUrl));
  const base = await baseFor(event, inputs, at, client);
  const head = headTree(event, inputs, at);
  const baseTree = 'commit' in base ? commitTree(at.workspace, base.commit, wants) : undefined;
  const compared = 'commit' in base && baseTree !== undefined;
  const policy = policyOf({
    directory: at.workspace,
    tree: baseTree ?? head,
    file: inputs.policy,
    failOn: inputs.failOn,
    ...(baseTree !== undefined && { inTree: true }),
  });
  const report = audit(head, {
    ...policy,
    today: dayOf(inputs.asOf),
    ...(compared && { base: { tree: restrict(baseTree, inputs.path), revision: base.commit } }),
    ...('reason' in base && base.reason !== undefined && { notCompared: `There is no comparison: ${base.reason}.` }),
  });
  say(text(report, { colour: false, width: 100, all: false }));
  if (inputs.annotations) annotate(report);
  const links = linksOf(report, event, inputs, at, base);
  if (inputs.summary) writeSummary(summary(report, links));
  const jsonFile = inputs.jsonFile === undefined ? undefined : writeReport(report, inputs.jsonFile, at.workspace);
  const posted = await tell(report, event, inputs, at, links, client, policy.policy.comment);
  setOutputs(report, posted, jsonFile);
  return report.verdict === 'fail' ? exitCodes.findings : exitCodes.pass;
}

async function baseFor(event: Event, inputs: Inputs, at: Surroundings, client: () => Client): Promise<Base> {
  const local = localGit(at, inputs);
  if (inputs.baseRef !== undefined) {
    const commit = local.commitOf(inputs.baseRef) ?? local.commitOf(`origin/${inputs.baseRef}`) ?? inputs.baseRef;
    const result = local.fetch(commit);
    return 'fetched' in result
      ? { commit }
      : { none: true, reason: `base-ref ${inputs.baseRef} could not be fetched: ${result.refused}` };
  }
  const [owner = '', repo = ''] = at.repository.split('/');
  return findBase(event, local, async () => client(), { owner, repo });
}

function localGit({ workspace, serverUrl }: Surroundings, { token }: Inputs): LocalGit {
  return {
    head: () => commitOf(workspace, 'HEAD'),
    parentsOf: (commit) => parentsOf(workspace, commit),
    commitOf: (revision) => commitOf(workspace, revision),
    mergeBase: (one, other) => {
      const found = git(workspace, ['merge-base', '--end-of-options', one, other]);
      return found.code === 0 ? found.stdout.toString('utf8').trim() : undefined;
    },
    fetch: (commit) => fetchCommit(workspace, commit, { serverUrl, token }),
  };
}

/** The state to audit: the checkout, or the commit that the event names where the checkout is another one. */
function headTree(event: Event, inputs: Inputs, at: Surroundings): Tree {
  if (event.auditCommit === undefined || commitOf(at.workspace, 'HEAD') === event.auditCommit)
    return restrict(worktree(at.workspace, wants), inputs.path);
  const result = fetchCommit(at.workspace, event.auditCommit, { serverUrl: at.serverUrl, token: inputs.token });
  const tree = 'fetched' in result ? commitTree(at.workspace, event.auditCommit, wants) : undefined;
  if (tree === undefined)
    throw new UsageError(
      `the head of the pull request, ${event.auditCommit}, could not be fetched${'refused' in result ? `: ${result.refused}` : ''}. Nothing was audited.`,
    );
  return restrict(tree, inputs.path);
}

function linksOf(report: Report, event: Event, inputs: Inputs, at: Surroundings, base: Base): Links {
  const head = event.pullRequest?.headSha ?? at.sha;
  const changed = 'commit' in base ? changedPaths(at.workspace, base.commit, event.auditCommit ?? 'HEAD') : undefined;
  const pages =
    at.actionRepository === undefined
      ? undefined
      : `${at.serverUrl}/${at.actionRepository}/blob/${at.actionRef ?? `v${version}`}/docs/rules/{rule}.md`;
  return {
    repository: `${at.serverUrl}/${at.repository}`,
    head,
    ...('commit' in base && { base: base.commit }),
    ...(event.baseName !== undefined && { baseName: event.baseName }),
    ...(event.pullRequest !== undefined && { pullRequest: event.pullRequest.number }),
    ...(at.runUrl !== undefined && { run: at.runUrl }),
    ...(pages !== undefined && { rulePage: pages }),
    ...(changed !== undefined && { changedPaths: changed }),
  };
}

function changedPaths(workspace: string, base: string, head: string): Set<string> {
  return new Set(
    records(
      git(workspace, ['diff-tree', '-r', '-z', '--name-only', '--no-renames', '--end-of-options', base, head]).stdout,
    ),
  );
}

/** Posts or updates the comment where there is a pull request and something to say. A refusal is one line in the log. */
async function tell(
  report: Report,
  event: Event,
  inputs: Inputs,
  at: Surroundings,
  links: Links,
  client: () => Client,
  byPolicy: 'auto' | 'always' | 'never',
): Promise<PostedComment | undefined> {
  const mode = inputs.comment ?? byPolicy;
  if (event.pullRequest === undefined || mode === 'never' || inputs.token === '') return undefined;
  const [owner = '', repo = ''] = at.repository.split('/');
  const place = { owner, repo, number: event.pullRequest.number };
  try {
    const known = await findComment(client(), place, commentMarker(inputs.commentKey));
    const something =
      report.counts.new > 0 || report.counts.blocking > 0 || report.changes.length > 0 || report.notCompared !== null;
    if (known === undefined && mode === 'auto' && !something) return undefined;
    return await postComment(client(), place, comment(report, { ...links, key: inputs.commentKey }), known);
  } catch (error) {
    process.stdout.write(
      `::notice title=Stack Audit could not comment::${forCommand(`${refusal(error, 'pull-requests: write')} The job summary has the whole report.`)}\n`,
    );
    return undefined;
  }
}

function annotate(report: Report): void {
  const { commands, left } = annotations(report);
  for (const command of commands) process.stdout.write(`${command}\n`);
  if (left > 0) say(`… and ${left} more findings without a mark on their line: GitHub shows ten of each level.`);
}

/** Appends to the job summary, if the runner offers one. */
function writeSummary(markdown: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file !== undefined && file !== '') appendFileSync(file, markdown);
}

/** Writes the report inside the workspace and nowhere else. */
function writeReport(report: Report, file: string, workspace: string): string {
  const path = resolve(workspace, file);
  mkdirSync(dirname(path), { recursive: true });
  const inside = relative(realpathSync(workspace), realpathSync(dirname(path)));
  if (inside === '..' || inside.startsWith(`..${sep}`) || resolve(inside) === inside)
    throw new UsageError(`input json-file: ${file} lies outside of the workspace`);
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  return file;
}

function say(words: string): void {
  process.stdout.write(`${forLog(words)}\n`);
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

try {
  process.exitCode = await run();
} catch (error) {
  const ours = !(error instanceof UsageError);
  const message = ours
    ? `Stack Audit ${version} failed. This is an error of the tool, please report it.\n${error instanceof Error ? error.stack : String(error)}`
    : error.message;
  process.stdout.write(`::error title=Stack Audit::${forCommand(message)}\n`);
  process.exitCode = ours ? exitCodes.bug : exitCodes.usage;
}
