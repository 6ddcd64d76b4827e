import type { Workspace } from '../model/project.ts';
import { globMatcher, partsOf } from './globs.ts';

/** More patterns with wildcards than this are not looked at. */
const mostPatterns = 1000;

interface Globs {
  readonly literal: ReadonlySet<string>;
  readonly wild: readonly ((path: string) => boolean)[];
}

const known = new WeakMap<Workspace, { members: Globs; excluded: Globs }>();

/** Whether a workspace counts this directory, written from the workspace's root (`''` for the root itself), among its members. */
export function isMember(workspace: Workspace, directory: string): boolean {
  let globs = known.get(workspace);
  if (globs === undefined) {
    globs = { members: globsOf(workspace.members), excluded: globsOf(workspace.excluded) };
    known.set(workspace, globs);
  }
  return fits(globs.members, directory) && !fits(globs.excluded, directory);
}

function fits({ literal, wild }: Globs, directory: string): boolean {
  return literal.has(directory) || wild.some((matches) => matches(directory));
}

function globsOf(globs: readonly string[]): Globs {
  const wild = globs.filter((glob) => /[*?{]/.test(glob));
  const literal = globs.filter((glob) => !/[*?{]/.test(glob)).map((glob) => partsOf(glob).join('/'));
  return { literal: new Set(literal), wild: wild.slice(0, mostPatterns).map(globMatcher) };
}
