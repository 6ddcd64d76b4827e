import type { Command } from './command.ts';
import type { Dependency } from './dependency.ts';
import type { Image } from './image.ts';
import type { Location } from './location.ts';
import type { Lockfile } from './lockfile.ts';
import type { ImageBuild } from './image-build.ts';
import type { ImageBuilder } from './reading.ts';
import type { RuntimeRequirement } from './runtime-requirement.ts';
import type { SecretText } from './secret-text.ts';
import type { Setting } from './setting.ts';
import type { Technology } from './technology.ts';
import type { Workload } from './workload.ts';

/** What is asked of a component depends on its role: examples, tests and templates are listed and not gated; a library needs no container. */
export type Role = 'service' | 'library' | 'frontend' | 'example' | 'test' | 'template';

/** A directory with a manifest of its own, or an image build of its own. */
export interface Component {
  /** From the repository's root, `.` for the root. */
  readonly path: string;
  readonly name: string;
  readonly role: Role;
  /** Why it has this role, most telling first. */
  readonly roleReasons: readonly string[];
  /** Display name of the main language, `TypeScript`; undefined if nothing tells. */
  readonly language?: string;
  readonly technologies: readonly TechnologyUse[];
  readonly dependencies: readonly Dependency[];
  readonly runtimes: readonly RuntimeRequirement[];
  readonly settings: readonly Setting[];
  readonly commands: readonly Command[];
  readonly images: readonly Image[];
  readonly imageBuilders: readonly ImageBuilder[];
  /** Those that run it, and others whose files stand in its directory. */
  readonly workloads: readonly Workload[];
  /** Where CI, bake and Skaffold build its images. */
  readonly builds: readonly ImageBuild[];
  /** Secrets that stand in its Dockerfiles and in the compose files and manifests in its directory. */
  readonly secrets: readonly SecretText[];
  readonly lockfiles: readonly Lockfile[];
  /** The manifests that make it a component, most important first. */
  readonly manifests: readonly Location[];
}

/** A technology as one component uses it. */
export interface TechnologyUse {
  readonly technology: Technology;
  /** It lies beneath another framework of the component rather than being chosen beside it. */
  readonly layer: boolean;
  /** Id of the technology on top of this layer. */
  readonly under?: string;
  readonly version: { readonly declared?: string; readonly resolved?: string };
  /** Where the version stands. */
  readonly at: Location;
  readonly strength: 'strong' | 'medium' | 'weak';
  readonly evidence: readonly Evidence[];
}

/** One reason to believe that a technology is used: "npm:express in dependencies". */
export interface Evidence {
  readonly reason: string;
  readonly at: Location;
}
