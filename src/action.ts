import { appendFileSync } from 'node:fs';
import { command, error, notice, say } from './action/log.ts';
import { linksOf } from './action/links.ts';
import { PolicyMistakes, type PolicyWishes, policyInForce, policyPreview } from './action/policy.ts';
import { relay } from './action/relay.ts';
import { rendered, writeReportFile } from './action/report-file.ts';
import { statesOf } from './action/states.ts';
import { tell } from './action/tell.ts';
import { findWorkspace } from './action/workspace.ts';
import { dayOf } from './commands/day-of.ts';
import { exitCodes } from './commands/exit-codes.ts';
import { type Client, clientFor, placeOf } from './github/client.ts';
import { type Event, type Payload, type Surroundings, eventOf, eventPayload, surroundings } from './github/event.ts';
import { type Inputs, fileInputs, readInputs } from './github/inputs.ts';
import { setComment, setError, setOutputs } from './github/outputs.ts';
import { policySource } from './github/policy-source.ts';
import { audit } from './index.ts';
import type { Report } from './model/report.ts';
import { UsageError } from './model/usage-error.ts';
import { annotations } from './output/annotations.ts';
import { nothingAudited } from './output/nothing-audited.ts';
import { suggestionsOf } from './output/suggestion.ts';
import { summary } from './output/summary.ts';
import { text } from './output/text.ts';
import { mistakeLine } from './rules/mistakes.ts';
import { version } from './version.ts';

/** Audits the state that the event is about, tells the pull request, and gives the exit code. Trouble with telling never changes the verdict. */
async function run(): Promise<number> {
  const inputs = readInputs();
  const at = surroundings(process.env);
  const payload = eventPayload(process.env['GITHUB_EVENT_PATH']);
  return inputs.report === undefined ? auditRun(inputs, at, payload) : relayRun(inputs.report, inputs, at, payload);
}

async function auditRun(inputs: Inputs, at: Surroundings, payload: Payload): Promise<number> {
  const today = dayOf(inputs.asOf);
  const event = eventOf(at.eventName, payload, at.sha);
  const client = lazily(() => clientFor(inputs.token, at.apiUrl));
  const workspace = findWorkspace(at.workspace, inputs.path);
  const states = await statesOf(event, inputs, at, workspace, client);
  const wishes = policyWishes(inputs, event, at, workspace.root, client, today);
  const deciding = await policyInForce(states, wishes);
  const { inForce, advice } = deciding;
  const { head, base, notCompared } = states;
  const report = audit(head.tree, {
    ...inForce,
    ...(await policyPreview(states, deciding, wishes)),
    today,
    ...(base?.commit !== undefined && { base: { tree: base.tree, revision: base.commit } }),
    ...(notCompared !== undefined && { notCompared: notComparedWords(notCompared, event) }),
  });
  say(text(report, { colour: false, width: 100, all: false }));
  for (const line of advice) say(line);
  const links = linksOf(event, at, states);
  const rules = inForce.rules.map(({ rule }) => rule);
  for (const format of ['json', 'sarif', 'html'] as const) {
    const file = inputs.files[format];
    if (file === undefined) continue;
    writeReportFile(await rendered(format, report, { rules, links }), file, at.workspace, fileInputs[format]);
  }
  if (inputs.annotations) annotate(report);
  if (inputs.summary) writeSummary(summary(report, { ...links, files: Object.values(inputs.files) }));
  setOutputs(report, inputs.files);
  if (event.pullRequest !== undefined && inputs.token !== '') {
    const { number, headSha } = event.pullRequest;
    const place = { ...placeOf(at.repository), number };
    const { comment: mode } = inForce.policy;
    const suggestions = inForce.policy.suggestions ? suggestionsOf(report, links) : [];
    const telling = { report, place, headSha, key: inputs.commentKey, mode, links, suggestions };
    setComment(await tell(telling, client));
  }
  return report.verdict === 'fail' ? exitCodes.findings : exitCodes.pass;
}

/** Without a base nobody but the change itself can say which policy applies. */
function notComparedWords(reason: string, { pullRequest }: Event): string {
  const policy = pullRequest === undefined ? '' : ' The policy is that of the change itself.';
  return `There is no comparison: ${reason}.${policy}`;
}

function policyWishes(
  { policy: named, policyToken, failOn, comment, suggestions }: Inputs,
  { pullRequest }: Event,
  at: Surroundings,
  root: string,
  client: () => Client,
  today: string,
): PolicyWishes {
  const given = policyToken === undefined ? undefined : lazily(() => clientFor(policyToken, at.apiUrl));
  const kind = given !== undefined ? 'given' : pullRequest?.fromFork === true ? 'fork' : 'own';
  const flags = { failOn, comment, suggestions, prefix: 'input ' };
  const { owner } = placeOf(at.repository);
  return { named, owner, flags, fetch: policySource(given ?? client, kind), root, today };
}

async function relayRun(file: string, inputs: Inputs, at: Surroundings, payload: Payload): Promise<number> {
  const { token, commentKey: key, comment: mode = 'auto' } = inputs;
  setComment(await relay({ file, token, key, mode }, at, payload));
  return exitCodes.pass;
}

function annotate(report: Report): void {
  const { commands, left } = annotations(report);
  for (const line of commands) command(line);
  if (left > 0) say(`… and ${left} more findings without a mark on their line: GitHub shows ten of each level.`);
}

/** Appends to the job summary, if the runner offers one. A runner whose disk is full does not change the verdict. */
function writeSummary(markdown: string): void {
  const file = process.env['GITHUB_STEP_SUMMARY'];
  if (file === undefined || file === '') return;
  try {
    appendFileSync(file, markdown);
  } catch (thrown) {
    notice('Stack Audit could not write the job summary', (thrown as Error).message);
  }
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Says what went wrong, the user's mistake or ours, and gives the exit code. */
function fail(thrown: unknown): number {
  setError();
  if (thrown instanceof PolicyMistakes) {
    for (const mistake of thrown.mistakes) error('Stack Audit: policy', mistake.message, mistake);
    writeSummary(nothingAudited(thrown.mistakes.map(mistakeLine)));
    say(`The policy has ${thrown.mistakes.length === 1 ? 'a mistake' : 'mistakes'}. Nothing was audited.`);
    return exitCodes.usage;
  }
  if (thrown instanceof UsageError) {
    error('Stack Audit', thrown.message);
    writeSummary(nothingAudited([thrown.message]));
    return exitCodes.usage;
  }
  const stack = thrown instanceof Error ? thrown.stack : String(thrown);
  error('Stack Audit', `Stack Audit ${version} failed. This is an error of the tool, please report it.\n${stack}`);
  writeSummary(nothingAudited([`Stack Audit ${version} failed. The log has what to report.`]));
  return exitCodes.bug;
}

try {
  process.exitCode = await run();
} catch (thrown) {
  process.exitCode = fail(thrown);
}
