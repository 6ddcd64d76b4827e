import type { Component } from '../../model/component.ts';
import type { Location } from '../../model/location.ts';
import type { Workload } from '../../model/workload.ts';
import type { FactType } from '../fact-type.ts';
import { imageOfWorkload } from '../../stack/image-of-workload.ts';
import {
  isReplaced,
  movingTag,
  secretsOf,
  setsNonRootUser,
  socketMount,
  systemMounts,
} from '../questions/workload-risks.ts';
import { imageFields } from './workload-image.ts';

export interface WorkloadSubject {
  readonly workload: Workload;
  readonly component: Component;
}

const controllersThatServe: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Knative Service',
  'Rollout',
  'service',
]);

export const workloadFacts: FactType<WorkloadSubject> = {
  name: 'Workload',
  doc: 'One container that a compose file or a Kubernetes manifest runs.',
  fields: {
    kind: { type: 'string', doc: 'compose or kubernetes', of: ({ workload }) => workload.kind },
    name: { type: 'string', doc: 'Its name.', of: ({ workload }) => workload.name },
    container: {
      type: 'string',
      doc: 'The name of its container in the pod; its own name in compose.',
      of: ({ workload }) => workload.container ?? workload.name,
    },
    own: {
      type: 'bool',
      doc: 'It runs an image of this repository, not a database or a tool beside it.',
      of: ({ workload }) => workload.own === true,
    },
    complete: {
      type: 'bool',
      doc: 'It is no mere patch of another manifest: what it does not say is said nowhere.',
      of: ({ workload }) => workload.partial !== true,
    },
    init: {
      type: 'bool',
      doc: 'It runs to its end before the others of its pod start.',
      of: ({ workload }) => workload.init === true,
    },
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
    moving_tag: {
      type: 'string',
      doc: '`latest` or whatever else moves, `no tag` if it has none; empty if the image is fixed, built here or not known.',
      of: ({ workload }, { components }) => (isReplaced(workload, components) ? '' : movingTag(workload)),
    },
    ...imageFields,
    build_missing: {
      type: 'string',
      doc: 'What its build names and the repository does not hold: "the directory `api`".',
      of: ({ workload }) => workload.build?.missing ?? '',
    },
    build_at: {
      type: 'Location',
      doc: 'Where its build stands; its own place if it has none.',
      of: ({ workload }) => workload.build?.at ?? workload.at,
    },
    hardened: {
      type: 'bool',
      doc: 'Its security context says something about privileges: a user, capabilities, escalation or the root file system.',
      of: ({ workload }) =>
        workload.runAsNonRoot !== undefined ||
        workload.user !== undefined ||
        workload.allowPrivilegeEscalation !== undefined ||
        workload.readOnlyRootFilesystem !== undefined ||
        workload.capabilitiesDropped.length > 0,
    },
    builds: {
      type: 'bool',
      doc: 'Its image is built from this repository.',
      of: ({ workload }) => workload.build !== undefined,
    },
    sets_non_root_user: {
      type: 'bool',
      doc: 'It sets a user whose number is not 0.',
      of: ({ workload }) => setsNonRootUser(workload),
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
    system_paths: {
      type: 'string',
      doc: 'The host\'s own directories that it mounts: "/etc, /proc".',
      of: ({ workload }) =>
        systemMounts(workload)
          .map(({ hostPath }) => hostPath)
          .join(', '),
    },
    system_path_at: {
      type: 'Location',
      doc: "Where it mounts the first of the host's own directories; its own place if it mounts none.",
      of: ({ workload }) => systemMounts(workload)[0]?.at ?? workload.at,
    },
    engine_socket: {
      type: 'string',
      doc: 'The socket of the container engine that it mounts; empty if it mounts none.',
      of: ({ workload }) => socketMount(workload)?.hostPath ?? '',
    },
    engine_socket_at: {
      type: 'Location',
      doc: 'Where it mounts the socket of the container engine; its own place if it mounts none.',
      of: ({ workload }) => socketMount(workload)?.at ?? workload.at,
    },
    host_ports: {
      type: 'list<int>',
      doc: 'The ports of the node that it opens: hostPort of Kubernetes, published ports of compose.',
      of: ({ workload }) => workload.ports.flatMap(({ host }) => (host === undefined ? [] : [host])),
    },
    literal_secrets: {
      type: 'string',
      doc: 'The names of variables that hold a secret in plain text: "API_TOKEN, JWT_SECRET". Passwords only count in Kubernetes and where compose is for production.',
      of: ({ workload }) =>
        secretsOf(workload)
          .map(({ name }) => name)
          .join(', '),
    },
    literal_secret_at: {
      type: 'Location',
      doc: 'Where the first of these stands; its own place if there is none.',
      of: ({ workload }) => secretsOf(workload)[0]?.at ?? workload.at,
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
    cpu_limit: {
      type: 'string',
      doc: 'Its CPU limit; empty if it has none.',
      of: ({ workload }) => workload.cpuLimit ?? '',
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
      doc: 'Its file is meant for production or for every environment, and the image that it builds is none of tests or development.',
      of: ({ workload, component }) =>
        (workload.profile === 'production' || workload.profile === 'base') &&
        !/^(?:test|development)$/.test(imageOfWorkload(component, workload)?.role ?? ''),
    },
    at: { type: 'Location', doc: 'Where it stands.', of: ({ workload }) => workload.at },
  },
  methods: {
    place: {
      parameters: ['string'],
      returns: 'Location',
      doc: 'Where it says one of these: image, privileged, user, runAsNonRoot, capabilitiesAdded, hostNamespaces, ports; its own place if it does not.',
      of: ({ workload }, _context, name: string): Location =>
        Object.hasOwn(workload.places, name) ? (workload.places[name as keyof Workload] ?? workload.at) : workload.at,
    },
  },
};
