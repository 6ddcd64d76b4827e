import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sees, sightOf } from './api-access.ts';
import { ApiError, refusal, type Answer, type World } from './api-answer.ts';
import { describedApi, type Flavour, type Json, type JsonObject } from './api-description.ts';
import { takeFault, type Fault } from './api-faults.ts';
import { runGraphql } from './api-graphql.ts';
import { answerRest, checkGiven, type RestRequest } from './api-rest.ts';
import { schemaCheck } from './api-schemas.ts';
import { createStore, type Permissions, type Repository, type RepositoryOptions } from './api-store.ts';
import { serveGit } from './git-server.ts';

export type ApiDoubleOptions = {
  flavour?: Flavour;
  /** False makes the token read-only, as on pull requests from forks and from Dependabot. */
  canWrite?: boolean;
  /** What the token may do; unless said, contents: read and pull-requests: write. */
  permissions?: Permissions;
  /** Whose token it is; a workflow's own unless said. */
  viewer?: string;
  faults?: Fault[];
};

type RecordedRequest = {
  method: string;
  /** Without the server's prefix and without the query. */
  path: string;
  query: Record<string, string>;
  body: Json | undefined;
  headers: IncomingHttpHeaders;
  /** GitHub's name for it, e.g. `issues/create-comment` or `graphql`. */
  operation: string | undefined;
  /** What was answered; 0 when the connection was closed. */
  status: number;
};

export type ApiDouble = {
  apiUrl: string;
  graphqlUrl: string;
  serverUrl: string;
  token: string;
  /** Everything that GitHub's description does not allow, in requests and in our own answers. Must stay empty. */
  violations: string[];
  requests: RecordedRequest[];
  /** Fetches and clones over HTTP, e.g. `GET acme/shop.git/info/refs 200`. */
  gitRequests: string[];
  faults: Fault[];
  /** Adds a repository, or changes one. */
  repository(fullName: string, options?: RepositoryOptions): Repository;
  close(): Promise<void>;
};

/** Starts a GitHub on 127.0.0.1: REST, GraphQL and git over HTTP, strict about what GitHub publishes of itself. */
export async function startApiDouble(options: ApiDoubleOptions = {}): Promise<ApiDouble> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const world = makeWorld(serverUrl, options);
  const double: ApiDouble = {
    apiUrl: world.apiUrl,
    graphqlUrl: `${serverUrl}${options.flavour === 'ghes' ? '/api/graphql' : '/graphql'}`,
    serverUrl,
    token: world.token,
    violations: [],
    requests: [],
    gitRequests: [],
    faults: [...(options.faults ?? [])],
    repository: world.store.repository,
    async close() {
      world.store.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request, response) => {
    const { pathname } = new URL(request.url ?? '/', serverUrl);
    const [, fullName, service] = /^\/([^/]+\/[^/]+?)(?:\.git)?\/(info\/refs|git-upload-pack)$/.exec(pathname) ?? [];
    if (fullName && service) return handleGit(double, world, fullName, service, request, response);
    handleApi(double, world, request, response).catch((error: unknown) => {
      double.violations.push(`the double failed: ${(error as Error).stack}`);
      response.destroy();
    });
  });
  return double;
}

function makeWorld(serverUrl: string, options: ApiDoubleOptions): World {
  const { flavour = 'github.com', canWrite = true, viewer = 'github-actions[bot]' } = options;
  const wanted: Permissions = { contents: 'read', 'pull-requests': 'write', ...options.permissions };
  const granted = Object.entries(wanted).map(([name, access]) => [
    name,
    access === 'write' && !canWrite ? 'read' : access,
  ]);
  return {
    flavour,
    apiUrl: flavour === 'ghes' ? `${serverUrl}/api/v3` : serverUrl,
    serverUrl,
    token: 'ghs_0123456789abcdefghijklmnopqrstuvwxyz',
    viewer,
    permissions: Object.fromEntries(granted) as Permissions,
    store: createStore(),
    get description() {
      return describedApi(flavour);
    },
    get check() {
      return schemaCheck(describedApi(flavour));
    },
  };
}

