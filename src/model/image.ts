import type { Command } from './command.ts';
import type { Dockerfile, ImageReference, Stage } from './dockerfile.ts';
import type { Location } from './location.ts';

/** One image that a Dockerfile can build: the chain of stages that leads to one target, and what the container is in the end. */
export interface Image {
  readonly dockerfile: Dockerfile;
  /** Name of the target; undefined for the last stage when nobody names one. */
  readonly target?: string;
  /** The stages whose content ends up in the image: from the one on an external base to the target itself. */
  readonly chain: readonly Stage[];
  /** All stages that are built for it, `COPY --from` included. */
  readonly built: readonly Stage[];
  readonly base?: ImageReference;
  /** The user of the final image; undefined when neither the Dockerfile nor the base image's facts tell. */
  readonly user?: string;
  readonly userAt?: Location;
  /** Undefined: cannot tell. */
  readonly runsAsRoot?: boolean;
  /** The language runtime that the final stage's base brings, by the base image's facts and tag. */
  readonly runtime?: { readonly technology: string; readonly version?: string };
  readonly multiStage: boolean;
  readonly healthcheck: boolean;
  /** The command is in exec form; undefined if there is no command in the chain. */
  readonly execForm?: boolean;
  readonly entrypoint?: Command;
  readonly command?: Command;
  readonly environment: ReadonlyMap<string, { readonly value?: string; readonly at: Location }>;
  readonly ports: readonly { readonly port: number; readonly at: Location }[];
  /** The build context, from the repository's root. */
  readonly context: string;
  readonly role: 'service' | 'tooling' | 'template' | 'development' | 'test';
  readonly roleReason: string;
  /** The FROM of the final stage. */
  readonly at: Location;
}
