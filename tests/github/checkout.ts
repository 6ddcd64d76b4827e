import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { git } from './git.ts';

/** What a workflow tells actions/checkout, and where the clone's `origin` points afterwards. */
export type CheckoutPlan = {
  origin: string;
  sha: string;
  /** `pull/482/merge` or a branch's name; a bare hash is checked out when there is none. */
  ref?: string;
  full?: boolean;
  remote: string;
  /** The token that `persist-credentials` leaves in the clone's configuration. */
  credentials?: string;
};

/** Fills the workspace with the very commands that actions/checkout runs, https://github.com/actions/checkout */
export async function checkOut(workspace: string, plan: CheckoutPlan): Promise<void> {
  const { origin, sha, ref, full = false, remote, credentials } = plan;
  await mkdir(workspace, { recursive: true });
  await git(workspace, ['init', '--quiet', '--template=', '--initial-branch=master', '.']);
  await git(workspace, ['remote', 'add', 'origin', `file://${origin}`]);
  const fetch = ['-c', 'protocol.version=2', 'fetch', '--quiet', '--prune', '--no-recurse-submodules'];
  const local = ref === undefined ? undefined : `refs/remotes/${ref.startsWith('pull/') ? ref : `origin/${ref}`}`;
  const wanted = local === undefined ? sha : `+${sha}:${local}`;
  if (full)
    await git(workspace, [
      ...fetch,
      'origin',
      '+refs/heads/*:refs/remotes/origin/*',
      '+refs/tags/*:refs/tags/*',
      ...(local?.startsWith('refs/remotes/origin/') ? [] : [wanted]),
    ]);
  else await git(workspace, [...fetch, '--no-tags', '--depth=1', 'origin', wanted]);
  const branch = local?.startsWith('refs/remotes/origin/') ? ['-B', ref!] : [];
  await git(workspace, ['checkout', '--quiet', '--force', ...branch, local ?? sha]);
  await git(workspace, ['remote', 'set-url', 'origin', remote]);
  if (credentials) {
    const header = `AUTHORIZATION: basic ${Buffer.from(`x-access-token:${credentials}`).toString('base64')}`;
    await git(workspace, ['config', '--local', `http.${new URL('/', remote).href}.extraheader`, header]);
  }
}

/** The files alone: what actions/checkout leaves where there is no git on the runner. */
export async function checkOutArchive(workspace: string, origin: string, sha: string): Promise<void> {
  await mkdir(workspace, { recursive: true });
  await git(workspace, [
    '--git-dir',
    origin,
    '--work-tree',
    workspace,
    'checkout',
    '--quiet',
    '--force',
    sha,
    '--',
    '.',
  ]);
  await rm(join(origin, 'index'), { force: true });
}
