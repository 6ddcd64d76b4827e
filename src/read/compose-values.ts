import type { Location } from '../model/location.ts';
import type { EnvironmentVariable, Mount, Port } from '../model/workload.ts';
import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';

/** Where the value at these keys of a service stands. */
export type At = (...keys: readonly (string | number)[]) => Location;

const mostItems = 1000;

/**
 * A text with its variables replaced by their literal defaults; undefined if one has none. `fallback` if a default was needed.
 * https://github.com/compose-spec/compose-spec/blob/main/12-interpolation.md
 */
export function interpolate(text: string): { value: string | undefined; fallback: boolean } {
  if (!text.includes('$')) return { value: text, fallback: false };
  if (text.length > longest) return { value: undefined, fallback: false };
  let unknown = 0;
  let fallback = false;
  const fill = (from: string): string =>
    from.replace(reference, (_whole, dollar, sign, otherwise) => {
      if (dollar !== undefined) return '$';
      fallback = true;
      if (sign === undefined) unknown++;
      return String(otherwise ?? '');
    });
  let value = fill(text);
  for (let depth = 0; depth < 3 && value.includes('${'); depth++) value = fill(value);
  return { value: unknown === 0 && !value.includes('${') ? value : undefined, fallback };
}

/** `$$`, `${NAME}`, `${NAME:-default}`, `$NAME` */
const reference = /\$(?:(\$)|\{\w{1,100}\b(?:(:?-)([^${}]*)|[^{}]*)?\}|[A-Za-z_]\w{0,99})/g;
const longest = 10_000;

/** A text in which no default was needed, or its value with defaults. Undefined when a variable is not known. */
export function resolved(value: unknown): string | undefined {
  const text = textOf(value);
  if (text === undefined || text === '') return undefined;
  return interpolate(text).value;
}

/** `environment`: a mapping, or a list of `NAME=value`. A name alone is taken from the shell. */
export function environmentOf(value: unknown, at: At): EnvironmentVariable[] {
  if (Array.isArray(value))
    return value.slice(0, mostItems).flatMap((item, index) => {
      const text = textOf(item);
      if (text === undefined || text === '') return [];
      const equals = text.indexOf('=');
      const name = equals < 0 ? text : text.slice(0, equals);
      return [variable(name, equals < 0 ? undefined : text.slice(equals + 1), at(index))];
    });
  return entriesOf(value)
    .slice(0, mostItems)
    .map(([name, literal]) => variable(name, textOf(literal), at(name)));
}

function variable(name: string, text: string | undefined, at: Location): EnvironmentVariable {
  if (text === undefined) return { name, at };
  const { value, fallback } = interpolate(text);
  if (value === undefined) return { name, at };
  return fallback ? { name, fallback: value, at } : { name, value, at };
}

/** `ports`, short (`127.0.0.1:8080:80/tcp`) and long. Of a range, the first. */
export function portsOf(value: unknown, at: At): Port[] {
  return listOf(value).flatMap(([item, index]): Port[] => {
    if (isRecord(item)) return port(resolved(item['target']), resolved(item['published']), at(index));
    const text = resolved(item)?.replace(/\/\w+$/, '');
    if (text === undefined) return [];
    const parts = text.replace(/\[[^\]]*\]/, '').split(':');
    return port(parts.at(-1), parts.at(-2), at(index));
  });
}

function port(target: string | undefined, published: string | undefined, at: Location): Port[] {
  const container = portNumber(target);
  const host = portNumber(published);
  return container === undefined ? [] : [{ container, ...(host !== undefined && { host }), at }];
}

/** `expose`: ports for other services only. */
export function exposedOf(value: unknown, at: At): Port[] {
  return listOf(value).flatMap(([item, index]) => port(resolved(item)?.replace(/\/\w+$/, ''), undefined, at(index)));
}

function portNumber(text: string | undefined): number | undefined {
  const digits = /^(\d{1,5})(?:-\d{1,5})?$/.exec(text?.trim() ?? '')?.[1];
  return digits === undefined || Number(digits) > 65535 ? undefined : Number(digits);
}

/** `volumes`, short (`./src:/app:ro`) and long: those that mount a path of the host have a `hostPath`, as written. */
export function mountsOf(value: unknown, at: At, directories: ReadonlyMap<string, string>): Mount[] {
  return listOf(value).flatMap(([item, index]): Mount[] => {
    const { source, path, bound, readOnly } = isRecord(item) ? longVolume(item) : shortVolume(textOf(item));
    if (path === undefined) return [];
    const hostPath = bound ? source : directories.get(source);
    return [{ path, ...(hostPath !== undefined && { hostPath }), ...(readOnly && { readOnly }), at: at(index) }];
  });
}

interface Volume {
  /** A path of the host, or the name of a volume. */
  readonly source: string;
  readonly path: string | undefined;
  readonly bound: boolean;
  readonly readOnly: boolean;
}

function longVolume(item: Record<string, unknown>): Volume {
  const source = textOf(fieldOf(item, 'source'));
  return {
    source: withDefault(source ?? ''),
    path: textOf(fieldOf(item, 'target')) ?? '',
    bound: fieldOf(item, 'type') === 'bind' && source !== undefined,
    readOnly: fieldOf(item, 'read_only') === 'true',
  };
}

function shortVolume(text: string | undefined): Volume {
  const [source = '', path, mode = ''] = splitVolume(withDefault(text ?? ''));
  if (path === undefined)
    return { source: '', path: text === undefined ? undefined : source, bound: false, readOnly: false };
  const bound = /^(?:[./~]|\$|[A-Za-z]:[\\/])/.test(source);
  return { source, path, bound, readOnly: mode.split(',').includes('ro') };
}

/**
 * The directories of the host that named volumes stand for: those of the local driver that bind one.
 * https://docs.docker.com/reference/cli/docker/volume/create/#driver-specific-options
 */
export function boundVolumes(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, volume] of entriesOf(value).slice(0, mostItems)) {
    const options = fieldOf(volume, 'driver_opts');
    const device = textOf(fieldOf(options, 'device'));
    const bound = /\br?bind\b/.test(textOf(fieldOf(options, 'o')) ?? '') || fieldOf(options, 'type') === 'bind';
    if (device !== undefined && bound) found.set(name, withDefault(device));
  }
  return found;
}

/** Splits at colons, but not at that of a Windows drive. */
function splitVolume(text: string): string[] {
  const drive = /^[A-Za-z]:[\\/]/.test(text) ? text.slice(0, 2) : '';
  const parts = text.slice(drive.length).split(':');
  return [drive + (parts[0] ?? ''), ...parts.slice(1)];
}

/** The text with defaults filled in; what has none stays, as `$NAME`. */
function withDefault(text: string): string {
  return interpolate(text).value ?? text.slice(0, longest).replace(/\$\{(\w{1,100})\b[^{}]*\}/g, '$$$1');
}

function listOf(value: unknown): [unknown, number][] {
  return Array.isArray(value) ? value.slice(0, mostItems).map((item, index) => [item, index]) : [];
}
