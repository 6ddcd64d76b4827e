import type { Description, Flavour, Json, JsonObject, Operation } from './api-description.ts';
import type { SchemaCheck } from './api-schemas.ts';
import type { Permissions, Repository, Store } from './api-store.ts';

/** What the double says; `text` is for the raw media types, `body` for JSON. */
export type Answer = {
  status: number;
  body?: Json | undefined;
  text?: string | Uint8Array;
  mediaType?: string;
  headers?: Record<string, string> | undefined;
};

/** One request that GitHub's description knows, with what a route needs to answer it. */
export type Call = {
  operation: Operation;
  parameters: Record<string, string>;
  query: Record<string, string>;
  body: JsonObject;
  accept: string;
  /** The path as GitHub's paging links spell it, with the repository's number. */
  path: string;
  repository: Repository;
  world: World;
};

export type Route = (call: Call) => Answer | Promise<Answer>;

/** What is the same for every request. */
export type World = {
  flavour: Flavour;
  apiUrl: string;
  serverUrl: string;
  token: string;
  viewer: string;
  permissions: Permissions;
  store: Store;
  description: Description;
  check: SchemaCheck;
};

/** A refusal in GitHub's form. */
export class ApiError extends Error {
  readonly status: number;
  readonly details: JsonObject;
  readonly headers: Record<string, string>;
  constructor(status: number, message: string, details: JsonObject = {}, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.details = details;
    this.headers = headers;
  }
}

/** The refusal as GitHub words it, with a pointer to its documentation. */
export function refusal(error: ApiError, operation?: Operation): Answer {
  const documentation = `https://docs.github.com/rest${operation ? `/${operation.id.replace('/', '#')}` : ''}`;
  // the description's "validation error" has no such field
  const status: JsonObject = error.status === 422 ? {} : { status: String(error.status) };
  return {
    status: error.status,
    body: { message: error.message, ...error.details, documentation_url: documentation, ...status },
    headers: error.headers,
  };
}

/** One page of a list, with the Link header of GitHub's paging. */
export function page<Item>(
  { query, path, world }: Call,
  items: readonly Item[],
  asJson: (item: Item) => JsonObject,
): Answer {
  const size = Math.min(Number(query['per_page'] ?? 30) || 30, 100);
  const current = Math.max(Number(query['page'] ?? 1) || 1, 1);
  const last = Math.max(Math.ceil(items.length / size), 1);
  const link = (rel: string, number: number) => {
    const parameters = new URLSearchParams({ ...query, page: String(number) });
    return `<${world.apiUrl}${path}?${parameters}>; rel="${rel}"`;
  };
  const links = [
    ...(current > 1 ? [link('prev', current - 1)] : []),
    ...(current < last ? [link('next', current + 1), link('last', last)] : []),
    ...(current > 1 ? [link('first', 1)] : []),
  ];
  const body = items.slice((current - 1) * size, current * size).map(asJson);
  return { status: 200, body, headers: links.length > 0 ? { link: links.join(', ') } : {} };
}
