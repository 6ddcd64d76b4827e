import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { directoryOf } from '../read/directory.ts';
import { javaRelease } from '../read/java-release.ts';
import { maven } from '../versions/maven.ts';
import { jvmLanguagesOf } from './jvm-sources.ts';
import { toolRuntimes } from './jvm-tools.ts';
import { type MavenModel, mavenModelOf, pomByName, versionOf } from './maven-model.ts';
import { type Lookup, expand } from './placeholders.ts';
import type { Readings } from './readings.ts';
import type { Resolved } from './resolver.ts';
import { fromSources, withoutInherits } from './version-families.ts';

/** Joins a pom with its parents, their properties and managed versions, and the bills of materials that the repository holds. */
export function resolveMaven(pom: Reading, readings: Readings): Resolved {
  const model = mavenModelOf(pom, readings);
  const diagnostics = new Map<string, Diagnostic>();
  const note = (missing: string | undefined, at: Diagnostic['at']): void => {
    if (missing !== undefined && !diagnostics.has(missing))
      diagnostics.set(missing, { message: `\${${missing}} is not defined in this repository`, at });
  };
  const dependencies: Dependency[] = [];
  const nearer = new Set<string>();
  for (const { dependencies: declared } of model.chain) {
    const here = declared
      .filter(({ ecosystem }) => ecosystem !== 'maven-parent')
      .map((one) => dependencyOf(one, model, readings, note))
      .filter((one) => !nearer.has(keyOf(one)));
    for (const one of here) nearer.add(keyOf(one));
    dependencies.push(...here);
  }
  const languages = jvmLanguagesOf(directoryOf(pom.path), readings);
  const inherited = model.chain.slice(1);
  return {
    dependencies: [...sourceDependencies(model), ...dependencies],
    runtimes: [...runtimesOf(model, note), ...toolRuntimes(directoryOf(pom.path), readings, ['maven'])],
    lockfiles: [],
    diagnostics: [...diagnostics.values()],
    files: model.files,
    signs: inherited.flatMap(({ project }) => project?.signs ?? []),
    imageBuilders: inherited.flatMap(({ imageBuilders }) => imageBuilders),
    ...(languages.length > 0 && { languages }),
  };
}

/** A child's own entry takes the place of its parent's. */
function keyOf({ ecosystem, name, group }: Dependency): string {
  return `${ecosystem}:${name}:${group ?? ''}`;
}

/** Bills of materials and outer parents stand in front: what they say of a framework's version wins over a plugin's. */
function sourceDependencies({ sources }: MavenModel): Dependency[] {
  return sources.map(({ identity, requirement, at }) => {
    const colon = identity.indexOf(':');
    const ecosystem = identity.startsWith('maven-bom:') ? 'maven-bom' : 'maven-parent';
    return settled({ ecosystem, name: identity.slice(colon + 1), requirement, scope: 'build', at });
  });
}

type Note = (missing: string | undefined, at: Diagnostic['at']) => void;

function dependencyOf(declared: Dependency, model: MavenModel, readings: Readings, note: Note): Dependency {
  const lookup = lookupIn(declared.group, model.lookup);
  const { value, missing } = expand(declared.name, lookup);
  note(missing, declared.at);
  const name = withoutScalaSuffix(value);
  const plugin = declared.ecosystem === 'maven-plugin';
  const managed = (plugin ? model.managedPlugins : model.managed).get(value);
  const inherits = declared.inherits ?? '';
  const takesScope = inherits === 'management' || inherits === 'management:scope';
  const scope = takesScope ? (managed?.scope ?? declared.scope) : declared.scope;
  const workspace = !plugin && pomByName(value, readings) !== undefined;
  const named: Dependency = { ...declared, name, scope, ...(workspace && { source: 'workspace' }) };
  if (declared.requirement !== undefined) {
    note(expand(declared.requirement, lookup).missing, declared.at);
    const version = versionOf(declared, lookup);
    if (version.requirement !== undefined) return settled(at(withoutInherits(named), version));
    return settled(fromSources({ ...named, requirement: undefined }, model.sources));
  }
  if (managed?.requirement !== undefined) return settled(at(withoutInherits(named), managed));
  return settled(fromSources(named, model.sources));
}

/** The dependency with a version that may stand elsewhere. */
function at(dependency: Dependency, version: { requirement?: string; at: Dependency['at'] }): Dependency {
  const moved = version.at.path !== dependency.at.path || version.at.line !== dependency.at.line;
  return { ...dependency, requirement: version.requirement, at: version.at, ...(moved && { namedAt: dependency.at }) };
}

/** A version without brackets is the one that is used, unless something nearer to the root says otherwise. */
export function settled(dependency: Dependency): Dependency {
  const { requirement } = dependency;
  const exact = requirement === undefined ? undefined : maven.exact(requirement);
  return exact === undefined ? dependency : { ...dependency, resolved: exact };
}

/** `akka-http_2.13` is akka-http built for one Scala version: https://docs.scala-lang.org/overviews/core/binary-compatibility-of-scala-releases.html */
export function withoutScalaSuffix(name: string): string {
  return name.replace(/_(?:2\.1[0-3]|3)$/, '');
}

function lookupIn(group: string | undefined, lookup: Lookup): Lookup {
  return group?.startsWith('profile:') === true ? (name) => lookup(`${group}:${name}`) ?? lookup(name) : lookup;
}

function runtimesOf({ chain, lookup }: MavenModel, note: Note): RuntimeRequirement[] {
  const found: RuntimeRequirement[] = [];
  for (const { runtimes } of chain) {
    for (const runtime of runtimes) {
      if (found.some(({ technology, strength }) => technology === runtime.technology && strength === runtime.strength))
        continue;
      const { value, at, missing } = expand(runtime.requirement, lookup);
      note(missing, runtime.at);
      if (missing === undefined) found.push({ ...runtime, requirement: javaRelease(value), at: at ?? runtime.at });
    }
  }
  return found;
}
