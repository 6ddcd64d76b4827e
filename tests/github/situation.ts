import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApiDouble } from './api-double.ts';
import type { JsonObject } from './api-description.ts';
import type { Urls } from './events.ts';
import { buildOrigin, type PlannedCommit } from './git-history.ts';

/** All that a job starts from: spread it into `runAction`. */
export type Situation = {
  repository: string;
  /** The checkout, GITHUB_WORKSPACE. */
  workspace: string;
  /** The bare repository that plays the one on GitHub. */
  origin: string;
  event: JsonObject;
  eventName: string;
  /** GITHUB_SHA and GITHUB_REF. */
  sha: string;
  ref: string;
  /** What this change is rightly compared with; empty when there is nothing. */
  baseSha: string;
  /** The change itself: the branch's last commit, not GitHub's test merge. */
  headSha: string;
  /** All commits of the history by name. */
  commits: Record<string, string>;
  /** GITHUB_HEAD_REF, GITHUB_BASE_REF, GITHUB_ACTOR. */
  env: Record<string, string>;
  dispose(): Promise<void>;
};

export type SituationOptions = {
  repository?: string;
  private?: boolean;
  /** The GitHub that knows this repository; without it, `origin` is a folder and the event names github.com. */
  api?: ApiDouble;
  /** Where the clone's `origin` leads: to the repository, or nowhere. */
  remote?: 'served' | 'gone';
  /** Whether actions/checkout has left its token in the clone (`persist-credentials`). */
  credentials?: boolean;
};

/** A temporary folder with the history in a bare repository, known to the API double when there is one. */
export type Ground = {
  repository: string;
  origin: string;
  workspace: string;
  commits: Record<string, string>;
  urls: Urls;
  /** What a checkout needs besides its commit. */
  clone: { origin: string; remote: string; credentials?: string };
  dispose(): Promise<void>;
};

/** Builds the history of a situation. */
export async function prepareGround(
  options: SituationOptions,
  commits: readonly PlannedCommit[],
  refs: (hashes: Record<string, string>) => Record<string, string>,
): Promise<Ground> {
  const { repository = 'acme/shop', api, remote = 'served', credentials = false } = options;
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'stack-audit-')));
  const origin = join(folder, 'origin.git');
  const hashes = await buildOrigin(origin, commits, refs);
  api?.repository(repository, { git: origin, private: options.private ?? false });
  const served = api ? `${api.serverUrl}/${repository}` : `file://${origin}`;
  const gone = api ? `${api.serverUrl}/acme/gone` : `file://${join(folder, 'gone.git')}`;
  return {
    repository,
    origin,
    workspace: join(folder, 'work', repository.split('/')[1]!),
    commits: hashes,
    urls: api ?? { apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' },
    clone: {
      origin,
      remote: remote === 'served' ? served : gone,
      ...(credentials && api ? { credentials: api.token } : {}),
    },
    dispose: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }),
  };
}
