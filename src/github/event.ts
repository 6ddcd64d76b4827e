import { readFileSync } from 'node:fs';

/** Where a run takes place, as the runner's environment says. https://docs.github.com/actions/reference/variables-reference */
export interface Surroundings {
  readonly eventName: string;
  readonly workspace: string;
  readonly repository: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly sha: string;
  readonly runUrl?: string;
  /** The repository and ref of this action, where its rule pages are. */
  readonly actionRepository?: string;
  readonly actionRef?: string;
}

/** A pull request: what its branch brings to the base branch. */
export interface PullComparison {
  readonly kind: 'pull';
  readonly baseRef: string;
  readonly headSha: string;
  /** GitHub's test merge, where the event runs on it. */
  readonly mergeSha?: string;
  /** The commit of the base branch, where the event runs on that. */
  readonly baseSha?: string;
}

/** How to find the state to compare with. */
export type Comparison =
  | PullComparison
  /** Where the head has left this branch. */
  | { readonly kind: 'branch'; readonly baseRef: string; readonly headSha: string }
  /** This very commit. */
  | { readonly kind: 'exact'; readonly base: string; readonly what: string }
  | { readonly kind: 'none' };

export interface Event {
  readonly comparison: Comparison;
  /** The name of the branch that the change goes to. */
  readonly baseName?: string;
  readonly pullRequest?: { readonly number: number; readonly headSha: string; readonly fromFork: boolean };
}

export type Payload = Readonly<Record<string, unknown>>;

/** What the runner says of this run, with GitHub's own addresses where it is silent. */
export function surroundings(environment: Readonly<Record<string, string | undefined>>): Surroundings {
  const get = (name: string): string => environment[name] ?? '';
  const serverUrl = (get('GITHUB_SERVER_URL') || 'https://github.com').replace(/\/+$/, '');
  const run = get('GITHUB_RUN_ID');
  const repository = get('GITHUB_REPOSITORY');
  return {
    eventName: get('GITHUB_EVENT_NAME'),
    workspace: get('GITHUB_WORKSPACE') || '.',
    repository,
    serverUrl,
    apiUrl: (get('GITHUB_API_URL') || 'https://api.github.com').replace(/\/+$/, ''),
    sha: get('GITHUB_SHA'),
    ...(run !== '' && { runUrl: `${serverUrl}/${repository}/actions/runs/${run}` }),
    ...(get('GITHUB_ACTION_REPOSITORY') !== '' && { actionRepository: get('GITHUB_ACTION_REPOSITORY') }),
    ...(get('GITHUB_ACTION_REF') !== '' && { actionRef: get('GITHUB_ACTION_REF') }),
  };
}

/** The payload of the event; empty if there is none (schedule) or it cannot be read. */
export function eventPayload(path: string | undefined): Payload {
  if (path === undefined || path === '') return {};
  try {
    return record(JSON.parse(readFileSync(path, 'utf8'))) ?? {};
  } catch {
    return {};
  }
}

/** What an event is about. Fields: https://docs.github.com/webhooks/webhook-events-and-payloads */
export function eventOf(name: string, payload: Payload, sha: string): Event {
  const pull = record(payload['pull_request']);
  if (pull !== undefined && name.startsWith('pull_request')) return pullRequestEvent(name, pull, sha);
  if (name === 'merge_group') return mergeGroupEvent(record(payload['merge_group']) ?? {});
  if (name === 'push') return pushEvent(payload, sha);
  return { comparison: { kind: 'none' } };
}

function pullRequestEvent(name: string, pull: Payload, sha: string): Event {
  const headSha = text(record(pull['head'])?.['sha']) ?? '';
  const baseRef = text(record(pull['base'])?.['ref']) ?? '';
  const [from, to] = ['head', 'base'].map((side) => text(record(record(pull[side])?.['repo'])?.['full_name']));
  const runsOn = sha !== '' && (name === 'pull_request_target' ? { baseSha: sha } : { mergeSha: sha });
  return {
    comparison: { kind: 'pull', baseRef, headSha, ...runsOn },
    baseName: baseRef,
    pullRequest: { number: Number(pull['number']), headSha, fromFork: from !== to },
  };
}

function mergeGroupEvent(group: Payload): Event {
  const base = text(group['base_sha']);
  const baseName = branchOf(text(group['base_ref']));
  return {
    comparison:
      base === undefined ? { kind: 'none' } : { kind: 'exact', base, what: 'the state that the queue merges onto' },
    ...(baseName !== undefined && { baseName }),
  };
}

/** A push is compared with what was there before it; a new branch or tag with the default branch. */
function pushEvent(payload: Payload, sha: string): Event {
  const before = text(payload['before']) ?? '';
  const ref = text(payload['ref']) ?? '';
  const branch = branchOf(ref);
  const defaultBranch = text(record(payload['repository'])?.['default_branch']);
  if (payload['deleted'] === true) return { comparison: { kind: 'none' } };
  if (before !== '' && !/^0+$/.test(before)) {
    const comparison = { kind: 'exact', base: before, what: 'the state before this push' } as const;
    return { comparison, ...(branch !== undefined && { baseName: branch }) };
  }
  if (defaultBranch === undefined || defaultBranch === branch) return { comparison: { kind: 'none' } };
  const headSha = text(payload['after']) ?? sha;
  return { comparison: { kind: 'branch', baseRef: defaultBranch, headSha }, baseName: defaultBranch };
}

function branchOf(ref: string | undefined): string | undefined {
  return ref?.startsWith('refs/heads/') === true ? ref.slice('refs/heads/'.length) : undefined;
}

/** The value as an object; undefined if it is none. */
export function record(value: unknown): Payload | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : undefined;
}

/** The value as text; undefined if it is none. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
