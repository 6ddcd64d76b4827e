import type { BaseFacts } from './base-image.ts';
import type { Command } from './command.ts';
import type { Dockerfile, ImageReference, Stage } from './dockerfile.ts';
import type { Location } from './location.ts';
import type { SecretText } from './secret-text.ts';
import type { ShellCommand } from './shell-command.ts';

/** One image that a Dockerfile can build: the chain of stages that leads to one target, and what the container is in the end. */
export interface Image {
  readonly dockerfile: Dockerfile;
  /** Name of the target; undefined for the last stage when nobody names one. */
  readonly target?: string;
  /** The stages whose content ends up in the image: from the one on an external base to the target itself. */
  readonly chain: readonly Stage[];
  /** All stages that are built for it, `COPY --from` included, in order of the file. */
  readonly built: readonly Stage[];
  readonly base?: ImageReference;
  /** What is known of the base images of the stages built for it; a stage is missing where its base is unknown. */
  readonly facts: ReadonlyMap<Stage, BaseFacts>;
  /** The user of the final image; undefined when neither the Dockerfile nor the base image's facts tell. */
  readonly user?: string;
  /** The USER that decides. */
  readonly userAt?: Location;
  /** Undefined: cannot tell. */
  readonly runsAsRoot?: boolean;
  /** Why it runs as root, does not, or cannot be told: "node:24 starts as root". */
  readonly userReason: string;
  /** It starts as root, and what it starts goes on as somebody else: gosu, su-exec, an entry point of its base image. */
  readonly changesUser?: true;
  /** The language runtime that the final stage's base brings, by the base image's facts and tag. */
  readonly runtime?: { readonly technology: string; readonly version?: string };
  readonly multiStage: boolean;
  readonly healthcheck: boolean;
  /** The HEALTHCHECK that decides, NONE too. */
  readonly healthcheckAt?: Location;
  /** The command is in exec form; undefined if there is no command in the chain. */
  readonly execForm?: boolean;
  /** Who says what to start: the Dockerfile itself, or the base image and how. Undefined: the base is unknown and the Dockerfile says nothing. */
  readonly start?: 'own' | 'none' | 'shell' | 'repl' | 'server' | 'entrypoint';
  /** As it is in the end: the base image's where the Dockerfile has none. */
  readonly entrypoint?: Command;
  readonly command?: Command;
  /** Every command of the entry point and the command, those inside `sh -c` and of `script` too. */
  readonly startCommands: readonly ShellCommand[];
  /** The script of the repository that it starts with: an entry point that is copied in. */
  readonly script?: { readonly path: string; readonly commands: readonly ShellCommand[] };
  /** The words of the main process: what is left when shells, init programs and programs that change the user are taken off. */
  readonly process: readonly string[];
  /** What the chain sets, after substitution; no value where that needs something unknown. */
  readonly environment: ReadonlyMap<string, { readonly value?: string; readonly at: Location }>;
  readonly workingDirectory?: string;
  readonly ports: readonly ExposedPort[];
  /** COPY and ADD of every stage that is built for it, after substitution. */
  readonly copies: readonly Copy[];
  /** The build context, from the repository's root. */
  readonly context: string;
  /** Every context that something in the repository builds it from; the guess alone where nothing says. */
  readonly contexts: readonly string[];
  /** What keeps files out of that context. */
  readonly ignoreFile?: IgnoreFile;
  /** Files of the context that hold secrets and end up in it. */
  readonly copiedSecrets: readonly CopiedSecret[];
  /** The context is that of a compose file, a bake file or a workflow, not a guess. */
  readonly contextKnown: boolean;
  readonly role: 'service' | 'tooling' | 'template' | 'development' | 'test';
  readonly roleReason: string;
  /** Where compose and other files build it. */
  readonly builtBy: readonly Location[];
  /** The FROM of the final stage. */
  readonly at: Location;
}

/** A `.dockerignore`: its patterns in order. Where some of them could not be read, what it keeps out is not known. */
export interface IgnoreFile {
  readonly path: string;
  readonly patterns: readonly string[];
  readonly complete: boolean;
}

/** A file of the context that ends up in the image, what in it is secret, and the COPY that takes it from there. */
export interface CopiedSecret {
  readonly path: string;
  readonly secrets: readonly SecretText[];
  readonly copy: Copy;
}

export interface ExposedPort {
  readonly port: number;
  readonly protocol: string;
  readonly at: Location;
}

export interface Copy {
  readonly stage: Stage;
  readonly keyword: 'COPY' | 'ADD';
  /** Files of the context, or of `from`. Heredocs are left out. */
  readonly sources: readonly string[];
  /** Absolute where the working directory is known. */
  readonly destination: string;
  /** `--from` as written after substitution: a stage, an image or a named context. */
  readonly from?: string;
  readonly fromStage?: Stage;
  /** Patterns of `--exclude`. */
  readonly excluded: readonly string[];
  readonly at: Location;
}
