/** A policy file in a repository on the same server: `owner/repo//path/file.yml@ref`. */
export interface PolicyReference {
  readonly owner: string;
  readonly repo: string;
  readonly path: string;
  /** A branch, a tag or a commit. */
  readonly ref: string;
  /** As it was written. */
  readonly text: string;
}

/** Gets the file that a reference names, and the commit that its ref stands for; or says why it cannot be had. Given by the edges. */
export type FetchPolicy = (
  reference: PolicyReference,
) => Promise<{ readonly text: string; readonly commit: string } | { readonly refused: string }>;
