import type { FetchPolicy } from '../model/policy-reference.ts';

/** Reads extended policies over GitHub's API with the token of the environment. GitHub's client is loaded when there is something to ask. */
export function policyFetcher(): FetchPolicy {
  return async (reference) => {
    const { GITHUB_TOKEN, GH_TOKEN, GITHUB_API_URL } = process.env;
    const token = GITHUB_TOKEN || GH_TOKEN;
    if (token === undefined || token === '')
      return {
        refused: 'there is no token to ask with. Set GITHUB_TOKEN, or commit what `stack-audit policy lock` writes.',
      };
    const [{ clientFor }, { policySource }] = await Promise.all([
      import('../github/client.ts'),
      import('../github/policy-source.ts'),
    ]);
    const client = clientFor(token, GITHUB_API_URL || 'https://api.github.com');
    return policySource(() => client, 'given')(reference);
  };
}
