import { type Client, type Place } from './client.ts';
import { statusOf } from './refusal.ts';

/** Entries of a tree as the API lists them, in the words of src/tree. */
interface Listed {
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly object: string;
  readonly path: string;
  readonly size?: number;
}

type Blob = { oid?: string; text?: string | null; isBinary?: boolean | null; isTruncated?: boolean } | null;

/** A repository read through the API: listings by REST, contents in batches by GraphQL, single ones by REST. Fits src/tree/remote.ts. */
export function remoteRepository(client: () => Client, { owner, repo }: Place) {
  return {
    /** https://docs.github.com/rest/git/trees#get-a-tree */
    async list(tree: string, recursive: boolean): Promise<{ entries: Listed[]; complete: boolean }> {
      const options = { owner, repo, tree_sha: tree, ...(recursive && { recursive: '1' }) };
      const { data } = await client().rest.git.getTree(options);
      const entries = data.tree.map(({ mode, type, sha, path, size }): Listed => ({
        mode,
        type: type === 'tree' || type === 'commit' ? type : 'blob',
        object: sha,
        path,
        ...(size !== undefined && { size }),
      }));
      return { entries, complete: !data.truncated };
    },

    /** https://docs.github.com/graphql/reference/objects#blob. Only whole texts come back. */
    async contents(objects: readonly string[]): Promise<Map<string, Buffer>> {
      const found = new Map<string, Buffer>();
      const safe = objects.filter((object) => /^[0-9a-f]{40,64}$/.test(object));
      if (safe.length === 0) return found;
      const fields = safe.map((object, index) => `f${index}: object(oid: "${object}") { ...content }`).join('\n');
      const query = `query ($owner: String!, $repo: String!) { repository(owner: $owner, name: $repo) {\n${fields}\n} }
        fragment content on GitObject { ... on Blob { oid text isBinary isTruncated } }`;
      const { repository } = await client().graphql<{ repository: Record<string, Blob> }>(query, { owner, repo });
      for (const blob of Object.values(repository)) {
        if (typeof blob?.oid !== 'string' || typeof blob.text !== 'string') continue;
        // a text with replacement characters was no UTF-8: its bytes must be asked for
        if (blob.isBinary !== true && blob.isTruncated !== true && !blob.text.includes('\uFFFD'))
          found.set(blob.oid, Buffer.from(blob.text));
      }
      return found;
    },

    /** https://docs.github.com/rest/git/blobs#get-a-blob */
    async content(object: string): Promise<Buffer> {
      const { data } = await client().rest.git.getBlob({ owner, repo, file_sha: object });
      return Buffer.from(data.content, 'base64');
    },

    /** One file of a commit; undefined if there is none. https://docs.github.com/rest/repos/contents#get-repository-content */
    async file(commit: string, path: string): Promise<string | undefined> {
      try {
        const { data } = await client().rest.repos.getContent({ owner, repo, path, ref: commit });
        if (Array.isArray(data) || data.type !== 'file') return undefined;
        const bytes = data.content === '' && data.size > 0 ? await this.content(data.sha) : data.content;
        return typeof bytes === 'string' ? Buffer.from(bytes, 'base64').toString('utf8') : bytes.toString('utf8');
      } catch (error) {
        if (statusOf(error) === 404) return undefined;
        throw error;
      }
    },

    /** The commit that a branch, tag or hash means, and its parents. https://docs.github.com/rest/commits/commits#get-a-commit */
    async commit(revision: string): Promise<{ sha: string; parents: string[] }> {
      const { data } = await client().rest.repos.getCommit({ owner, repo, ref: revision, per_page: 1 });
      return { sha: data.sha, parents: data.parents.map(({ sha }) => sha) };
    },

    /** The best common ancestor of two, and what the first means now. https://docs.github.com/rest/commits/commits#compare-two-commits */
    async mergeBase(one: string, other: string): Promise<{ base: string; tip: string }> {
      const basehead = `${one}...${other}`;
      const { data } = await client().rest.repos.compareCommitsWithBasehead({ owner, repo, basehead, per_page: 1 });
      return { base: data.merge_base_commit.sha, tip: data.base_commit.sha };
    },
  };
}

export type ApiRepository = ReturnType<typeof remoteRepository>;