async function handleApi(
  double: ApiDouble,
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = 'GET', headers } = request;
  const { pathname, searchParams } = new URL(request.url ?? '/', double.serverUrl);
  const inside = insidePath(double, pathname);
  const path = inside ?? pathname;
  const note = (text: string) => void double.violations.push(`${method} ${path}: ${text}`);
  const text = await readText(request);
  const record: RecordedRequest = {
    ...{ method, path, query: Object.fromEntries(searchParams), headers },
    ...{ body: parsedBody(text, note), operation: undefined, status: 0 },
  };
  double.requests.push(record);
  if (inside === undefined) note('outside of the API; are GITHUB_API_URL and GITHUB_GRAPHQL_URL used?');
  if (!headers['user-agent']) note('no user-agent; GitHub refuses such requests');
  const fault = takeFault(double.faults, method, path);
  if (fault?.delay) await new Promise((resolve) => setTimeout(resolve, fault.delay));
  if (fault?.reset) return void request.socket.resetAndDestroy();
  const given = fault?.status === undefined ? undefined : (fault as Answer);
  const answer = await answerApi(world, record, given, note);
  record.status = answer.status;
  response.writeHead(answer.status, {
    'content-type': answer.mediaType ?? 'application/json; charset=utf-8',
    'x-github-request-id': `D0UB:LE:${double.requests.length}`,
    ...(world.flavour === 'ghes' ? {} : rateLimit), // servers have none unless somebody turns it on
    ...answer.headers,
  });
  response.end(answer.text ?? (answer.body === undefined ? undefined : JSON.stringify(answer.body)));
}

const rateLimit = { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '990', 'x-ratelimit-reset': '4102444800' };

async function answerApi(
  world: World,
  record: RecordedRequest,
  given: Answer | undefined,
  note: RestRequest['note'],
): Promise<Answer> {
  const { method, path, query, body, headers } = record;
  const token = /^(?:token|bearer) (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const rest: RestRequest = { method, path, query, body, accept: headers.accept ?? '', token, note };
  if (path === '/graphql') record.operation = 'graphql';
  if (given) {
    if (path !== '/graphql' && given.status < 300) record.operation = checkGiven(world, rest, given)?.id;
    return given;
  }
  const known = [world.token, ...[...world.store.repositories.values()].map((repository) => repository.token)];
  if (token !== undefined && !known.includes(token)) return refusal(new ApiError(401, 'Bad credentials'));
  if (path !== '/graphql') {
    const { operation, answer } = await answerRest(world, rest);
    record.operation = operation?.id;
    return answer;
  }
  if (token === undefined) return refusal(new ApiError(401, 'This endpoint requires you to be authenticated.'));
  const result = await runGraphql(world, sightOf(world, token), (body ?? {}) as JsonObject);
  result.violations.forEach(note);
  return { status: 200, body: result.body };
}

function handleGit(
  double: ApiDouble,
  world: World,
  fullName: string,
  service: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const repository = world.store.repositories.get(fullName.toLowerCase());
  const basic = /^basic (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const token = Buffer.from(basic, 'base64').toString().split(':').at(-1) || undefined;
  const fault = takeFault(double.faults, request.method ?? 'GET', `/${fullName}.git`);
  const open = repository?.git !== undefined && sees(world, repository, token);
  const status = fault?.reset ? 0 : (fault?.status ?? (open ? 200 : token === undefined ? 401 : 404));
  double.gitRequests.push(`${request.method} ${fullName}.git/${service} ${status}`);
  if (status === 0) return void request.socket.resetAndDestroy();
  if (status === 200) return serveGit(repository!.git!, service, request, response);
  request.resume();
  response.writeHead(status, status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {});
  response.end('Repository not found.');
}

/** The path without the server's prefix; undefined when it is not the API's. */
function insidePath({ apiUrl, graphqlUrl, serverUrl }: ApiDouble, pathname: string): string | undefined {
  if (serverUrl + pathname === graphqlUrl) return '/graphql';
  const prefix = apiUrl.slice(serverUrl.length);
  return pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parsedBody(text: string, note: (text: string) => void): Json | undefined {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    note('the body is not JSON');
    return text;
  }
}
