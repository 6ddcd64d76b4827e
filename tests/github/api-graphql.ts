// GitHub's GraphQL API, run on GitHub's own schema: https://docs.github.com/graphql
import { readFileSync } from 'node:fs';
import {
  buildASTSchema,
  execute,
  GraphQLError,
  parse,
  validate,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Sight } from './api-access.ts';
import type { World } from './api-answer.ts';
import type { Json, JsonObject } from './api-description.ts';
import { isBot, nodeId } from './api-resources.ts';
import type { Comment, PullRequest, Repository } from './api-store.ts';
import type { GitObject } from './git.ts';

type Fields = Record<string, unknown>;
let schema: GraphQLSchema | undefined;

/** Runs a query; `violations` has what GitHub's schema does not know and what this double does not play. */
export async function runGraphql(
  world: World,
  sight: Sight,
  body: JsonObject,
): Promise<{ body: JsonObject; violations: string[] }> {
  const { query, variables, operationName, ...rest } = body;
  const violations = Object.keys(rest).map((key) => `GraphQL: "${key}" is not a part of a request`);
  schema ??= githubSchema();
  const mistakes = typeof query === 'string' ? wrongs(schema, query) : ['a request without a query'];
  if (mistakes.length > 0) {
    violations.push(...mistakes.map((message) => `GraphQL: ${message}`));
    return { body: { errors: mistakes.map((message) => ({ message })) }, violations };
  }
  const { data, errors } = await execute({
    schema,
    document: parse(query as string),
    rootValue: root(world, sight),
    variableValues: variables as JsonObject | undefined,
    operationName: operationName as string | undefined,
    fieldResolver,
  });
  for (const error of errors ?? []) {
    if (error.extensions['type'] === undefined)
      violations.push(`GraphQL: ${error.path?.join('.') ?? 'request'}: ${error.message}`);
  }
  const refused = errors?.map(({ message, path, locations, extensions }) => ({
    ...extensions,
    path,
    locations,
    message,
  }));
  const result = { ...(data === undefined ? {} : { data }), ...(refused ? { errors: refused } : {}) };
  return { body: JSON.parse(JSON.stringify(result)) as JsonObject, violations };
}

function githubSchema(): GraphQLSchema {
  const source = readFileSync(new URL('schema.graphql', import.meta.resolve('@octokit/graphql-schema')), 'utf8');
  return buildASTSchema(parse(source, { noLocation: true }), { assumeValid: true, assumeValidSDL: true });
}

function wrongs(schema: GraphQLSchema, query: string): string[] {
  try {
    return validate(schema, parse(query)).map((error) => error.message);
  } catch (error) {
    return [(error as Error).message];
  }
}

/** A field that the double has nothing for is an error, never a silent null. */
const fieldResolver: GraphQLFieldResolver<Fields, unknown> = (source, args, context, info) => {
  if (!(info.fieldName in source))
    throw new Error(`the double does not play ${info.parentType.name}.${info.fieldName}`);
  const value = source[info.fieldName];
  return typeof value === 'function' ? (value as (...all: unknown[]) => unknown)(args, context, info) : value;
};

