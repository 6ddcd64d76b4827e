import type { Location } from '../model/location.ts';
import type { Profile } from '../model/setting.ts';
import type { Workload } from '../model/workload.ts';
import { composeBuild } from './compose-build.ts';
import { type At, environmentOf, exposedOf, mountsOf, portsOf, resolved } from './compose-values.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { fieldOf, isRecord, textOf, textsOf } from './document.ts';
import { profileOf } from './profile.ts';
import { splitWords } from './shell-words.ts';

/** One service of a compose file, and how to tell the lines of its values. */
export interface ComposeService {
  readonly path: string;
  readonly name: string;
  readonly service: Record<string, unknown>;
  readonly partial: boolean;
  readonly profile: Profile;
  /** The directories of the host that named volumes stand for. */
  readonly directories: ReadonlyMap<string, string>;
  line(...keys: readonly (string | number)[]): number;
  /** The line of its name. */
  readonly nameLine: number;
}

/** A service as a workload: what it says itself, variables filled in where they have a default. */
export function composeService(composed: ComposeService): Workload {
  const { path, name, service, partial, profile, directories, line, nameLine } = composed;
  const at: At = (...keys) => ({ path, line: line(...keys) });
  const under =
    (key: string): At =>
    (...keys) =>
      at(key, ...keys);
  const flag = (key: string): boolean | undefined => booleanOf(resolved(service[key]));
  const image = resolved(service['image']);
  const user = resolved(service['user']);
  const build = composeBuild(directoryOf(path), service['build'], under('build'));
  const environment = environmentOf(service['environment'], under('environment'));
  const argv = [...wordsOf(service['entrypoint']), ...wordsOf(service['command'])];
  const started = service['command'] !== undefined ? 'command' : 'entrypoint';
  const securityOptions = textsOf(service['security_opt']);
  const privileged = flag('privileged');
  const readOnly = flag('read_only');
  const healthcheck = healthcheckOf(service['healthcheck']);
  const replicas = Number(resolved(fieldOf(service['deploy'], 'replicas')) ?? resolved(service['scale']));
  return {
    kind: 'compose',
    name,
    controller: 'service',
    ...(image !== undefined && { image }),
    ...(build && { build }),
    ...(argv.length > 0 && {
      command: { argv, origin: 'compose' as const, name, environment: literals(environment), at: at(started) },
    }),
    ...(partial && { partial }),
    environment,
    environmentFiles: environmentFilesOf(service['env_file'], directoryOf(path)),
    ports: [...portsOf(service['ports'], under('ports')), ...exposedOf(service['expose'], under('expose'))],
    ...(user !== undefined && { user }),
    ...(privileged !== undefined && { privileged }),
    ...(securityOptions.some((option) => /^no-new-privileges(?:[:=]true)?$/.test(option)) && {
      allowPrivilegeEscalation: false,
    }),
    ...(readOnly !== undefined && { readOnlyRootFilesystem: readOnly }),
    capabilitiesAdded: textsOf(service['cap_add']).map((name) => name.toUpperCase()),
    capabilitiesDropped: textsOf(service['cap_drop']).map((name) => name.toUpperCase()),
    hostNamespaces: hostNamespacesOf(service),
    mounts: mountsOf(service['volumes'], under('volumes'), directories),
    securityOptions,
    ...(healthcheck !== undefined && { healthcheck }),
    ...resourcesOf(service),
    ...(Number.isInteger(replicas) && { replicas }),
    places: placesOf(service, at),
    profile: profileOfService(service['profiles'], profile),
    at: { path, line: nameLine },
  };
}

const keys = {
  image: ['image'],
  privileged: ['privileged'],
  user: ['user'],
  capabilitiesAdded: ['cap_add'],
  capabilitiesDropped: ['cap_drop'],
  hostNamespaces: ['network_mode', 'pid', 'ipc'],
  securityOptions: ['security_opt'],
  healthcheck: ['healthcheck'],
  ports: ['ports'],
} as const satisfies Partial<Record<keyof Workload, readonly string[]>>;

function placesOf(service: Record<string, unknown>, at: At): Workload['places'] {
  const places: { -readonly [Field in keyof Workload]?: Location } = {};
  for (const [field, names] of Object.entries(keys) as [keyof typeof keys, readonly string[]][]) {
    const said = names.filter((name) => service[name] !== undefined);
    const name = said.find((one) => service[one] === 'host') ?? said[0];
    if (name !== undefined) places[field] = at(name);
  }
  return places;
}

/** Services that only start for development or tests, as their `profiles` say. */
function profileOfService(value: unknown, file: Profile): Profile {
  const profiles = textsOf(value).map((name) => profileOf(name));
  if (file !== 'base' || profiles.length === 0) return file;
  const [first = file] = profiles;
  return profiles.includes('base') || profiles.includes('production') ? file : first;
}

/** A text is split as a shell would, a list is taken as it is. https://github.com/compose-spec/compose-spec/blob/main/05-services.md#command */
function wordsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map((word) => textOf(word) ?? '');
  return typeof value === 'string' ? splitWords(value) : [];
}

function literals(environment: Workload['environment']): Record<string, string> {
  const found = Object.create(null) as Record<string, string>;
  for (const { name, value } of environment) if (value !== undefined) found[name] = value;
  return found;
}

function booleanOf(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(?:true|yes|on)$/i.test(text)) return true;
  return /^(?:false|no|off)$/i.test(text) ? false : undefined;
}

function environmentFilesOf(value: unknown, directory: string): string[] {
  const files = Array.isArray(value) ? value : [value];
  return files.flatMap((file) => {
    const written = resolved(isRecord(file) ? file['path'] : file);
    const path = written === undefined ? undefined : resolvePath(directory, written);
    return path === undefined ? [] : [path];
  });
}

const namespaces = { network_mode: 'network', pid: 'pid', ipc: 'ipc' } as const;

function hostNamespacesOf(service: Record<string, unknown>): ('network' | 'pid' | 'ipc')[] {
  const keys = Object.keys(namespaces) as (keyof typeof namespaces)[];
  return keys.filter((key) => service[key] === 'host').map((key) => namespaces[key]);
}

function healthcheckOf(value: unknown): boolean | undefined {
  if (!isRecord(value)) return undefined;
  const test = textsOf(value['test']);
  return value['disable'] !== 'true' && test[0] !== 'NONE';
}

function resourcesOf(service: Record<string, unknown>): Partial<Workload> {
  const resources = fieldOf(service['deploy'], 'resources');
  const text = (...values: readonly unknown[]): string | undefined =>
    values.map((value) => textOf(value)).find((one) => one !== undefined && one !== '');
  const memoryLimit = text(fieldOf(resources, 'limits', 'memory'), service['mem_limit']);
  const cpuLimit = text(fieldOf(resources, 'limits', 'cpus'), service['cpus']);
  const memoryRequest = text(fieldOf(resources, 'reservations', 'memory'), service['mem_reservation']);
  const cpuRequest = text(fieldOf(resources, 'reservations', 'cpus'));
  return {
    ...(memoryLimit !== undefined && { memoryLimit }),
    ...(cpuLimit !== undefined && { cpuLimit }),
    ...(memoryRequest !== undefined && { memoryRequest }),
    ...(cpuRequest !== undefined && { cpuRequest }),
  };
}
