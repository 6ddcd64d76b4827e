import type { Dependency } from '../model/dependency.ts';

/** A part of the repository that something is made of, and the name by which it was asked for. */
export interface Part {
  readonly key: string;
  readonly name: string;
  readonly dependencies: readonly Dependency[];
}

const mostParts = 200;

/**
 * The dependencies that come with the parts something is made of, and with their parts: the nearest first, each name once and none of its own, marked
 * with the part they came through.
 */
export function broughtAlong<Of extends Part>(
  whole: Of,
  partsOf: (part: Of) => readonly Of[],
  counts: (dependency: Dependency, part: Of) => boolean,
): Dependency[] {
  const names = new Set(whole.dependencies.map(({ name }) => name));
  const seen = new Set([whole.key]);
  const found: Dependency[] = [];
  const open = [...partsOf(whole)];
  for (let part = open.shift(); part !== undefined && seen.size < mostParts; part = open.shift()) {
    if (seen.has(part.key)) continue;
    seen.add(part.key);
    open.push(...partsOf(part));
    for (const dependency of part.dependencies) {
      if (names.has(dependency.name) || !counts(dependency, part)) continue;
      names.add(dependency.name);
      found.push({ ...dependency, scope: 'indirect', through: part.name });
    }
  }
  return found;
}