function refused(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

const forbidden = () => refused('FORBIDDEN', 'Resource not accessible by integration');

function root(world: World, sight: Sight): Fields {
  type Found = { repository: Repository; comment: Comment };
  const shown = ({ repository, comment }: Found) => commentFields(world, sight, repository, comment);
  const changing = (key: string, change: (found: Found, input: JsonObject) => Fields) => (args: Fields) => {
    const input = args['input'] as JsonObject;
    const found = findComment(world, String(input[key]));
    if (!found) throw refused('NOT_FOUND', `Could not resolve to a node with the global id of '${String(input[key])}'`);
    if (!sight.writes) throw forbidden();
    return { ...change(found, input), clientMutationId: input['clientMutationId'] ?? null };
  };
  return {
    viewer: { __typename: 'User', login: world.viewer, id: nodeId(isBot(world.viewer) ? 'BOT' : 'U', world.viewer) },
    rateLimit: { limit: 1000, cost: 1, remaining: 999, used: 1, nodeCount: 0, resetAt: '2026-11-22T10:00:00Z' },
    repository({ owner, name }: Fields) {
      const repository = world.store.repositories.get(`${owner}/${name}`.toLowerCase());
      const message = `Could not resolve to a Repository with the name '${owner}/${name}'.`;
      if (!repository || !sight.sees(repository)) throw refused('NOT_FOUND', message);
      return repositoryFields(world, sight, repository);
    },
    minimizeComment: changing('subjectId', (found, { classifier }) => {
      found.comment.minimized = String(classifier).toLowerCase().replace('_', '-');
      return { minimizedComment: shown(found) };
    }),
    unminimizeComment: changing('subjectId', (found) => {
      found.comment.minimized = null;
      return { unminimizedComment: shown(found) };
    }),
    updateIssueComment: changing('id', (found, { body }) => {
      Object.assign(found.comment, { body: String(body), updatedAt: world.store.now() });
      return { issueComment: shown(found) };
    }),
    deleteIssueComment: changing('id', ({ repository, comment }) => {
      repository.comments.splice(repository.comments.indexOf(comment), 1);
      return {};
    }),
  };
}

function findComment(world: World, id: string): { repository: Repository; comment: Comment } | undefined {
  for (const repository of world.store.repositories.values()) {
    const comment = repository.comments.find((candidate) => nodeId('IC', candidate.id) === id);
    if (comment) return { repository, comment };
  }
  return undefined;
}

function repositoryFields(world: World, sight: Sight, repository: Repository): Fields {
  const readable = () => {
    if (!sight.reads(repository)) throw forbidden();
  };
  const ref = async (name: string) => {
    const target = await repository.objects().read(`${name}^{commit}`);
    return target ? { name: name.replace(/^refs\/heads\//, ''), target: objectFields(repository, target) } : null;
  };
  return {
    __typename: 'Repository',
    id: nodeId('R', repository.id),
    databaseId: repository.id,
    name: repository.name,
    nameWithOwner: repository.fullName,
    owner: { __typename: 'Organization', login: repository.owner },
    url: `${world.serverUrl}/${repository.fullName}`,
    isPrivate: repository.private,
    isFork: repository.forkOf !== undefined,
    defaultBranchRef: () => ref(`refs/heads/${repository.defaultBranch}`),
    ref: ({ qualifiedName }: Fields) => ref(String(qualifiedName)),
    async object({ expression, oid }: Fields) {
      readable();
      const object = await repository.objects().read(String(expression ?? oid));
      return object ? objectFields(repository, object) : null;
    },
    pullRequest({ number }: Fields) {
      const pull = repository.pullRequests.get(Number(number));
      if (!pull) throw refused('NOT_FOUND', `Could not resolve to a PullRequest with the number of ${number}.`);
      return pullFields(world, sight, repository, pull);
    },
  };
}

/** A blob's text ends at 512,000 bytes, as far as is known of GitHub. */
const textLimit = 512_000;

function objectFields(repository: Repository, { oid, type, content }: GitObject): Fields {
  const common = { id: nodeId('G', oid), oid, abbreviatedOid: oid.slice(0, 7) };
  if (type === 'blob') {
    const isBinary = content.subarray(0, 8000).includes(0);
    const text = isBinary ? null : content.subarray(0, textLimit).toString();
    return {
      __typename: 'Blob',
      ...common,
      byteSize: content.length,
      isBinary,
      isTruncated: content.length > textLimit,
      text,
    };
  }
  const child = async (expression: string) => {
    const object = await repository.objects().read(expression);
    return object ? objectFields(repository, object) : null;
  };
  if (type === 'tree')
    return {
      __typename: 'Tree',
      ...common,
      entries: treeEntries(content).map((entry) => ({ ...entry, object: () => child(entry.oid) })),
    };
  if (type === 'tag') return { __typename: 'Tag', ...common, target: () => child(`${oid}^{}`) };
  return {
    __typename: 'Commit',
    ...common,
    tree: () => child(`${oid}^{tree}`),
    message: content.toString().split('\n\n').slice(1).join('\n\n'),
  };
}

function treeEntries(content: Buffer) {
  const entries: { name: string; mode: number; type: string; oid: string }[] = [];
  for (let at = 0; at < content.length;) {
    const end = content.indexOf(0, at);
    const [mode, name] = content.toString('utf8', at, end).split(/ ([^]*)/) as [string, string];
    const type = mode === '40000' ? 'tree' : mode === '160000' ? 'commit' : 'blob';
    entries.push({ name, mode: Number.parseInt(mode, 8), type, oid: content.toString('hex', end + 1, end + 21) });
    at = end + 21;
  }
  return entries;
}

function pullFields(world: World, sight: Sight, repository: Repository, pull: PullRequest): Fields {
  return {
    __typename: 'PullRequest',
    id: nodeId('PR', repository.id * 10 + pull.number),
    number: pull.number,
    title: pull.title,
    state: pull.state.toUpperCase(),
    url: `${world.serverUrl}/${repository.fullName}/pull/${pull.number}`,
    author: actor(pull.author),
    baseRefName: pull.base.ref,
    baseRefOid: pull.base.sha,
    headRefName: pull.head.ref,
    headRefOid: pull.head.sha,
    isCrossRepository: pull.head.repository !== repository.fullName,
    comments: (args: Fields) => {
      const own = repository.comments.filter((comment) => comment.issue === pull.number);
      return connection(
        args,
        own.map((comment) => commentFields(world, sight, repository, comment)),
      );
    },
    reviews: (args: Fields) => {
      const own = repository.reviews.filter((review) => review.pull === pull.number);
      return connection(
        args,
        own.map(({ id, body, author, state }) => ({
          ...{ __typename: 'PullRequestReview', id: nodeId('PRR', id), body, state },
          ...{ author: actor(author), viewerDidAuthor: author === world.viewer },
        })),
      );
    },
  };
}

/** GraphQL leaves the `[bot]` out of an author's login, REST and `viewer` do not. */
function actor(login: string): Fields {
  return { __typename: isBot(login) ? 'Bot' : 'User', login: login.replace('[bot]', '') };
}

function commentFields(world: World, sight: Sight, repository: Repository, comment: Comment): Fields {
  return {
    __typename: 'IssueComment',
    id: nodeId('IC', comment.id),
    databaseId: comment.id,
    fullDatabaseId: String(comment.id),
    body: comment.body,
    author: actor(comment.author),
    createdAt: comment.createdAt,
    updatedAt: comment.updatedAt,
    isMinimized: comment.minimized !== null,
    minimizedReason: comment.minimized,
    viewerDidAuthor: comment.author === world.viewer,
    viewerCanUpdate: sight.writes,
    viewerCanMinimize: sight.writes,
    url: `${world.serverUrl}/${repository.fullName}/pull/${comment.issue}#issuecomment-${comment.id}`,
  };
}

function connection({ first, last, after, before }: Fields, items: readonly Fields[]): Fields {
  const size = (first ?? last) as number | undefined;
  if (size == null) throw new Error('You must provide a `first` or `last` value to properly paginate the connection.');
  if (size > 100) throw new Error(`Requesting ${size} records on a connection exceeds the limit of 100 records.`);
  const cursor = (value: unknown) => Number(Buffer.from(String(value), 'base64url').toString());
  const start = after == null ? 0 : cursor(after) + 1;
  const end = before == null ? items.length : cursor(before);
  const from = first == null ? Math.max(end - size, start) : start;
  const nodes = items.slice(from, first == null ? end : Math.min(start + size, end));
  const mark = (index: number): Json => (nodes.length === 0 ? null : Buffer.from(String(index)).toString('base64url'));
  const until = from + nodes.length;
  return {
    totalCount: items.length,
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: mark(from + index) })),
    pageInfo: {
      hasNextPage: until < items.length,
      hasPreviousPage: from > 0,
      startCursor: mark(from),
      endCursor: mark(until - 1),
    },
  };
}
