import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { ApiDouble } from './api-double.ts';
import type { JsonObject } from './api-description.ts';
import { readFileCommands, summaryLimit } from './file-commands.ts';
import { readStepLog, type Annotation, type StepLog } from './workflow-commands.ts';

export type ActionRun = {
  /** The built action's file; `action.yml` is looked for beside it and above it. */
  main: string;
  inputs?: Record<string, string>;
  event: JsonObject;
  eventName: string;
  workspace: string;
  repository?: string;
  sha?: string;
  ref?: string;
  /** More variables, or others; as a step's `env:`. */
  env?: Record<string, string>;
  /** The GitHub to talk to; without it, the addresses lead nowhere. */
  api?: ApiDouble;
  /** Milliseconds until the action is killed. */
  timeout?: number;
};

export type ActionResult = StepLog & {
  /** The process's own; GitHub shows a failed step for anything but 0. */
  exitCode: number;
  stdout: string;
  stderr: string;
  /** What a later step sees under `steps.ID.outputs`. */
  outputs: Record<string, string>;
  /** What is shown on the run's page; empty when it was too long to be kept. */
  summary: string;
  /** GITHUB_ENV and GITHUB_PATH. */
  exported: Record<string, string>;
  addedPaths: string[];
  milliseconds: number;
};

type ActionFile = { inputs?: Record<string, { default?: unknown } | null> };

const nowhere = {
  apiUrl: 'http://127.0.0.1:9',
  graphqlUrl: 'http://127.0.0.1:9/graphql',
  serverUrl: 'https://github.com',
  token: 'none',
};

/**
 * Runs a built action exactly as GitHub's runner starts a step with `uses:`, in an environment without anything else.
 */
