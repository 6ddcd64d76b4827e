import type { Component } from '../../model/component.ts';
import type { Workload } from '../../model/workload.ts';
import type { FactType } from '../fact-type.ts';

export interface WorkloadSubject {
  readonly workload: Workload;
  readonly component: Component;
}

/** A literal value of an environment variable, so that rules can look through names and values together. */
interface VariableSubject {
  readonly name: string;
  readonly value?: string;
  readonly at: Workload['at'];
}

export const variableFacts: FactType<VariableSubject> = {
  name: 'Variable',
  doc: 'An environment variable of a workload.',
  fields: {
    name: { type: 'string', doc: 'Its name.', of: ({ name }) => name },
    value: {
      type: 'string',
      doc: 'Its literal value; empty if it comes from elsewhere.',
      of: ({ value }) => value ?? '',
    },
    literal: {
      type: 'bool',
      doc: 'The value stands in the file.',
      of: ({ value }) => value !== undefined && value !== '',
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ at }) => at },
  },
};

const controllersThatServe: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Rollout',
  'service',
]);

export const workloadFacts: FactType<WorkloadSubject> = {
  name: 'Workload',
  doc: 'One container that a compose file or a Kubernetes manifest runs.',
  fields: {
    kind: { type: 'string', doc: 'compose or kubernetes', of: ({ workload }) => workload.kind },
    name: { type: 'string', doc: 'Its name.', of: ({ workload }) => workload.name },
    controller: {
      type: 'string',
      doc: 'Deployment, StatefulSet, Job …; `service` in compose.',
      of: ({ workload }) => workload.controller,
    },
    long_running: {
      type: 'bool',
      doc: 'It is meant to keep running, unlike a job.',
      of: ({ workload }) => controllersThatServe.has(workload.controller),
    },
    image: {
      type: 'string',
      doc: 'The image it runs; empty if it only builds one.',
      of: ({ workload }) => workload.image ?? '',
    },
    builds: {
      type: 'bool',
      doc: 'Its image is built from this repository.',
      of: ({ workload }) => workload.build !== undefined,
    },
    user: {
      type: 'string',
      doc: 'The user it runs as; empty if it does not say.',
      of: ({ workload }) => workload.user ?? '',
    },
    run_as_non_root: {
      type: 'bool',
      doc: 'runAsNonRoot is true.',
      of: ({ workload }) => workload.runAsNonRoot === true,
    },
    privileged: { type: 'bool', doc: 'It is privileged.', of: ({ workload }) => workload.privileged === true },
    escalation_denied: {
      type: 'bool',
      doc: 'allowPrivilegeEscalation is false.',
      of: ({ workload }) => workload.allowPrivilegeEscalation === false,
    },
    escalation_allowed: {
      type: 'bool',
      doc: 'allowPrivilegeEscalation is true.',
      of: ({ workload }) => workload.allowPrivilegeEscalation === true,
    },
    read_only: {
      type: 'bool',
      doc: 'Its root file system is read-only.',
      of: ({ workload }) => workload.readOnlyRootFilesystem === true,
    },
    capabilities_added: {
      type: 'list<string>',
      doc: 'Capabilities added.',
      of: ({ workload }) => workload.capabilitiesAdded,
    },
    capabilities_dropped: {
      type: 'list<string>',
      doc: 'Capabilities dropped.',
      of: ({ workload }) => workload.capabilitiesDropped,
    },
    host_namespaces: {
      type: 'list<string>',
      doc: 'Namespaces of the host that it shares: network, pid, ipc.',
      of: ({ workload }) => workload.hostNamespaces,
    },
    host_paths: {
      type: 'list<string>',
      doc: 'Paths of the host that it mounts.',
      of: ({ workload }) => workload.mounts.map(({ hostPath }) => hostPath ?? '').filter((path) => path !== ''),
    },
    security_options: {
      type: 'list<string>',
      doc: 'security_opt of compose.',
      of: ({ workload }) => workload.securityOptions,
    },
    environment: { type: 'list<Variable>', doc: 'Its environment.', of: ({ workload }) => workload.environment },
    readiness: {
      type: 'bool',
      doc: 'It has a readiness probe.',
      of: ({ workload }) => workload.readinessProbe === true,
    },
    liveness: { type: 'bool', doc: 'It has a liveness probe.', of: ({ workload }) => workload.livenessProbe === true },
    healthcheck: {
      type: 'bool',
      doc: 'It has a health check of compose.',
      of: ({ workload }) => workload.healthcheck === true,
    },
    memory_limit: {
      type: 'string',
      doc: 'Its memory limit; empty if it has none.',
      of: ({ workload }) => workload.memoryLimit ?? '',
    },
    memory_request: {
      type: 'string',
      doc: 'Its memory request; empty if it has none.',
      of: ({ workload }) => workload.memoryRequest ?? '',
    },
    cpu_request: {
      type: 'string',
      doc: 'Its CPU request; empty if it has none.',
      of: ({ workload }) => workload.cpuRequest ?? '',
    },
    ports: {
      type: 'list<int>',
      doc: 'The container ports it names.',
      of: ({ workload }) => workload.ports.map(({ container }) => container),
    },
    replicas: {
      type: 'int',
      doc: 'The number of replicas; 0 if it does not say.',
      of: ({ workload }) => workload.replicas ?? 0,
    },
    profile: {
      type: 'string',
      doc: 'base, production, development, test or example, by the name of its file.',
      of: ({ workload }) => workload.profile,
    },
    deployed: {
      type: 'bool',
      doc: 'Its file is meant for production or for every environment.',
      of: ({ workload }) => workload.profile === 'production' || workload.profile === 'base',
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ workload }) => workload.at },
  },
};
