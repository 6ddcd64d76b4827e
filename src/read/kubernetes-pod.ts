import type { Location } from '../model/location.ts';
import type { SkippedCheck, Workload } from '../model/workload.ts';
import { fieldOf, isRecord, textOf, textsOf } from './document.ts';
import {
  type At,
  environmentOf,
  literals,
  mountsOf,
  portsOf,
  probesOf,
  resourcesOf,
  variableSources,
  wordsOf,
} from './kubernetes-container.ts';
import { type Manifest, silent, textAt } from './kubernetes-manifest.ts';
import { skippedChecks } from './kubernetes-skips.ts';

const template = ['spec', 'template', 'spec'];
/** Where the pod stands in each kind that runs some. */
const pods: Readonly<Record<string, readonly string[]>> = {
  Deployment: template,
  StatefulSet: template,
  DaemonSet: template,
  ReplicaSet: template,
  ReplicationController: template,
  Job: template,
  Rollout: template,
  DeploymentConfig: template,
  Service: template,
  Configuration: template,
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Pod: ['spec'],
};
/** Kinds whose selector must be there: without one, it is a patch. */
const selecting = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Rollout']);
const mostContainers = 200;

/** Whether the object runs pods. */
export function isController(manifest: Manifest): boolean {
  const kind = textAt(manifest, 'kind') ?? '';
  if (kind === 'Service' || kind === 'Configuration')
    return textAt(manifest, 'apiVersion')?.startsWith('serving.knative.dev/') === true;
  return Object.hasOwn(pods, kind);
}

/** A pod, and how to tell where its values stand. */
interface Pod {
  readonly manifest: Manifest;
  readonly controller: string;
  readonly keys: readonly string[];
  readonly value: unknown;
  readonly skips: readonly SkippedCheck[];
}

/** The containers of the pods that an object runs; what the pod says is said of each. */
export function podWorkloads(manifest: Manifest): Workload[] {
  const kind = textAt(manifest, 'kind') ?? '';
  const keys = pods[kind] ?? [];
  const value = fieldOf(manifest.value, ...keys);
  const skips = skippedChecks(manifest);
  const pod: Pod = { manifest, controller: kind === 'Service' ? 'Knative Service' : kind, keys, value, skips };
  return ['initContainers', 'containers'].flatMap((list) => {
    const containers = fieldOf(value, list);
    if (!Array.isArray(containers)) return [];
    return containers
      .slice(0, mostContainers)
      .flatMap((container, index) => (isRecord(container) ? [workloadOf(pod, container, list, index)] : []));
  });
}

function workloadOf(pod: Pod, container: Record<string, unknown>, list: string, index: number): Workload {
  const { manifest, keys, value } = pod;
  const at: At = (...below) => manifest.at(...keys, list, index, ...below);
  const text = (...below: readonly string[]): string | undefined => textAt({ value: container }, ...below);
  const name = textAt(manifest, 'metadata', 'name') ?? textAt(manifest, 'metadata', 'generateName') ?? '';
  const image = text('image');
  const own = text('name');
  const environment = environmentOf(container['env'], at);
  const argv = [...wordsOf(container['command']), ...wordsOf(container['args'])];
  const replicas = Number(textAt(manifest, 'spec', 'replicas') ?? Number.NaN);
  const patch = selecting.has(pod.controller) && fieldOf(manifest.value, 'spec', 'selector') === undefined;
  const init = list === 'initContainers' && text('restartPolicy') !== 'Always';
  return {
    ...silent,
    name,
    ...(own !== undefined && { container: own }),
    ...(init && { init }),
    controller: pod.controller,
    ...(image !== undefined && { image }),
    ...((patch || image === undefined) && { partial: true }),
    ...(argv.length > 0 && {
      command: {
        argv,
        origin: 'workload' as const,
        name,
        environment: literals(environment),
        at: at(container['command'] === undefined ? 'args' : 'command'),
      },
    }),
    environment,
    environmentFiles: variableSources(container['envFrom']),
    ports: portsOf(container['ports'], at),
    ...securityOf(pod, container, at),
    hostNamespaces: namespaces.filter(([key]) => fieldOf(value, key) === 'true').map(([, namespace]) => namespace),
    mounts: mountsOf(value, container, at),
    ...probesOf(container),
    ...resourcesOf(container),
    ...(Number.isInteger(replicas) && { replicas }),
    ...(pod.skips.length > 0 && { skippedChecks: pod.skips }),
    profile: manifest.profile,
    at: at(),
  };
}

const namespaces = [
  ['hostNetwork', 'network'],
  ['hostPID', 'pid'],
  ['hostIPC', 'ipc'],
] as const;

/** The container's security context over the pod's. https://kubernetes.io/docs/tasks/configure-pod-container/security-context/ */
function securityOf(
  { manifest, keys, value }: Pod,
  container: Record<string, unknown>,
  at: At,
): Partial<Workload> & Pick<Workload, 'places'> {
  const own = container['securityContext'];
  const ofPod = fieldOf(value, 'securityContext');
  const said = (key: string): string | undefined => textOf(fieldOf(own, key)) ?? textOf(fieldOf(ofPod, key));
  const place = (key: string): Location =>
    fieldOf(own, key) === undefined && fieldOf(ofPod, key) !== undefined
      ? manifest.at(...keys, 'securityContext', key)
      : at('securityContext', key);
  const user = said('runAsUser');
  const runAsNonRoot = booleanOf(said('runAsNonRoot'));
  const privileged = booleanOf(textOf(fieldOf(own, 'privileged')));
  const escalation = booleanOf(textOf(fieldOf(own, 'allowPrivilegeEscalation')));
  const readOnly = booleanOf(textOf(fieldOf(own, 'readOnlyRootFilesystem')));
  const shared = namespaces.find(([key]) => fieldOf(value, key) === 'true')?.[0];
  return {
    ...(user !== undefined && { user }),
    ...(runAsNonRoot !== undefined && { runAsNonRoot }),
    ...(privileged !== undefined && { privileged }),
    ...(escalation !== undefined && { allowPrivilegeEscalation: escalation }),
    ...(readOnly !== undefined && { readOnlyRootFilesystem: readOnly }),
    capabilitiesAdded: textsOf(fieldOf(own, 'capabilities', 'add')).map((name) => name.toUpperCase()),
    capabilitiesDropped: textsOf(fieldOf(own, 'capabilities', 'drop')).map((name) => name.toUpperCase()),
    places: {
      ...(container['image'] !== undefined && { image: at('image') }),
      ...(privileged !== undefined && { privileged: place('privileged') }),
      ...(user !== undefined && { user: place('runAsUser') }),
      ...(runAsNonRoot !== undefined && { runAsNonRoot: place('runAsNonRoot') }),
      ...(escalation !== undefined && { allowPrivilegeEscalation: place('allowPrivilegeEscalation') }),
      ...(readOnly !== undefined && { readOnlyRootFilesystem: place('readOnlyRootFilesystem') }),
      ...(fieldOf(own, 'capabilities') !== undefined && { capabilitiesAdded: at('securityContext', 'capabilities') }),
      ...(shared !== undefined && { hostNamespaces: manifest.at(...keys, shared) }),
      ...(container['ports'] !== undefined && { ports: at('ports', 0) }),
      ...(container['resources'] !== undefined && { memoryLimit: at('resources') }),
    },
  };
}

function booleanOf(text: string | undefined): boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : undefined;
}
