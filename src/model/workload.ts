import type { Command } from './command.ts';
import type { Location } from './location.ts';

/** One container that a compose file or a Kubernetes manifest runs. Undefined means that the file does not say. */
export interface Workload {
  readonly kind: 'compose' | 'kubernetes';
  readonly name: string;
  /** Name of the container in its pod. */
  readonly container?: string;
  /** It runs before the pod's containers and ends. */
  readonly init?: boolean;
  /** The controller: Deployment, StatefulSet, Job, CronJob … ; `service` in compose. */
  readonly controller: string;
  readonly image?: string;
  /** It runs an image of this repository, not a database or a tool beside it. Known once files are joined. */
  readonly own?: boolean;
  /** It is laid over another manifest (a Kustomize patch, a compose service that extends one of another file): what it does not say may be said there. */
  readonly partial?: boolean;
  /** The image is built here (compose `build:`). Paths from the repository's root. */
  readonly build?: WorkloadBuild;
  readonly command?: Command;
  readonly environment: readonly EnvironmentVariable[];
  /** Where more variables come from: files (compose `env_file`), ConfigMaps and Secrets (`envFrom`). */
  readonly environmentFiles: readonly string[];
  readonly ports: readonly Port[];
  readonly user?: string;
  readonly runAsNonRoot?: boolean;
  readonly privileged?: boolean;
  readonly allowPrivilegeEscalation?: boolean;
  readonly readOnlyRootFilesystem?: boolean;
  readonly capabilitiesAdded: readonly string[];
  readonly capabilitiesDropped: readonly string[];
  readonly hostNamespaces: readonly ('network' | 'pid' | 'ipc')[];
  readonly mounts: readonly Mount[];
  readonly securityOptions: readonly string[];
  readonly readinessProbe?: boolean;
  readonly livenessProbe?: boolean;
  readonly startupProbe?: boolean;
  readonly healthcheck?: boolean;
  readonly memoryLimit?: string;
  readonly cpuLimit?: string;
  readonly memoryRequest?: string;
  readonly cpuRequest?: string;
  readonly replicas?: number;
  /** Checks of other tools that its manifest tells to be silent. */
  readonly skippedChecks?: readonly SkippedCheck[];
  /** Where the values of these fields stand, if not at the workload itself: `privileged`, `user`, `capabilitiesAdded` … */
  readonly places: Readonly<Partial<Record<keyof Workload, Location>>>;
  readonly profile: 'base' | 'production' | 'development' | 'test' | 'example';
  readonly at: Location;
}

export interface SkippedCheck {
  readonly tool: string;
  readonly id: string;
  readonly reason: string;
  readonly at: Location;
}

export interface WorkloadBuild {
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly arguments: Readonly<Record<string, string>>;
  /** What it names and the repository does not hold: "the directory `api`". Known once files are joined. */
  readonly missing?: string;
  readonly at: Location;
}

export interface EnvironmentVariable {
  readonly name: string;
  /** Literal text; undefined when it comes from a secret, a reference or the environment. */
  readonly value?: string;
  /** The literal default of a look-up: `${DEBUG:-true}`. */
  readonly fallback?: string;
  readonly at: Location;
}

export interface Port {
  readonly container: number;
  readonly host?: number;
  readonly at: Location;
}

export interface Mount {
  /** Path on the host; undefined for volumes that are managed. */
  readonly hostPath?: string;
  readonly path: string;
  readonly readOnly?: boolean;
  readonly at: Location;
}
