import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Ecosystem } from '../model/ecosystem.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { ImageBuilder, Reading } from '../model/reading.ts';
import type { Sign } from '../model/project.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Readings } from './readings.ts';

/** Joins a manifest of one ecosystem with the other files that have a say in it: parents, workspaces, catalogues, includes, locks. */
export interface Resolver {
  readonly ecosystems: readonly Ecosystem[];
  resolve(manifest: Reading, readings: Readings): Resolved;
  /** Whether the manifest makes a component of its directory; it does unless said. A module below a deno.json does not. */
  stands?(manifest: Reading, readings: Readings): boolean;
  /** The other projects of the repository that this one is built with and needs when it runs. */
  members?(manifest: Reading, resolved: Resolved, readings: Readings): readonly Member[];
}

/** A project of the repository, and the name by which another one asks for it. */
export interface Member {
  readonly manifest: Reading;
  readonly name: string;
}

/** A manifest with everything that other files of the repository add to it. */
export interface Resolved {
  /** Every dependency with its requirement after inheritance, `at` where that stands, and the version a lock selects. */
  readonly dependencies: readonly Dependency[];
  readonly runtimes: readonly RuntimeRequirement[];
  readonly lockfiles: readonly Lockfile[];
  readonly diagnostics: readonly Diagnostic[];
  /** Other files read as part of this manifest: included requirements, the lock, the parent. */
  readonly files: readonly string[];
  /** Evidence for the role that only other files show: a `src/main.rs`, a `main.go`. */
  readonly signs?: readonly Sign[];
  /** Image builders that a parent or a shared build script sets up for it. */
  readonly imageBuilders?: readonly ImageBuilder[];
  /** Ids of its languages, if other files tell them better than the manifest does; the main one first. */
  readonly languages?: readonly string[];
  /** Its name, if another file gives it (settings.gradle). */
  readonly name?: string;
}
