import type { Location } from '../model/location.ts';
import type { EnvironmentVariable, Mount, Port, Workload } from '../model/workload.ts';
import { fieldOf, isRecord, textOf } from './document.ts';
import { textAt } from './kubernetes-manifest.ts';

/** Where the value at these keys of a container stands. */
export type At = (...keys: readonly (string | number)[]) => Location;

/** `env`: literal values; those of secrets, of other variables and of templates have none. */
export function environmentOf(value: unknown, at: At): EnvironmentVariable[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((variable, index): EnvironmentVariable[] => {
    const name = textOf(fieldOf(variable, 'name'));
    if (name === undefined) return [];
    const text = textOf(fieldOf(variable, 'value'));
    // $(NAME) stands for another variable; ${NAME} and {{ }} are filled in by tools before it is applied.
    const literal = text !== undefined && !/\$\(|\$\{|\{\{|^\$\w+$/.test(text);
    return [{ name, ...(literal && { value: text }), at: at('env', index, 'value') }];
  });
}

/** The variables that have a literal value, by name. */
export function literals(environment: readonly EnvironmentVariable[]): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const { name, value } of environment) if (value !== undefined) found[name] = value;
  return found;
}

/** The names of the ConfigMaps and Secrets whose values all become variables. */
export function variableSources(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.map(
    (source) => textOf(fieldOf(source, 'configMapRef', 'name') ?? fieldOf(source, 'secretRef', 'name')) ?? '',
  );
}

/** The words of `command` and `args`. */
export function wordsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map((word) => textOf(word) ?? '') : [];
}

/** `ports`, with those that are opened on the node. */
export function portsOf(value: unknown, at: At): Port[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((port, index): Port[] => {
    const container = Number(textOf(fieldOf(port, 'containerPort')));
    const host = Number(textOf(fieldOf(port, 'hostPort')) ?? 0);
    if (!Number.isInteger(container) || container < 1 || container > 65535) return [];
    return [{ container, ...(host > 0 && { host }), at: at('ports', index) }];
  });
}

/** What the container mounts of the pod's volumes, with the path of the host where the volume is one. */
export function mountsOf(pod: unknown, container: Record<string, unknown>, at: At): Mount[] {
  const { volumeMounts } = container;
  const volumes = fieldOf(pod, 'volumes');
  if (!Array.isArray(volumeMounts)) return [];
  const hosts = new Map<string, string>();
  for (const volume of Array.isArray(volumes) ? volumes : []) {
    const path = textOf(fieldOf(volume, 'hostPath', 'path'));
    if (path !== undefined) hosts.set(textOf(fieldOf(volume, 'name')) ?? '', path);
  }
  return volumeMounts.flatMap((mount, index): Mount[] => {
    const path = textOf(fieldOf(mount, 'mountPath'));
    if (path === undefined) return [];
    const hostPath = hosts.get(textOf(fieldOf(mount, 'name')) ?? '');
    const readOnly = fieldOf(mount, 'readOnly') === 'true';
    const place = at('volumeMounts', index);
    return [{ path, ...(hostPath !== undefined && { hostPath }), ...(readOnly && { readOnly }), at: place }];
  });
}

/** Which probes it has. */
export function probesOf(container: Record<string, unknown>): Partial<Workload> {
  return {
    ...(isRecord(container['readinessProbe']) && { readinessProbe: true }),
    ...(isRecord(container['livenessProbe']) && { livenessProbe: true }),
    ...(isRecord(container['startupProbe']) && { startupProbe: true }),
  };
}

/** Its requests and limits. */
export function resourcesOf(container: Record<string, unknown>): Partial<Workload> {
  const of = (...keys: readonly string[]): string | undefined => textAt({ value: container }, 'resources', ...keys);
  const memoryLimit = of('limits', 'memory');
  const cpuLimit = of('limits', 'cpu');
  // What has a limit and no request requests its limit.
  const memoryRequest = of('requests', 'memory') ?? memoryLimit;
  const cpuRequest = of('requests', 'cpu') ?? cpuLimit;
  return {
    ...(memoryLimit !== undefined && { memoryLimit }),
    ...(cpuLimit !== undefined && { cpuLimit }),
    ...(memoryRequest !== undefined && { memoryRequest }),
    ...(cpuRequest !== undefined && { cpuRequest }),
  };
}
