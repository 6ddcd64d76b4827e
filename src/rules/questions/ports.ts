import type { Component } from '../../model/component.ts';
import type { Image } from '../../model/image.ts';
import type { Workload } from '../../model/workload.ts';

/**
 * The ports of a workload that its image does not serve: none of them is exposed, and none is named by a command, a variable or a setting.
 * Empty if one of them is, or if either says nothing.
 */
export function unservedPorts(workload: Workload, image: Image, component: Component): number[] {
  const wanted = [...new Set(workload.ports.map(({ container }) => container))];
  if (wanted.length === 0 || image.ports.length === 0) return [];
  const exposed = new Set(image.ports.map(({ port }) => port));
  if (wanted.some((port) => exposed.has(port))) return [];
  const said = [
    ...workload.environment.flatMap(({ value, fallback }) => [value ?? '', fallback ?? '']),
    ...(workload.command?.argv ?? []),
    ...[...image.environment.values()].map(({ value }) => value ?? ''),
    ...image.startCommands.flatMap(({ argv }) => argv),
    ...image.process,
    ...component.settings.flatMap(({ value, fallback }) => [value ?? '', fallback ?? '']),
  ];
  // A port that comes from the environment or from a mounted configuration may be any.
  if (workload.environmentFiles.length > 0 || workload.environment.some(mayBePort)) return [];
  if (workload.mounts.some(({ path }) => /\.\w{2,10}(?::|$)|conf|settings|\/etc\//i.test(path))) return [];
  const numbers = new Set(said.flatMap((text) => text.slice(0, 2000).match(/\d{2,5}/g) ?? []));
  return wanted.some((port) => numbers.has(String(port))) ? [] : wanted;
}

function mayBePort({ name, value, fallback }: Workload['environment'][number]): boolean {
  return /port|listen|addr|bind|url/i.test(name) && value === undefined && fallback === undefined;
}
