import type { Constraint, Scope } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn } from '../read/directory.ts';
import { type Lookup, type Valued, expand } from './placeholders.ts';
import type { Readings } from './readings.ts';
import type { VersionSource } from './version-families.ts';

/** What a dependencyManagement gives to the dependencies that ask for it. */
export interface Managed {
  readonly requirement?: string;
  readonly scope?: Scope;
  readonly at: Location;
}

/** A pom together with those it inherits from inside the repository. https://maven.apache.org/ref/current/maven-model-builder/ */
export interface MavenModel {
  /** The pom itself, its parent, and so on. */
  readonly chain: readonly Reading[];
  readonly lookup: Lookup;
  readonly managed: ReadonlyMap<string, Managed>;
  readonly managedPlugins: ReadonlyMap<string, Managed>;
  /** Bills of materials and the parent outside of the repository, those that win first. */
  readonly sources: readonly VersionSource[];
  readonly files: readonly string[];
}

const longestChain = 20;
const models = new WeakMap<Readings, Map<string, MavenModel>>();
const indexes = new WeakMap<Readings, Map<string, Reading>>();

/** The effective model of a pom, as far as the repository holds it. */
export function mavenModelOf(pom: Reading, readings: Readings, importing: readonly string[] = []): MavenModel {
  const known = models.get(readings) ?? new Map<string, MavenModel>();
  models.set(readings, known);
  const model = known.get(pom.path) ?? build(pom, readings, [...importing, pom.path]);
  known.set(pom.path, model);
  return model;
}

/** The pom of the repository that bears these coordinates, `group:artifact`. */
export function pomByName(name: string, readings: Readings): Reading | undefined {
  let index = indexes.get(readings);
  if (index === undefined) {
    index = new Map();
    for (const reading of readings.all) {
      if (reading.format !== 'pom.xml' || reading.project === undefined) continue;
      const own = nameOf(reading);
      if (!index.has(own)) index.set(own, reading);
    }
    indexes.set(readings, index);
  }
  return index.get(name);
}

function build(pom: Reading, readings: Readings, importing: readonly string[]): MavenModel {
  const chain = chainOf(pom, readings);
  const lookup = lookupOf(chain, readings);
  const managed = new Map<string, Managed>();
  const managedPlugins = new Map<string, Managed>();
  const sources: VersionSource[] = [];
  const files = new Set(chain.slice(1).map(({ path }) => path));
  const imports: Constraint[] = [];
  for (const constraint of chain.flatMap(({ constraints }) => constraints)) {
    if (constraint.bom === true) imports.push(constraint);
    else add(constraint.ecosystem === 'maven' ? managed : managedPlugins, constraint, lookup);
  }
  for (const constraint of imports) {
    const name = expand(constraint.name, lookup).value;
    const bom = pomByName(name, readings);
    if (bom && !importing.includes(bom.path) && importing.length < longestChain) {
      const inner = mavenModelOf(bom, readings, importing);
      for (const [key, value] of inner.managed) if (!managed.has(key)) managed.set(key, value);
      for (const file of [bom.path, ...inner.files]) files.add(file);
      sources.push(...inner.sources.filter(({ identity }) => identity.startsWith('maven-bom:')));
    } else sources.push({ identity: `maven-bom:${name}`, ...versionOf(constraint, lookup) });
  }
  for (const parent of chain.at(-1)?.dependencies ?? []) {
    if (parent.ecosystem !== 'maven-parent') continue;
    sources.push({ identity: `maven-parent:${expand(parent.name, lookup).value}`, ...versionOf(parent, lookup) });
  }
  return { chain, lookup, managed, managedPlugins, sources, files: [...files] };
}

function add(map: Map<string, Managed>, constraint: Constraint, lookup: Lookup): void {
  const name = expand(constraint.name, lookup).value;
  if (map.has(name)) return;
  map.set(name, { ...versionOf(constraint, lookup), ...(constraint.scope && { scope: constraint.scope }) });
}

/** The version after expansion and where it stands; no version if a part of it is unknown. */
export function versionOf(
  declared: { readonly requirement?: string; readonly at: Location },
  lookup: Lookup,
): { requirement?: string; at: Location } {
  if (declared.requirement === undefined) return { at: declared.at };
  const { value, at, missing } = expand(declared.requirement, lookup);
  return missing === undefined ? { requirement: value, at: at ?? declared.at } : { at: declared.at };
}

function chainOf(pom: Reading, readings: Readings): Reading[] {
  const chain = [pom];
  while (chain.length < longestChain) {
    const parent = parentOf(chain.at(-1) ?? pom, readings);
    if (parent === undefined || chain.includes(parent)) break;
    chain.push(parent);
  }
  return chain;
}

/** Maven looks where `relativePath` points, and takes that file only if it bears the coordinates that are asked for. */
function parentOf(pom: Reading, readings: Readings): Reading | undefined {
  const parent = pom.dependencies.find(({ ecosystem }) => ecosystem === 'maven-parent');
  if (parent === undefined) return undefined;
  const link = pom.links.find(({ kind }) => kind === 'parent');
  const candidates = [link && readings.at(link.path), pomByName(parent.name, readings)];
  return candidates.find(
    (candidate) => candidate && nameOf(candidate) === parent.name && sameVersion(candidate, parent.requirement),
  );
}

function sameVersion(candidate: Reading, asked: string | undefined): boolean {
  const own = candidate.project?.version;
  return own === undefined || asked === undefined || own === asked || /[$[(,]/.test(own + asked);
}

function nameOf(pom: Reading): string {
  const value = (name: string): string => pom.variables.find((variable) => variable.name === name)?.value ?? '';
  return `${value('project.groupId')}:${value('project.artifactId')}`;
}

function lookupOf(chain: readonly Reading[], readings: Readings): Lookup {
  const values = new Map<string, Valued>();
  const config = [...ancestors(directoryOf(chain[0]?.path ?? ''))]
    .map((directory) => readings.at(pathIn(directory, '.mvn/maven.config')))
    .find((found) => found !== undefined);
  for (const reading of [...(config ? [config] : []), ...chain])
    for (const { name, value, at } of reading.variables) if (!values.has(name)) values.set(name, { value, at });
  return (name) => values.get(name) ?? values.get(fullName(name));
}

/** Old poms say `${pom.version}`, `${version}` or `${parent.version}`. */
function fullName(name: string): string {
  if (name.startsWith('pom.')) return `project.${name.slice(4)}`;
  return /^(?:parent\.)?(?:groupId|artifactId|version)$/.test(name) ? `project.${name}` : name;
}
