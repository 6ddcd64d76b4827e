import type { Command } from './command.ts';
import type { Location } from './location.ts';

/** One container that a compose file or a Kubernetes manifest runs. Undefined means that the file does not say. */
export interface Workload {
  readonly kind: 'compose' | 'kubernetes';
  readonly name: string;
  /** The controller: Deployment, StatefulSet, Job, CronJob … ; `service` in compose. */
  readonly controller: string;
  readonly image?: string;
  readonly imageAt?: Location;
  /** The image is built here (compose `build:`). Paths from the repository's root. */
  readonly build?: WorkloadBuild;
  readonly command?: Command;
  readonly environment: readonly EnvironmentVariable[];
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
  readonly profile: 'base' | 'production' | 'development' | 'test' | 'example';
  readonly at: Location;
}

export interface WorkloadBuild {
  readonly context: string;
  readonly dockerfile: string;
  readonly target?: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly at: Location;
}

export interface EnvironmentVariable {
  readonly name: string;
  /** Literal text; undefined when it comes from a secret, a reference or the environment. */
  readonly value?: string;
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
  readonly at: Location;
}
