import { git } from './git.ts';

export interface Remote {
  /** `https://github.com`; the token is sent there and nowhere else. */
  readonly serverUrl: string;
  /** `owner/name` on that server, asked where `origin` does not help. */
  readonly repository: string;
  readonly token?: string;
}

export type Fetched = { readonly fetched: true } | { readonly refused: string };

/** Whether the object store has this commit and its first tree. */
export function hasCommit(directory: string, commit: string): boolean {
  return git(directory, ['cat-file', '-e', `${commit}^{tree}`]).code === 0;
}

/** The parents of a commit as its object names them: they are known even where a shallow clone lacks the commits themselves. */
export function parentsOf(directory: string, commit: string): string[] {
  return [...header(directory, commit).matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent);
}

/** The first line of a commit's message. */
export function subjectOf(directory: string, commit: string): string {
  const text = git(directory, ['cat-file', 'commit', commit]).stdout.toString('utf8');
  return text.slice(text.indexOf('\n\n') + 2).split('\n', 1)[0] ?? '';
}

/** The best common ancestor that the local history knows. A shallow history is not asked: it ends too early. */
export function mergeBaseOf(directory: string, one: string, other: string): string | undefined {
  if (isShallow(directory)) return undefined;
  const found = git(directory, ['merge-base', '--end-of-options', one, other]);
  return found.code === 0 ? found.stdout.toString('utf8').trim() : undefined;
}

/** Whether the clone left contents behind to fetch them when they are needed; we do not fetch file by file. */
export function isPartial(directory: string): boolean {
  return git(directory, ['config', '--get-regexp', String.raw`^remote\..*\.promisor$`]).code === 0;
}

/**
 * Gets one commit from `origin` if it is not there yet, from the repository's own address otherwise; says why if it cannot. Only a clone that is
 * shallow already is fetched from with a depth: in a full clone that would cut off its history.
 */
export function fetchCommit(directory: string, commit: string, remote: Remote): Fetched {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return { refused: `${commit} is not a commit` };
  if (hasCommit(directory, commit)) return { fetched: true };
  const options = [
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--quiet',
    ...(isShallow(directory) ? ['--depth=1'] : []),
  ];
  const environment = { ...authorisation(directory, remote), GIT_ALLOW_PROTOCOL: 'https:http:file' };
  let refused = '';
  for (const source of ['origin', `${remote.serverUrl}/${remote.repository}`]) {
    const result = git(directory, ['fetch', ...options, '--end-of-options', source, commit], { environment });
    if (result.code === 0 && hasCommit(directory, commit)) return { fetched: true };
    refused = reasonIn(result.stderr) ?? refused;
  }
  return { refused: refused === '' ? 'git could not fetch it' : refused };
}

function isShallow(directory: string): boolean {
  return git(directory, ['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true';
}

function header(directory: string, commit: string): string {
  const text = git(directory, ['cat-file', 'commit', commit]).stdout.toString('utf8');
  return text.slice(0, text.indexOf('\n\n'));
}

function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((one) => /^(?:fatal|error|remote):/.test(one)) ?? lines[0];
  return line?.replace(/^(?:fatal|error|remote):\s*(?:remote error:\s*)?/, '');
}

/** The token as a header for the server alone, through the environment: arguments can be seen by other processes. */
function authorisation(directory: string, { serverUrl, token }: Remote): Record<string, string> {
  const key = `http.${serverUrl.replace(/\/+$/, '')}/.extraheader`;
  const persisted = git(directory, ['config', '--get-all', key]).code === 0;
  if (token === undefined || token === '' || persisted) return {};
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: key, GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${credentials}` };
}