export async function runAction(run: ActionRun): Promise<ActionResult> {
  const temp = await realpath(await mkdtemp(join(tmpdir(), 'stack-audit-runner-')));
  try {
    const files = await commandFiles(temp, run.event);
    const { inputs, unexpected } = inputsOf(run, await readActionFile(run.main));
    const env = { ...githubVariables(run, temp), ...files, ...inputs, ...run.env };
    const started = performance.now();
    const { exitCode, stdout, stderr, both } = await start(run, env);
    const milliseconds = Math.round(performance.now() - started);
    return { ...(await collect(files, both, unexpected)), exitCode, stdout, stderr, milliseconds };
  } finally {
    await rm(temp, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The variable that carries an input: capitals, spaces as underscores, dashes as they are. */
function inputVariable(name: string): string {
  return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

async function readActionFile(main: string): Promise<ActionFile> {
  const folders = [dirname(main), dirname(dirname(main))];
  const file = folders.map((folder) => join(folder, 'action.yml')).find((candidate) => existsSync(candidate));
  return file ? (parse(await readFile(file, 'utf8')) as ActionFile) : {};
}

function inputsOf({ inputs = {}, api }: ActionRun, { inputs: declared = {} }: ActionFile) {
  const context: Record<string, string> = {
    'github.token': api?.token ?? nowhere.token,
    'github.server_url': api?.serverUrl ?? nowhere.serverUrl,
  };
  const filled = Object.entries(declared).map(([name, input]) => [name, String(input?.default ?? '')] as const);
  const evaluated = filled.map(([name, value]) => {
    const text = value.replace(/\$\{\{\s*([\w.]+)\s*\}\}/g, (expression, key: string) => {
      if (context[key] === undefined) throw new Error(`the runner's double does not evaluate ${expression}`);
      return context[key];
    });
    return [inputVariable(name), text] as const;
  });
  const given = Object.entries(inputs).map(([name, value]) => [inputVariable(name), value] as const);
  const known = Object.keys(declared);
  const strangers = Object.keys(inputs).filter(
    (name) => !known.some((other) => other.toLowerCase() === name.toLowerCase()),
  );
  const names = (list: string[]) => list.map((name) => `'${name}'`).join(', ');
  const unexpected =
    strangers.length > 0 && known.length > 0
      ? `Unexpected input(s) ${names(strangers)}, valid inputs are [${names(known)}]`
      : '';
  return { inputs: Object.fromEntries([...evaluated, ...given]), unexpected };
}

async function commandFiles(temp: string, event: JsonObject) {
  const folder = join(temp, '_runner_file_commands');
  const files = {
    GITHUB_OUTPUT: join(folder, 'set_output'),
    GITHUB_STEP_SUMMARY: join(folder, 'step_summary'),
    GITHUB_STATE: join(folder, 'save_state'),
    GITHUB_ENV: join(folder, 'set_env'),
    GITHUB_PATH: join(folder, 'add_path'),
  };
  await mkdir(folder, { recursive: true });
  await mkdir(join(temp, '_github_workflow'));
  await Promise.all(Object.values(files).map((file) => writeFile(file, '')));
  await writeFile(join(temp, '_github_workflow', 'event.json'), JSON.stringify(event, null, 2));
  await Promise.all(['_home', '_tool'].map((name) => mkdir(join(temp, name))));
  return files;
}

function githubVariables(
  { event, eventName, workspace, repository = 'acme/shop', sha = '', ref = '', api = nowhere as ApiDouble }: ActionRun,
  temp: string,
) {
  const [owner] = repository.split('/') as [string];
  const whole = (event['repository'] ?? {}) as { id?: number; owner?: { id?: number } };
  return {
    ...{ PATH: process.env['PATH'] ?? '/usr/bin:/bin', HOME: join(temp, '_home'), LANG: 'C.UTF-8', CI: 'true' },
    ...{
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: join(temp, '_github_workflow', 'event.json'),
    },
    ...{ GITHUB_WORKSPACE: workspace, GITHUB_REPOSITORY: repository, GITHUB_REPOSITORY_OWNER: owner },
    ...{ GITHUB_REPOSITORY_ID: String(whole.id ?? 1), GITHUB_REPOSITORY_OWNER_ID: String(whole.owner?.id ?? 1) },
    ...{ GITHUB_SHA: sha, GITHUB_REF: ref, GITHUB_REF_NAME: ref.replace(/^refs\/(heads|tags|pull)\//, '') },
    ...{ GITHUB_REF_TYPE: ref.startsWith('refs/tags/') ? 'tag' : 'branch', GITHUB_REF_PROTECTED: 'false' },
    ...{ GITHUB_HEAD_REF: '', GITHUB_BASE_REF: '', GITHUB_ACTOR: 'octocat', GITHUB_TRIGGERING_ACTOR: 'octocat' },
    ...{ GITHUB_API_URL: api.apiUrl, GITHUB_GRAPHQL_URL: api.graphqlUrl, GITHUB_SERVER_URL: api.serverUrl },
    ...{ GITHUB_RUN_ID: '9182736455', GITHUB_RUN_NUMBER: '17', GITHUB_RUN_ATTEMPT: '1', GITHUB_RETENTION_DAYS: '90' },
    ...{
      GITHUB_WORKFLOW: 'stack audit',
      GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/stack-audit.yml@${ref}`,
    },
    ...{
      GITHUB_WORKFLOW_SHA: sha,
      GITHUB_JOB: 'audit',
      GITHUB_ACTION: '__stack-audit',
      GITHUB_ACTION_REPOSITORY: 'stack-audit/stack-audit',
    },
    ...{
      GITHUB_ACTION_REF: 'v1',
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      RUNNER_NAME: 'GitHub Actions 1',
      RUNNER_ENVIRONMENT: 'github-hosted',
    },
    ...{ RUNNER_TEMP: temp, RUNNER_TOOL_CACHE: join(temp, '_tool'), RUNNER_WORKSPACE: dirname(workspace) },
  };
}

function start({ main, workspace, timeout = 60_000 }: ActionRun, env: Record<string, string>) {
  type Ended = { exitCode: number; stdout: string; stderr: string; both: string };
  return new Promise<Ended>((resolve, reject) => {
    const child = spawn(process.execPath, [main], {
      cwd: workspace,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
      killSignal: 'SIGKILL',
    });
    const texts = { stdout: '', stderr: '' };
    const unfinished = { stdout: '', stderr: '' };
    const lines: string[] = []; // of both, as they came: the runner obeys both
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
        const complete = (unfinished[name] + text).split('\n');
        unfinished[name] = complete.pop()!;
        lines.push(...complete);
      });
    }
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal)
        return reject(
          new Error(`the action was stopped by ${signal}, after ${timeout} ms at most\n${texts.stdout}${texts.stderr}`),
        );
      resolve({
        ...texts,
        exitCode: code ?? 1,
        both: [...lines, unfinished.stdout, unfinished.stderr].filter((line) => line !== '').join('\n'),
      });
    });
  });
}

async function collect(files: Awaited<ReturnType<typeof commandFiles>>, output: string, unexpected: string) {
  const log = readStepLog(output);
  if (unexpected) log.annotations.unshift({ level: 'warning', message: unexpected });
  const failed = (message: string) => {
    log.problems.push(message);
    log.annotations.push({ level: 'error', message } satisfies Annotation);
  };
  const read = async (name: keyof typeof files) => {
    try {
      return readFileCommands(await readFile(files[name], 'utf8'));
    } catch (error) {
      failed(
        `Unable to process file command '${name.slice(7).toLowerCase()}' successfully. ${(error as Error).message}`,
      );
      return {};
    }
  };
  const summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8');
  const size = Buffer.byteLength(summary);
  if (size > summaryLimit)
    failed(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${Math.floor(size / 1024)}k.`,
    );
  return {
    ...log,
    outputs: { ...log.outputs, ...(await read('GITHUB_OUTPUT')) },
    state: { ...log.state, ...(await read('GITHUB_STATE')) },
    exported: await read('GITHUB_ENV'),
    addedPaths: (await readFile(files.GITHUB_PATH, 'utf8')).split('\n').filter((line) => line !== ''),
    summary: size > summaryLimit ? '' : log.masks.reduce((text, mask) => text.replaceAll(mask, '***'), summary),
  };
}
