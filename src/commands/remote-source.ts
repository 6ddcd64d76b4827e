import { clientFor } from '../github/client.ts';
import { refusal } from '../github/refusal.ts';
import { remoteRepository } from '../github/repository.ts';
import type { Tree } from '../model/tree.ts';
import { UsageError } from '../model/usage-error.ts';
import { remoteTree } from '../tree/remote.ts';
import type { Source } from './source.ts';
import { wantsWithPolicy } from './wants-with-policy.ts';

/** A repository on GitHub, read through the API without a clone: a listing, and the files that readers want. */
export async function remoteSource(place: string): Promise<Source> {
  const [, owner = '', repo = '', ref = 'HEAD'] =
    /^github:([\w-]{1,39})\/([\w.-]{1,100})(?:@(\S{1,250}))?$/.exec(place) ?? [];
  if (owner === '') throw new UsageError(`${place}: write github:OWNER/REPO or github:OWNER/REPO@REF`);
  const { GITHUB_TOKEN, GH_TOKEN, GITHUB_API_URL } = process.env;
  const token = GITHUB_TOKEN || GH_TOKEN || '';
  if (token === '')
    throw new UsageError(`${place}: set GITHUB_TOKEN. Without one GitHub's API does not answer often enough.`);
  const client = clientFor(token, GITHUB_API_URL || 'https://api.github.com');
  const repository = remoteRepository(() => client, { owner, repo });
  const open = async (revision: string): Promise<{ tree: Tree; revision: string }> => {
    try {
      const { sha } = await repository.commit(revision);
      return { tree: await remoteTree(repository, sha, wantsWithPolicy), revision: sha };
    } catch (error) {
      throw new UsageError(`github:${owner}/${repo}@${revision}: ${refusal(error, 'contents: read')}`);
    }
  };
  const { tree, revision } = await open(ref);
  const known = new Set(tree.paths);
  return {
    directory: process.cwd(),
    tree,
    file: async (path) => (known.has(path) ? (tree.text(path) ?? repository.file(revision, path)) : undefined),
    base: open,
  };
}
