import type { Json } from './api-description.ts';

/**
 * What goes wrong, for the next `times` requests (1 unless said) that match; a fault with a good status is simply
 * another answer.
 */
export type Fault = {
  method?: string;
  /** Without /api/v3; `/graphql` for GraphQL, `/OWNER/NAME.git` for git itself. A text matches whole paths. */
  path?: string | RegExp;
  status?: number;
  headers?: Record<string, string>;
  body?: Json;
  /** Closes the connection without an answer. */
  reset?: boolean;
  /** Milliseconds to wait before the answer. */
  delay?: number;
  times?: number;
};

type Where = Pick<Fault, 'method' | 'path' | 'times'>;

/** GitHub's refusal of too many writes in a short time; `retryAfter` in seconds. */
export function secondaryRateLimit(where: Where, retryAfter = 1, status: 403 | 429 = 403): Fault {
  const message =
    'You have exceeded a secondary rate limit. Please wait a few minutes before you try again. ' +
    'If you reach out to GitHub Support for help, please include the request ID DOUB:LE.';
  const documentation =
    'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
  return {
    ...where,
    status,
    headers: { 'retry-after': String(retryAfter) },
    body: { message, documentation_url: documentation },
  };
}

/** GitHub's refusal when the hour's requests are used up; `reset` in seconds from now. */
export function primaryRateLimit(where: Where, reset = 1): Fault {
  const at = Math.ceil(Date.now() / 1000) + reset;
  return {
    ...where,
    status: 403,
    headers: { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(at) },
    body: {
      message:
        'API rate limit exceeded for installation ID 1. ' +
        'If you reach out to GitHub Support for help, please include the request ID DOUB:LE.',
      documentation_url: 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api',
      status: '403',
    },
  };
}

/** The page that GitHub's front servers give when what is behind them does not answer. */
export function serverError(where: Where, status: 500 | 502 | 503 | 504 = 502): Fault {
  return { ...where, status, body: { message: 'Server Error' } };
}

/** The first fault for a request; it is used up once, and forgotten after its last time. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  const index = faults.findIndex((fault) => {
    const meant = typeof fault.path === 'string' ? fault.path === path : (fault.path?.test(path) ?? true);
    return meant && (fault.method ?? method).toUpperCase() === method;
  });
  const fault = faults[index];
  if (!fault) return undefined;
  const left = (fault.times ?? 1) - 1;
  if (left > 0) faults[index] = { ...fault, times: left };
  else faults.splice(index, 1);
  return fault;
}
