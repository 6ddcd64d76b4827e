import type { Workload } from '../model/workload.ts';
import { directoryOf, relativeTo } from '../read/directory.ts';
import { workloadClaims } from './image-claims.ts';
import { addresses } from './addresses.ts';
import { roleOfPlace } from './places.ts';
import type { Readings } from './readings.ts';
import type { Claim } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/**
 * The databases, brokers and proxies that a component uses, by the files that run it: all of what runs beside it where it is the only one that
 * is built there, otherwise those that it has a driver for. A file of its own directory is its own.
 */
export function claimsBeside(
  directory: string,
  workloads: readonly Workload[],
  readings: Readings,
  made: readonly Claim[],
  index: TechnologyIndex,
): Claim[] {
  const drivers = new Set(made.filter(({ strength }) => strength !== 'weak').map(({ technology }) => technology));
  const running = workloads.filter((one) => one.build !== undefined || one.own === true);
  const named = addresses(running, index);
  const spoken = [...drivers, ...named.map(({ technology }) => technology)].map(({ id }) => id);
  const understood = new Set(spoken.flatMap((id) => [id, ...(speaks[id] ?? [])]));
  const shared = new Set(running.map(({ at }) => at.path));
  const claims: Claim[] = [...named];
  for (const path of shared) {
    const all = readings.in(directoryOf(path)).flatMap((one) => (one.path === path ? one.workloads : []));
    const built = all.filter((one) => one.build !== undefined);
    const alone = built.length > 0 && built.every((one) => running.some(({ at }) => isSame(at, one.at)));
    claims.push(...workloadClaims(all, index.all).filter(({ technology }) => alone || understood.has(technology.id)));
  }
  const own = workloads.filter(({ at: { path }, profile }) => {
    const place = directoryOf(path);
    // What runs beside an example or a test says nothing of the component above it.
    if (profile === 'test' || profile === 'example') return false;
    return !shared.has(path) && relativeTo(directory, place) !== undefined && roleOfPlace(place) === undefined;
  });
  claims.push(...workloadClaims(own, index.all));
  // Other applications that run beside it are none of its technologies.
  return claims.filter(
    ({ technology: { kind, category } }) => kind !== 'framework' && (kind !== 'server' || category === 'proxy'),
  );
}

/** What answers the drivers of another one as well. */
const speaks: Readonly<Record<string, readonly string[]>> = {
  mysql: ['mariadb'],
  mariadb: ['mysql'],
  postgresql: ['cockroachdb', 'timescaledb'],
  redis: ['valkey'],
};

function isSame(one: Workload['at'], other: Workload['at']): boolean {
  return one.path === other.path && one.line === other.line;
}
