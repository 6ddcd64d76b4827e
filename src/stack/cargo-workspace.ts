import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn, relativeTo } from '../read/directory.ts';
import { matchesGlob } from './globs.ts';
import type { Readings } from './readings.ts';

/**
 * The manifest of the workspace that a crate belongs to: the one that `package.workspace` names, else the nearest above that does not
 * exclude it. https://doc.rust-lang.org/cargo/reference/workspaces.html
 */
export function cargoRoot(manifest: Reading, readings: Readings): Reading | undefined {
  if (manifest.project?.workspace) return manifest;
  const named = manifest.links.find((link) => link.kind === 'parent');
  if (named) return readings.at(named.path);
  const directory = directoryOf(manifest.path);
  for (const above of ancestors(directory)) {
    const root = above === directory ? undefined : readings.at(pathIn(above, 'Cargo.toml'));
    const workspace = root?.project?.workspace;
    if (root === undefined || workspace === undefined) continue;
    const relative = relativeTo(above, directory) ?? directory;
    const lies = (path: string): boolean => `${relative}/`.startsWith(`${path.replace(/^\.\/|\/+$/g, '')}/`);
    // Only members that are named without a glob are stronger than an exclusion.
    if (workspace.excluded.some(lies) && !workspace.members.some(lies)) continue;
    const listed = workspace.members.some((glob) => matchesGlob(glob, relative));
    return listed || inherits(manifest) || isLocked(manifest, above, readings) ? root : undefined;
  }
  return undefined;
}

/** What is inherited can come from this workspace only. */
function inherits({ dependencies, runtimes }: Reading): boolean {
  return (
    dependencies.some((one) => one.inherits !== undefined) || runtimes.some((one) => one.requirement.startsWith('${'))
  );
}

/** Path dependencies of members are members without being listed; the lock file knows them. */
function isLocked({ project }: Reading, root: string, readings: Readings): boolean {
  const lock = readings.at(pathIn(root, 'Cargo.lock'))?.lockfile;
  return project?.name !== undefined && lock?.find({ name: project.name, importer: root }) !== undefined;
}
