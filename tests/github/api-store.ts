import { openObjects, type ObjectReader } from './git.ts';

type Access = 'none' | 'read' | 'write';
/** What the job's token may do, named as in a workflow's `permissions:`. */
export type Permissions = Partial<
  Record<'contents' | 'issues' | 'pull-requests' | 'checks' | 'security-events', Access>
>;

export type Comment = {
  id: number;
  issue: number;
  body: string;
  /** As REST spells it: apps end in `[bot]`. */
  author: string;
  createdAt: string;
  updatedAt: string;
  /** The reason it is hidden for, in lower case as GitHub shows it; null while it is visible. */
  minimized: string | null;
};

export type PullRequest = {
  number: number;
  title: string;
  author: string;
  state: 'open' | 'closed';
  base: { ref: string; sha: string };
  head: { ref: string; sha: string; repository: string };
  /** The test merge that GitHub keeps at refs/pull/N/merge; null while it has none. */
  mergeSha: string | null;
};

export type Review = {
  id: number;
  pull: number;
  body: string;
  author: string;
  state: 'COMMENTED' | 'APPROVED' | 'CHANGES_REQUESTED' | 'PENDING';
  commit: string;
  submittedAt: string;
  comments: ReviewComment[];
};

export type ReviewComment = { path: string; body: string; line: number; startLine?: number };

export type CheckRun = { id: number; createdAt: string; fields: Record<string, unknown>; annotations: unknown[] };

export type RepositoryOptions = {
  /** The real git repository behind it: trees, blobs, comparisons and clones come from there. */
  git?: string;
  private?: boolean;
  defaultBranch?: string;
  /** The repository it was forked from. */
  forkOf?: string;
  /** The only token that sees it; everybody else gets 404, as for other people's private repositories. */
  token?: string;
  /** Trees longer than this are answered `truncated`; GitHub's own limit is 100,000 entries. */
  treeLimit?: number;
};

export type Repository = Required<Pick<RepositoryOptions, 'private' | 'defaultBranch' | 'treeLimit'>> &
  Pick<RepositoryOptions, 'git' | 'forkOf' | 'token'> & {
    id: number;
    fullName: string;
    owner: string;
    name: string;
    comments: Comment[];
    reviews: Review[];
    pullRequests: Map<number, PullRequest>;
    checkRuns: CheckRun[];
    /** Reads from the git repository; throws when there is none. */
    objects(): ObjectReader;
    /** Adds a comment as if somebody had written it on GitHub. */
    comment(issue: number, body: string, author?: string): Comment;
  };

/** Everything that the double remembers. */
export type Store = {
  repositories: Map<string, Repository>;
  /** Adds a repository, or changes the options of one that is there. */
  repository(fullName: string, options?: RepositoryOptions): Repository;
  nextId(): number;
  /** A clock of its own, one second later at each look, so that runs are alike. */
  now(): string;
  close(): void;
};

/** Makes an empty store. */
export function createStore(): Store {
  let id = 1_000_000;
  let seconds = Date.UTC(2026, 10, 22, 9, 0, 0) / 1000;
  const repositories = new Map<string, Repository>();
  const readers = new Map<string, ObjectReader>();
  const store: Store = {
    repositories,
    nextId: () => (id += 1),
    now: () => new Date((seconds += 1) * 1000).toISOString().replace('.000', ''),
    repository(fullName, options = {}) {
      const key = fullName.toLowerCase();
      const [owner, name] = fullName.split('/') as [string, string];
      const repository: Repository = repositories.get(key) ?? {
        id: store.nextId(),
        fullName,
        owner,
        name,
        private: false,
        defaultBranch: 'main',
        treeLimit: 100_000,
        comments: [],
        reviews: [],
        pullRequests: new Map(),
        checkRuns: [],
        objects() {
          if (!repository.git) throw new Error(`the double's repository ${fullName} has no git repository behind it`);
          const reader = readers.get(repository.git) ?? openObjects(repository.git);
          readers.set(repository.git, reader);
          return reader;
        },
        comment(issue, body, author = 'octocat') {
          const at = store.now();
          const comment = { id: store.nextId(), issue, body, author, createdAt: at, updatedAt: at, minimized: null };
          repository.comments.push(comment);
          return comment;
        },
      };
      repositories.set(key, Object.assign(repository, options));
      return repository;
    },
    close() {
      for (const reader of readers.values()) reader.close();
    },
  };
  return store;
}
