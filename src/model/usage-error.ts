/** A mistake of the person who runs the tool: a flag, an input, a policy or rule file. Nothing was audited. Ends as exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
