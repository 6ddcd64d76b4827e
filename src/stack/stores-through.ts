import type { Dependency } from '../model/dependency.ts';
import type { Reading } from '../model/reading.ts';
import { storeKinds } from '../model/technology.ts';
import { addTo } from '../read/lazily.ts';
import { type Part, broughtAlong } from './brought-along.ts';
import type { Resolved } from './resolver.ts';
import { provenBy } from './technologies.ts';
import type { TechnologyIndex } from './technology-index.ts';

/** Their modules tell themselves what they bring along. */
const apart = new Set(['maven', 'cargo', 'nuget']);

/**
 * The drivers that packages of the same repository bring into what is started: a service keeps its data where the package for it does.
 */
export function storesThrough(
  manifests: ReadonlyMap<string, readonly Reading[]>,
  joined: ReadonlyMap<string, readonly Resolved[]>,
  index: TechnologyIndex,
): (directory: string) => Dependency[] {
  const members = new Map<string, string[]>();
  for (const [directory, here] of manifests)
    for (const [at, { project }] of here.entries()) {
      const name = joined.get(directory)?.[at]?.name ?? project?.name;
      if (project !== undefined && !apart.has(project.ecosystem) && name !== undefined)
        addTo(members, `${project.ecosystem}\0${name}`, directory);
    }
  const dependenciesOf = (directory: string): Dependency[] =>
    (joined.get(directory) ?? [])
      .flatMap(({ dependencies }) => dependencies)
      .filter(({ scope }) => scope === 'runtime');
  const partOf = (directory: string, name: string): Part => ({
    key: directory,
    name,
    dependencies: dependenciesOf(directory),
  });
  const partsOf = ({ dependencies }: Part): Part[] =>
    dependencies
      .filter(({ source }) => source === 'workspace' || source === 'path')
      .flatMap(({ ecosystem, name }) => {
        // Two packages of one name: it is not known which is meant.
        const [found, ...others] = members.get(`${ecosystem}\0${name}`) ?? [];
        return found === undefined || others.length > 0 ? [] : [partOf(found, name)];
      });
  const keeps = (dependency: Dependency): boolean =>
    provenBy(dependency, index).some(({ kind }) => storeKinds.has(kind));
  return (directory) => broughtAlong(partOf(directory, ''), partsOf, keeps);
}
