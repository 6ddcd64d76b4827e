import type { Command } from './command.ts';
import type { Constraint, Dependency, Variable } from './dependency.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Dockerfile } from './dockerfile.ts';
import type { ImageBuild } from './image-build.ts';
import type { Link } from './link.ts';
import type { Lockfile } from './lockfile.ts';
import type { Project } from './project.ts';
import type { RuntimeRequirement } from './runtime-requirement.ts';
import type { SecretText } from './secret-text.ts';
import type { ShellCommand } from './shell-command.ts';
import type { Setting } from './setting.ts';
import type { Workload } from './workload.ts';

/** All that one file says, in the nouns of this folder. Nothing in it was looked up in another file. */
export interface Reading {
  readonly path: string;
  /** Name of the reader: the format, `package.json`, `Dockerfile`. */
  readonly format: string;
  readonly project?: Project;
  readonly dependencies: readonly Dependency[];
  readonly constraints: readonly Constraint[];
  readonly variables: readonly Variable[];
  readonly links: readonly Link[];
  readonly lockfile?: Lockfile;
  readonly runtimes: readonly RuntimeRequirement[];
  readonly settings: readonly Setting[];
  readonly commands: readonly Command[];
  readonly dockerfile?: Dockerfile;
  /** The commands of a shell script, with the lines on which they stand. */
  readonly script?: readonly ShellCommand[];
  readonly workloads: readonly Workload[];
  /** Container builds that CI, bake or Skaffold run. Those of compose stand in its workloads. */
  readonly builds: readonly ImageBuild[];
  /** A container image is built without a Dockerfile: by which tool, and where that is said. */
  readonly imageBuilders: readonly ImageBuilder[];
  /** Patterns of a `.dockerignore` or a `.gitignore`, or attributes of `.gitattributes`: lines in order. */
  readonly patterns: readonly string[];
  /** Secrets that stand in it as they are. */
  readonly secrets: readonly SecretText[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A build tool that makes an image: Jib, buildpacks, ko, Nixpacks, the .NET SDK … `configured` when the repository sets it up rather than merely could. */
export interface ImageBuilder {
  readonly tool: string;
  readonly configured: boolean;
  readonly at: { readonly path: string; readonly line?: number };
}

const nothing = {
  dependencies: [],
  constraints: [],
  variables: [],
  links: [],
  runtimes: [],
  settings: [],
  commands: [],
  workloads: [],
  builds: [],
  imageBuilders: [],
  patterns: [],
  secrets: [],
  diagnostics: [],
} as const;

/** A reading of `path` with these parts; what is left out is empty. */
export function reading(path: string, format: string, parts: Partial<Omit<Reading, 'path' | 'format'>>): Reading {
  return { ...nothing, ...parts, path, format };
}
