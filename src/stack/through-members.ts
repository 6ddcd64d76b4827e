import type { Dependency } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import type { Readings } from './readings.ts';
import type { Member, Resolved, Resolver } from './resolver.ts';

const mostMembers = 200;

/** Many programs are made of the same members. */
const knownMembers = new WeakMap<Resolved, readonly Member[]>();

/**
 * What the members of the repository that a program is made of bring along: the framework often stands with the member that holds the endpoints,
 * the driver with the one that stores. Nothing for what is not started.
 */
export function throughMembers(
  manifest: Reading,
  own: Resolved,
  resolver: Resolver | undefined,
  readings: Readings,
  resolvedOf: (manifest: Reading) => Resolved,
): Dependency[] {
  const membersOf = (one: Reading, resolved: Resolved): readonly Member[] => {
    const members = knownMembers.get(resolved) ?? resolver?.members?.(one, resolved, readings) ?? [];
    knownMembers.set(resolved, members);
    return members;
  };
  const signs = [...(manifest.project?.signs ?? []), ...(own.signs ?? [])];
  if (!signs.some((sign) => sign.for === 'service' || sign.for === 'program')) return [];
  const names = new Set(own.dependencies.map(({ name }) => name));
  const seen = new Set([manifest.path]);
  const found: Dependency[] = [];
  const open = [...membersOf(manifest, own)];
  for (let member = open.shift(); member !== undefined && seen.size < mostMembers; member = open.shift()) {
    const { manifest: inner, name: through } = member;
    if (seen.has(inner.path)) continue;
    seen.add(inner.path);
    const resolved = resolvedOf(inner);
    open.push(...membersOf(inner, resolved));
    for (const dependency of resolved.dependencies) {
      const { ecosystem, scope, name } = dependency;
      if (ecosystem !== inner.project?.ecosystem || scope !== 'runtime' || names.has(name)) continue;
      names.add(name);
      found.push({ ...dependency, scope: 'indirect', through });
    }
  }
  return found;
}
