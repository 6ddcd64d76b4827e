import { authorise, sees } from './api-access.ts';
import { ApiError, refusal, type Answer, type Route, type World } from './api-answer.ts';
import { commentRoutes } from './api-comments.ts';
import type { Json, JsonObject, Operation } from './api-description.ts';
import { gitRoutes } from './api-git.ts';
import { pullRoutes } from './api-pulls.ts';
import { reviewRoutes } from './api-reviews.ts';
import type { Repository } from './api-store.ts';

/** A request to the REST API; `note` takes down what GitHub does not describe. */
export type RestRequest = {
  method: string;
  path: string;
  query: Record<string, string>;
  body: Json | undefined;
  accept: string;
  token: string | undefined;
  note(text: string): void;
};

const routes: Record<string, Route> = { ...commentRoutes, ...gitRoutes, ...pullRoutes, ...reviewRoutes };

/** Answers a request, and holds both the request and the answer to GitHub's description. */
export async function answerRest(
  world: World,
  request: RestRequest,
): Promise<{ operation?: Operation; answer: Answer }> {
  const found = describedFor(world, request);
  if (!found) {
    request.note('GitHub describes no such operation');
    return { answer: refusal(new ApiError(404, 'Not Found')) };
  }
  const { operation, parameters, path } = found;
  const answer = await route(world, request, operation, parameters, path).catch((error: unknown) => {
    if (error instanceof ApiError) return refusal(error, operation);
    request.note(`the double failed: ${(error as Error).stack}`);
    return refusal(new ApiError(500, 'Server Error'), operation);
  });
  noteAnswer(world, request, operation, answer);
  return { operation, answer };
}

/** Holds an answer to the description that a test gives in the double's place, and the request for it. */
export function checkGiven(world: World, request: RestRequest, answer: Answer): Operation | undefined {
  const found = describedFor(world, request);
  if (found) noteAnswer(world, request, found.operation, answer);
  return found?.operation;
}

function describedFor(world: World, request: RestRequest) {
  const path = withName(world, request.path);
  const found = world.description.find(request.method, path);
  if (!found) return undefined;
  const { operation, parameters } = found;
  const wrongs = [
    ...world.check.path(operation, parameters),
    ...world.check.query(operation, request.query),
    ...world.check.body(operation, request.body),
  ];
  wrongs.forEach(request.note);
  return { operation, parameters, path };
}

function noteAnswer(world: World, request: RestRequest, operation: Operation, answer: Answer): void {
  if (answer.text !== undefined) return; // GitHub describes the raw media types in prose only
  world.check
    .response(operation, answer.status, answer.mediaType ?? 'application/json', answer.body ?? null)
    .forEach(request.note);
}

async function route(
  world: World,
  { query, body, accept, token, note }: RestRequest,
  operation: Operation,
  parameters: Record<string, string>,
  named: string,
): Promise<Answer> {
  const answering = routes[operation.id];
  if (!answering) {
    note(`the double does not play ${operation.id}`);
    throw new ApiError(503, `the double does not play ${operation.id}`);
  }
  const call = { operation, parameters, query, body: (body ?? {}) as JsonObject, accept, world };
  const { owner, repo } = parameters;
  if (owner === undefined || repo === undefined) return answering({ ...call, path: named, repository: nowhere });
  const repository = world.store.repositories.get(`${owner}/${repo}`.toLowerCase());
  if (!repository || !sees(world, repository, token)) throw new ApiError(404, 'Not Found');
  authorise(world, operation, repository, token);
  return answering({
    ...call,
    path: named.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`),
    repository,
  });
}

/** Stands for the repository in the few operations that have none. */
const nowhere = {} as Repository;

/** GitHub's paging links name a repository by its number. */
function withName({ store }: World, path: string): string {
  const number = /^\/repositories\/(\d+)/.exec(path)?.[1];
  const repository = [...store.repositories.values()].find(({ id }) => String(id) === number);
  return repository ? path.replace(/^\/repositories\/\d+/, `/repos/${repository.fullName}`) : path;
}
