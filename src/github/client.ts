import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';

export type Client = ReturnType<typeof getOctokit>;

/** Waits longer than this cost the user more than the comment is worth. Seconds. */
const longestWait = 60;

/** A client for the API of the server that runs this workflow. It tries again after server errors and rate limits, and gives up when that would take long. */
export function clientFor(token: string, apiUrl: string): Client {
  const again = (retryAfter: number, _options: object, _octokit: unknown, retryCount: number): boolean =>
    retryAfter <= longestWait && retryCount < 2;
  return getOctokit(
    token,
    {
      baseUrl: apiUrl,
      retry: { doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
      throttle: { onRateLimit: again, onSecondaryRateLimit: again },
    },
    retry,
    throttling,
  );
}

/** The status code of a refusal by the API; undefined for anything else. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : undefined;
}

/** What the API said in one line, with the permission that would help if one is missing. */
export function refusal(error: unknown, permission: string): string {
  const status = statusOf(error);
  const said = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error);
  const help =
    status === 403 || status === 404
      ? ` The token needs \`${permission}\`; on pull requests from forks and Dependabot it never has it.`
      : '';
  return `${status === undefined ? '' : `${status}: `}${said}.${help}`.replace('..', '.');
}
