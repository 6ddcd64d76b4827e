import type { Evidence, TechnologyUse } from '../model/component.ts';
import type { Dependency } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';
import type { Technology } from '../model/technology.ts';
import type { TechnologyIndex } from './technology-index.ts';

type Strength = TechnologyUse['strength'];

/** What speaks for a technology in one component, before layers are told apart. */
export interface Claim {
  readonly technology: Technology;
  readonly strength: Strength;
  readonly declared?: string;
  readonly resolved?: string;
  readonly at: Location;
  readonly reason: string;
}

const rank: Record<Strength, number> = { strong: 3, medium: 2, weak: 1 };

/** The claims that the dependencies of one component make. Only exact identities count; scope decides how much. */
export function claimsOf(dependencies: readonly Dependency[], index: TechnologyIndex): Claim[] {
  const claims: Claim[] = [];
  const versions = new Map<Technology, Dependency>();
  for (const dependency of dependencies) {
    const identity = `${dependency.ecosystem}:${dependency.name}`;
    for (const technology of index.versionedBy(identity))
      if (!versions.has(technology)) versions.set(technology, dependency);
    for (const technology of index.provenBy(identity))
      claims.push(claim(dependency, technology, strengthOf(dependency, technology)));
    for (const technology of index.hintedBy(identity)) claims.push(claim(dependency, technology, 'weak'));
  }
  return claims.map((made) => {
    const source = versions.get(made.technology);
    if (made.declared !== undefined || made.resolved !== undefined || source?.requirement === undefined) return made;
    return { ...made, declared: source.requirement, resolved: source.resolved, at: source.at };
  });
}

/** A driver's or a client's version says nothing about the service that it talks to, nor a library's about the protocol that it speaks. */
const apart: ReadonlySet<Technology['kind']> = new Set(['database', 'broker', 'cache', 'search', 'storage', 'trait']);

function claim(dependency: Dependency, technology: Technology, strength: Strength): Claim {
  const identity = `${dependency.ecosystem}:${dependency.name}`;
  const foreign = assemblers.test(dependency.ecosystem) && !technology['version-from'].includes(identity);
  const silent = foreign || apart.has(technology.kind);
  const version = silent ? {} : { declared: dependency.requirement, resolved: dependency.resolved };
  return {
    technology,
    strength,
    ...version,
    at: dependency.at,
    reason: `${dependency.ecosystem}:${dependency.name} is a ${dependency.scope} dependency`,
  };
}

/** Identities that only a build knows: the plugin or parent itself is what makes the application. Its version is the framework's only where `version-from` says so. */
const assemblers = /^(?:maven|gradle|sbt)-plugin$|^maven-parent$/;

function strengthOf(dependency: Dependency, technology: Technology): Strength {
  if (dependency.scope === 'runtime') return 'strong';
  if (dependency.scope === 'build' && assemblers.test(dependency.ecosystem))
    return dependency.group === undefined ? 'strong' : 'medium';
  if (dependency.scope === 'optional' || dependency.scope === 'provided') return 'medium';
  if (dependency.scope === 'indirect' && dependency.through !== undefined) return 'medium';
  // Server-side rendering kits bundle themselves, so their projects file them under development.
  return dependency.scope === 'development' && technology.category === 'ssr' ? 'medium' : 'weak';
}

/**
 * The technologies of a component: one entry each with its strongest evidence, what lies beneath another marked as a layer,
 * and what runs beneath it unseen added. Weak ones stay in the list so that they can be explained; views leave them out.
 */
export function technologiesOf(
  claims: readonly Claim[],
  index: TechnologyIndex,
  resolvedIn: (technology: Technology) => string | undefined = () => undefined,
): TechnologyUse[] {
  const uses = new Map<string, TechnologyUse>();
  for (const made of claims) {
    const known = uses.get(made.technology.id);
    uses.set(made.technology.id, known ? merge(known, made) : use(made));
  }
  addImplied(uses, index, resolvedIn);
  return markLayers([...uses.values()]);
}

function use(made: Claim): TechnologyUse {
  return {
    technology: made.technology,
    layer: false,
    version: { declared: made.declared, resolved: made.resolved },
    at: made.at,
    strength: made.strength,
    evidence: [{ reason: made.reason, at: made.at }],
  };
}

function merge(known: TechnologyUse, made: Claim): TechnologyUse {
  const evidence: Evidence[] = [...known.evidence, { reason: made.reason, at: made.at }];
  const better = rank[made.strength] > rank[known.strength];
  const versioned = known.version.declared !== undefined || known.version.resolved !== undefined;
  if (!better && versioned) return { ...known, evidence };
  const says = made.declared !== undefined || made.resolved !== undefined;
  return {
    ...known,
    evidence,
    strength: better ? made.strength : known.strength,
    ...(says || !versioned ? { version: { declared: made.declared, resolved: made.resolved }, at: made.at } : {}),
  };
}

function addImplied(
  uses: Map<string, TechnologyUse>,
  index: TechnologyIndex,
  resolvedIn: (technology: Technology) => string | undefined,
): void {
  const open = [...uses.values()];
  for (let above = open.pop(); above !== undefined; above = open.pop()) {
    for (const id of above.technology.implies) {
      const technology = index.byId(id);
      const known = uses.get(id);
      if (technology === undefined || (known && rank[known.strength] >= rank[above.strength])) continue;
      const evidence: Evidence[] = [
        ...(known?.evidence ?? []),
        { reason: `runs beneath ${above.technology.name}`, at: above.at },
      ];
      const version = known?.version ?? { resolved: resolvedIn(technology) };
      const beneath: TechnologyUse = {
        technology,
        layer: false,
        version,
        at: known?.at ?? above.at,
        strength: above.strength,
        evidence,
      };
      uses.set(id, beneath);
      open.push(beneath);
    }
  }
}

function markLayers(uses: readonly TechnologyUse[]): TechnologyUse[] {
  const credible = uses.filter((use) => use.strength !== 'weak');
  return uses.map((use) => {
    const id = use.technology.id;
    const above = credible.find(
      (other) =>
        other !== use &&
        rank[other.strength] >= rank[use.strength] &&
        (other.technology.hides.includes(id) || other.technology.implies.includes(id)) &&
        !(use.technology.hides.includes(other.technology.id) && !other.technology.implies.includes(id)),
    );
    return above ? { ...use, layer: true, under: above.technology.id } : use;
  });
}
