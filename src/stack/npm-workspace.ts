import type { Constraint } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { ancestors, directoryOf, relativeTo } from '../read/directory.ts';
import { isMember } from './member-globs.ts';
import type { Readings } from './readings.ts';

/** The workspace that a package.json belongs to; a package of its own is a workspace of one. */
export interface NpmWorkspace {
  readonly root: string;
  /** Catalogues and overrides, which only the root may state. */
  readonly constraints: readonly Constraint[];
  /** What the root's package.json asks of runtimes and package managers. */
  readonly runtimes: readonly RuntimeRequirement[];
  /** The files at the root that have a say. */
  readonly files: readonly string[];
}

const rootFormats = new Set(['package.json', 'pnpm-workspace.yaml', '.yarnrc.yml']);

/** The nearest workspace above the directory whose globs count it in. https://docs.npmjs.com/cli/using-npm/workspaces */
export function npmWorkspaceOf(directory: string, readings: Readings): NpmWorkspace {
  for (const above of ancestors(directory)) {
    const member = relativeTo(above, directory) ?? '';
    const here = readings.in(above).filter((reading) => rootFormats.has(reading.format));
    const isRoot = here.some(
      ({ project }) => project?.workspace !== undefined && (member === '' || isMember(project.workspace, member)),
    );
    if (isRoot) return workspaceAt(above, here);
  }
  const own = readings.in(directory).filter((reading) => rootFormats.has(reading.format));
  return workspaceAt(directory, own);
}

function workspaceAt(root: string, here: readonly Reading[]): NpmWorkspace {
  return {
    root,
    constraints: here.flatMap((reading) => reading.constraints),
    runtimes: here.flatMap((reading) => reading.runtimes),
    files: here.map((reading) => reading.path),
  };
}

const known = new WeakMap<Readings, Map<string, Reading>>();

/** The member of the workspace that bears this package name. */
export function npmMember(name: string, workspace: NpmWorkspace, readings: Readings): Reading | undefined {
  let members = known.get(readings);
  if (members === undefined) {
    members = new Map();
    for (const reading of readings.all) {
      if (reading.format !== 'package.json' || reading.project?.name === undefined) continue;
      const { root } = npmWorkspaceOf(directoryOf(reading.path), readings);
      const key = `${root}\0${reading.project.name}`;
      if (!members.has(key)) members.set(key, reading);
    }
    known.set(readings, members);
  }
  return members.get(`${workspace.root}\0${name}`);
}
