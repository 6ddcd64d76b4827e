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
  /** Weak only because the package alone does not tell what is done with it: `hint`; a line of source that tells: `source`. */
  readonly basis?: 'hint' | 'source';
  /** Another package brings it: its version stands in the lock alone. */
  readonly brought?: true;
}

/** What a component shows beside its dependencies. */
export interface Circumstances {
  /** Something says that it is started, and it has a port of its own. */
  readonly listens: boolean;
  /** It is built for a server that brings what is only `provided`. */
  readonly deployed: boolean;
}

const rank: Record<Strength, number> = { strong: 3, medium: 2, weak: 1 };

/**
 * The claims that the dependencies of one component make. Only exact identities count; scope decides how much, and whether the component is
 * deployed to a server or served by itself: in an image, or as its manifest says.
 */
export function claimsOf(
  dependencies: readonly Dependency[],
  index: TechnologyIndex,
  { deployed = false, served = false } = {},
): Claim[] {
  const claims: Claim[] = [];
  const versions = new Map<Technology, Dependency>();
  for (const dependency of dependencies) {
    const identity = `${dependency.ecosystem}:${dependency.name}`;
    for (const technology of index.versionedBy(identity))
      if (!versions.has(technology)) versions.set(technology, dependency);
    for (const technology of provenBy(dependency, index))
      claims.push(claim(dependency, technology, strengthOf(dependency, technology, deployed, served)));
    for (const technology of index.broughtBy(identity)) {
      const strength = strengthOf(dependency, technology, deployed, served);
      claims.push({ technology, strength, at: dependency.at, reason: reasonOf(dependency), brought: true });
    }
    const basis = dependency.ecosystem === 'source' ? 'source' : isUsed(dependency, deployed) ? 'hint' : undefined;
    for (const technology of index.hintedBy(identity))
      claims.push({ ...claim(dependency, technology, 'weak'), ...(basis && { basis }) });
  }
  return claims.map((made) => {
    const source = versions.get(made.technology);
    if (made.declared !== undefined || made.resolved !== undefined || source?.requirement === undefined) return made;
    return { ...made, declared: source.requirement, resolved: source.resolved, at: source.at };
  });
}

/** What a package proves, and what the features proves that are asked for with it: `cargo:sqlx[postgres]`, `pypi:celery[redis]`. */
export function provenBy({ ecosystem, name, extras = [] }: Dependency, index: TechnologyIndex): Technology[] {
  const identity = `${ecosystem}:${name}`;
  return [identity, ...extras.map((extra) => `${identity}[${extra}]`)].flatMap((one) => index.provenBy(one));
}

/** A driver's or a client's version says nothing about the service that it talks to, nor a library's about the protocol that it speaks. */
const apart = new Set(
  'database broker cache search storage trait discovery identity secrets coordination observability'.split(' '),
);

function claim(dependency: Dependency, technology: Technology, strength: Strength): Claim {
  const identity = `${dependency.ecosystem}:${dependency.name}`;
  const foreign = assemblers.test(dependency.ecosystem) && !technology['version-from'].includes(identity);
  const silent = foreign || apart.has(technology.kind) || apart.has(technology.category ?? '');
  const version = silent ? {} : { declared: dependency.requirement, resolved: dependency.resolved };
  return {
    technology,
    strength,
    ...version,
    at: dependency.at,
    reason: reasonOf(dependency),
  };
}

function reasonOf({ ecosystem, name, scope, through }: Dependency): string {
  if (ecosystem === 'source') return `its source uses ${name}`;
  return through === undefined
    ? `${ecosystem}:${name} is a ${scope} dependency`
    : `${ecosystem}:${name} comes with ${through}, which is part of this repository`;
}

/** It is there when the component runs. */
function isUsed({ scope }: Dependency, deployed: boolean): boolean {
  return scope === 'runtime' || (scope === 'provided' && deployed);
}

/** Identities that only a build knows: the plugin or parent itself is what makes the application. Its version is the framework's only where `version-from` says so. */
const assemblers = /^(?:maven|gradle|sbt)-plugin$|^maven-parent$/;

function strengthOf(dependency: Dependency, technology: Technology, deployed: boolean, served: boolean): Strength {
  if (isUsed(dependency, deployed)) return 'strong';
  if (dependency.scope === 'build' && assemblers.test(dependency.ecosystem))
    return dependency.group === undefined ? 'strong' : 'medium';
  if (dependency.scope === 'optional' || dependency.scope === 'provided') return 'medium';
  // Modules of a JVM build are parts of the one that is started; crates and assemblies are as often shared with tools.
  if (dependency.scope === 'indirect' && dependency.through !== undefined)
    return served || dependency.ecosystem === 'maven' ? 'medium' : 'weak';
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
  circumstances: Circumstances = { listens: false, deployed: false },
): TechnologyUse[] {
  const uses = new Map<string, TechnologyUse>();
  for (const made of [...claims, ...secondSigns(claims, circumstances)]) {
    const known = uses.get(made.technology.id);
    const versioned = made.brought ? { ...made, resolved: resolvedIn(made.technology) } : made;
    uses.set(made.technology.id, known ? merge(known, versioned) : use(versioned));
  }
  addImplied(uses, index, resolvedIn);
  return markLayers([...uses.values()]);
}

/**
 * Packages that are client and server in one prove a server only together with a second sign: source that says so; or, if nothing else serves
 * and there is but one of them, a component that listens or is deployed to a server.
 */
function secondSigns(claims: readonly Claim[], { listens, deployed }: Circumstances): Claim[] {
  const serves = ({ technology: { kind } }: Claim): boolean => kind === 'framework' || kind === 'server';
  const credible = claims.filter((one) => serves(one) && one.strength !== 'weak' && !isProxy(one.technology));
  const rival = ({ technology }: Claim): boolean =>
    credible.some((one) => technology.kind === 'server' || one.technology.kind === 'framework');
  // A standard library lies beneath every framework of its language; what is a package was chosen.
  const chosen = ({ technology: { packages, hints } }: Claim): boolean =>
    [...packages, ...hints].some((identity) => !identity.startsWith('source:'));
  const promoted: Claim[] = [];
  for (const made of claims)
    if (made.basis === 'source' && (chosen(made) || !rival(made)))
      promoted.push({ ...made, strength: 'medium', declared: undefined, resolved: undefined });
  if (promoted.length > 0 || !(listens || deployed)) return promoted;
  const hinted = claims.filter((one) => one.basis === 'hint' && serves(one) && !rival(one));
  const [only, ...others] = new Set(hinted.map(({ technology }) => technology));
  const made = hinted.find(({ technology }) => technology === only);
  if (made === undefined || others.length > 0) return promoted;
  const reason = listens
    ? 'it listens on a port, and nothing else serves there'
    : 'it is deployed to a server that brings it';
  return [{ ...made, strength: 'medium', reason }];
}

/** What stands in front of an application says nothing of it. */
function isProxy({ category }: Technology): boolean {
  return category === 'proxy';
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
  const said = known.evidence.some(
    ({ reason, at }) => reason === made.reason && at.path === made.at.path && at.line === made.at.line,
  );
  const evidence: Evidence[] = said ? [...known.evidence] : [...known.evidence, { reason: made.reason, at: made.at }];
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
