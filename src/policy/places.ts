/** Where a repository's policy is looked for, first one first. */
export const policyPlaces: readonly string[] = [
  '.github/stack-audit.yml',
  '.github/stack-audit.yaml',
  'stack-audit.yml',
];
