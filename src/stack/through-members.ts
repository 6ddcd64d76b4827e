import type { Dependency } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import { type Part, broughtAlong } from './brought-along.ts';
import type { Readings } from './readings.ts';
import type { Member, Resolved, Resolver } from './resolver.ts';

interface Module extends Part {
  readonly manifest: Reading;
  readonly resolved: Resolved;
}

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
  const moduleOf = (one: Reading, name: string, resolved: Resolved): Module => ({
    key: one.path,
    name,
    dependencies: resolved.dependencies,
    manifest: one,
    resolved,
  });
  return broughtAlong(
    moduleOf(manifest, '', own),
    (module) =>
      membersOf(module.manifest, module.resolved).map((member) =>
        moduleOf(member.manifest, member.name, resolvedOf(member.manifest)),
      ),
    ({ ecosystem, scope }, module) => ecosystem === module.manifest.project?.ecosystem && scope === 'runtime',
  );
}
