import { git } from './git.ts';

export interface Remote {
  /** `https://github.com`; the token is sent there and nowhere else. */
  readonly serverUrl: string;
  readonly token?: string;
}

/** Whether the object store has this commit, its trees included. */
export function hasCommit(directory: string, commit: string): boolean {
  return git(directory, ['cat-file', '-e', `${commit}^{tree}`]).code === 0;
}

/** The parents of a commit as its object names them: they are known even where a shallow clone lacks the commits themselves. */
export function parentsOf(directory: string, commit: string): string[] {
  const text = git(directory, ['cat-file', 'commit', commit]).stdout.toString('utf8');
  const header = text.slice(0, text.indexOf('\n\n'));
  return [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, parent = '']) => parent);
}

/**
 * Gets one commit from `origin` if it is not there yet; says why if it cannot. Only a clone that is shallow already is fetched from with a depth:
 * in a full clone that would cut off its history.
 */
export function fetchCommit(
  directory: string,
  commit: string,
  remote: Remote,
): { fetched: true } | { refused: string } {
  if (!/^[0-9a-f]{40,64}$/.test(commit)) return { refused: `${commit} is not a commit` };
  if (hasCommit(directory, commit)) return { fetched: true };
  const shallow = git(directory, ['rev-parse', '--is-shallow-repository']).stdout.toString('utf8').trim() === 'true';
  const options = [
    '--no-tags',
    '--no-recurse-submodules',
    '--no-write-fetch-head',
    '--quiet',
    ...(shallow ? ['--depth=1'] : []),
  ];
  const result = git(directory, ['fetch', ...options, 'origin', commit], {
    environment: authorisation(directory, remote),
  });
  if (result.code === 0 && hasCommit(directory, commit)) return { fetched: true };
  return { refused: result.stderr.split('\n').find((line) => line.trim() !== '') ?? `git could not fetch ${commit}` };
}

/** The token as a header for the server alone, through the environment: arguments can be seen by other processes. */
function authorisation(directory: string, { serverUrl, token }: Remote): Record<string, string> {
  const key = `http.${serverUrl.replace(/\/+$/, '')}/.extraheader`;
  const persisted = git(directory, ['config', '--get-all', key]).code === 0;
  if (token === undefined || token === '' || persisted) return {};
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  return { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: key, GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${credentials}` };
}
