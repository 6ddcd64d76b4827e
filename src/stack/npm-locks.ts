import type { Lockfile } from '../model/lockfile.ts';
import { ancestors, fileNameOf, pathIn } from '../read/directory.ts';
import type { NpmWorkspace } from './npm-workspace.ts';
import type { Readings } from './readings.ts';

/** Without a word on the package manager: the less usual lock was chosen with more care than the one that npm writes by itself. */
const usualOrder = ['pnpm', 'yarn', 'bun', 'npm', 'deno'];

/**
 * The lock files that decide for the package in this directory, the one of its package manager first: those in the nearest
 * directory, going up, that has one covering it.
 */
export function npmLocksOf(directory: string, workspace: NpmWorkspace, readings: Readings): Lockfile[] {
  for (const above of ancestors(directory)) {
    const inWorkspace = above === directory || above === workspace.root;
    const found: Lockfile[] = [];
    for (const { lockfile } of readings.in(above)) {
      if (lockfile === undefined || !usualOrder.includes(lockfile.manager)) continue;
      if (above === directory || (lockfile.covers?.(directory) ?? above === workspace.root)) found.push(lockfile);
    }
    const binary = `${pathIn(above, '')}bun.lockb`;
    if (inWorkspace && readings.paths.has(binary) && !found.some(({ manager }) => manager === 'bun'))
      found.push(binaryLock(binary));
    if (found.length > 0) return inOrder(found, workspace);
  }
  return [];
}

function inOrder(locks: readonly Lockfile[], workspace: NpmWorkspace): Lockfile[] {
  const pins = workspace.runtimes.filter(({ strength }) => strength === 'pin');
  const chosen = new Set(pins.map(({ technology }) => technology));
  const rank = ({ manager, at }: Lockfile): number => {
    const shrinkwrap = fileNameOf(at.path) === 'npm-shrinkwrap.json' ? 0 : 0.5;
    return usualOrder.indexOf(manager) + shrinkwrap - (chosen.has(manager) ? 10 : 0);
  };
  return locks.toSorted((a, b) => rank(a) - rank(b));
}

/** Only bun can read its older, binary lock: that there is one is all that is known. */
function binaryLock(path: string): Lockfile {
  const message =
    'versions unknown: it is binary; `bun install --save-text-lockfile` writes the bun.lock that can be read';
  return {
    at: { path },
    manager: 'bun',
    ecosystem: 'npm',
    format: 'binary',
    find: () => undefined,
    versions: () => [],
    problem: () => ({ message, at: { path } }),
  };
}
