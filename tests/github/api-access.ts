import { ApiError, type World } from './api-answer.ts';
import type { Operation } from './api-description.ts';
import type { Permissions, Repository } from './api-store.ts';

/** What a token may see and do, for GraphQL. */
export type Sight = { sees(repository: Repository): boolean; reads(repository: Repository): boolean; writes: boolean };

/** Whether a repository exists for the bearer of a token; private ones are a 404 to everybody else. */
export function sees({ token: own }: World, repository: Repository, token: string | undefined): boolean {
  if (repository.token !== undefined) return token === repository.token;
  return !repository.private || token === own;
}

/** What the bearer of a token sees and may change through GraphQL. */
export function sightOf(world: World, token: string): Sight {
  return {
    sees: (repository) => sees(world, repository, token),
    reads: (repository) => !repository.private || repository.token !== undefined || may(world, 'contents', 'read'),
    writes: may(world, 'pull-requests', 'write') || may(world, 'issues', 'write'),
  };
}

/** Refuses what the token's permissions do not allow, with the header in which GitHub names the permission. */
export function authorise(world: World, operation: Operation, repository: Repository, token: string | undefined): void {
  const needed = operation.method === 'GET' ? 'read' : 'write';
  if (needed === 'write' && token === undefined) throw new ApiError(401, 'Requires authentication');
  if (needed === 'read' && (!repository.private || repository.token !== undefined)) return;
  const either = permissionsFor(operation.id);
  if (either.length === 0 || either.some((permission) => may(world, permission, needed))) return;
  const accepted = either.map((permission) => `${permission.replaceAll('-', '_')}=${needed}`).join('; ');
  throw new ApiError(403, 'Resource not accessible by integration', {}, { 'x-accepted-github-permissions': accepted });
}

function may({ permissions }: World, permission: keyof Permissions, needed: 'read' | 'write'): boolean {
  const access = permissions[permission] ?? 'none';
  return needed === 'read' ? access !== 'none' : access === 'write';
}

/** The permissions that an operation asks for; any one of them is enough. */
function permissionsFor(id: string): (keyof Permissions)[] {
  if (id.startsWith('issues/')) return ['issues', 'pull-requests'];
  if (id.startsWith('pulls/') || id.startsWith('repos/list-pull-requests')) return ['pull-requests'];
  if (id.startsWith('checks/')) return ['checks'];
  if (id.startsWith('code-scanning/')) return ['security-events'];
  if (/^(git\/|repos\/(get-content|get-commit|compare))/.test(id)) return ['contents'];
  return [];
}
