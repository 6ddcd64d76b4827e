/** Where a repository's policy is looked for, first one first. */
export const policyPlaces: readonly string[] = [
  '.github/stack-audit.yml',
  '.github/stack-audit.yaml',
  'stack-audit.yml',
];

/** Where the lock file stands that `policy lock` writes. */
export const lockPath = '.github/stack-audit.lock.json';
