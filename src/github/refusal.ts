const graphqlStatus: Readonly<Record<string, number>> = { FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429 };

/** The status code of a refusal by the API; undefined for anything else. GraphQL says 200 and means it otherwise. */
export function statusOf(error: unknown): number | undefined {
  const { status, errors } = (error ?? {}) as { status?: unknown; errors?: readonly { type?: string }[] };
  if (typeof status === 'number') return status;
  const [first] = Array.isArray(errors) ? errors : [];
  return first === undefined ? undefined : graphqlStatus[first.type ?? ''];
}

/** What the API said in one line, with the permission that would help if one is missing. */
export function refusal(error: unknown, permission: string): string {
  const status = statusOf(error);
  const said = firstLine(error).replace(/\.$/, '');
  const limited = /rate limit|abuse/i.test(said);
  const missing = (status === 403 || status === 404) && !limited;
  const never = permission.endsWith('write')
    ? '; on pull requests from forks and from Dependabot it never has more than read access'
    : '';
  const help = missing ? ` The token needs \`${permission}\`${never}.` : '';
  return `${status === undefined ? '' : `${status} `}${said}.${help}`;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const line = text.split('\n').find((one) => one.trim() !== '') ?? 'no reason given';
  return line.replace(/ - https:\/\/docs\.github\.com\S*$/, '').slice(0, 300);
}
