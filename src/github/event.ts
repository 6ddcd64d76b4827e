import { readFileSync } from 'node:fs';

/** Where a run takes place, as the runner's environment says. https://docs.github.com/actions/reference/variables-reference */
export interface Surroundings {
  readonly eventName: string;
  readonly workspace: string;
  readonly repository: string;
  readonly serverUrl: string;
  readonly apiUrl: string;
  readonly sha: string;
  readonly ref: string;
  readonly runUrl?: string;
  /** The repository and ref of this action, where its rule pages are. */
  readonly actionRepository?: string;
  readonly actionRef?: string;
}

/** The state to audit, and how to find the state to compare it with. */
export interface Event {
  /** `merge`: HEAD should be GitHub's merge commit, whose first parent is the base. `heads`: compare these two by their merge base. `exact`: the base is this commit. `none`: nothing to compare with. */
  readonly comparison:
    | { readonly kind: 'merge'; readonly baseRef: string; readonly headSha: string }
    | { readonly kind: 'heads'; readonly baseRef: string; readonly headSha: string }
    | { readonly kind: 'exact'; readonly base: string }
    | { readonly kind: 'none'; readonly reason?: string };
  /** The name of the branch that the change goes to. */
  readonly baseName?: string;
  readonly pullRequest?: { readonly number: number; readonly headSha: string; readonly fromFork: boolean };
  /** The checkout is not the state to audit: take this commit instead. */
  readonly auditCommit?: string;
}

type Payload = Readonly<Record<string, unknown>>;

export function surroundings(environment: Readonly<Record<string, string | undefined>>): Surroundings {
  const get = (name: string): string => environment[name] ?? '';
  const serverUrl = get('GITHUB_SERVER_URL') || 'https://github.com';
  const run = get('GITHUB_RUN_ID');
  const repository = get('GITHUB_REPOSITORY');
  return {
    eventName: get('GITHUB_EVENT_NAME'),
    workspace: get('GITHUB_WORKSPACE') || '.',
    repository,
    serverUrl,
    apiUrl: get('GITHUB_API_URL') || 'https://api.github.com',
    sha: get('GITHUB_SHA'),
    ref: get('GITHUB_REF'),
    ...(run !== '' && { runUrl: `${serverUrl}/${repository}/actions/runs/${run}` }),
    ...(get('GITHUB_ACTION_REPOSITORY') !== '' && { actionRepository: get('GITHUB_ACTION_REPOSITORY') }),
    ...(get('GITHUB_ACTION_REF') !== '' && { actionRef: get('GITHUB_ACTION_REF') }),
  };
}

/** The payload of the event; empty if there is none (schedule) or it cannot be read. */
export function eventPayload(path: string | undefined): Payload {
  if (path === undefined || path === '') return {};
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Payload) : {};
  } catch {
    return {};
  }
}

/** What an event is about. Fields: https://docs.github.com/webhooks/webhook-events-and-payloads */
export function eventOf(name: string, payload: Payload): Event {
  const pull = record(payload['pull_request']);
  if ((name === 'pull_request' || name === 'pull_request_target') && pull !== undefined)
    return pullRequestEvent(name, pull);
  if (name === 'merge_group') {
    const group = record(payload['merge_group']);
    const base = text(group?.['base_sha']);
    const baseName = text(group?.['base_ref'])?.replace(/^refs\/heads\//, '');
    return {
      comparison: base === undefined ? { kind: 'none' } : { kind: 'exact', base },
      ...(baseName !== undefined && { baseName }),
    };
  }
  if (name === 'push') return pushEvent(payload);
  return { comparison: { kind: 'none' } };
}

function pullRequestEvent(name: string, pull: Payload): Event {
  const head = record(pull['head']);
  const base = record(pull['base']);
  const headSha = text(head?.['sha']) ?? '';
  const baseRef = text(base?.['ref']) ?? '';
  const headRepository = text(record(head?.['repo'])?.['full_name']);
  const fromFork = headRepository !== text(record(base?.['repo'])?.['full_name']);
  const target = name === 'pull_request_target';
  return {
    comparison: { kind: target ? 'heads' : 'merge', baseRef, headSha },
    baseName: baseRef,
    pullRequest: { number: Number(pull['number']), headSha, fromFork },
    ...(target && { auditCommit: headSha }),
  };
}

function pushEvent(payload: Payload): Event {
  const before = text(payload['before']) ?? '';
  const ref = text(payload['ref']) ?? '';
  const branch = ref.replace(/^refs\/heads\//, '');
  const defaultBranch = text(record(payload['repository'])?.['default_branch']);
  if (payload['deleted'] === true) return { comparison: { kind: 'none', reason: 'the branch was deleted' } };
  if (!ref.startsWith('refs/heads/')) return { comparison: { kind: 'none' } };
  if (!/^0+$/.test(before) && before !== '') return { comparison: { kind: 'exact', base: before }, baseName: branch };
  if (defaultBranch !== undefined && defaultBranch !== branch) {
    return {
      comparison: { kind: 'heads', baseRef: defaultBranch, headSha: text(payload['after']) ?? '' },
      baseName: defaultBranch,
    };
  }
  return { comparison: { kind: 'none' } };
}

function record(value: unknown): Payload | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Payload) : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
