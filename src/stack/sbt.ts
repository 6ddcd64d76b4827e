import type { Constraint, Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn } from '../read/directory.ts';
import { jvmLanguagesOf } from './jvm-sources.ts';
import { toolRuntimes } from './jvm-tools.ts';
import { settled, withoutScalaSuffix } from './maven.ts';
import { type Lookup, type Valued, expand } from './placeholders.ts';
import type { Readings } from './readings.ts';
import type { Resolved } from './resolver.ts';

const play = /^(?:org\.playframework|com\.typesafe\.play):sbt-plugin$/;

/** Joins a build.sbt with the definitions and plugins of its `project` directory. */
export function resolveSbt(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const shared = sharedWith(directory, readings);
  const lookup = lookupOf([manifest, ...shared]);
  const fixed = new Map<string, Constraint[]>();
  for (const constraint of shared.flatMap(({ constraints }) => constraints))
    for (const key of endings(constraint.key.slice(4))) fixed.set(key, [...(fixed.get(key) ?? []), constraint]);
  const diagnostics: Diagnostic[] = [];
  const named = manifest.dependencies.flatMap((one) =>
    one.inherits === undefined ? [one] : referred(one, fixed, new Set()),
  );
  const plugins = shared.flatMap(({ dependencies }) => dependencies);
  const dependencies = [...plugins, ...named].map((dependency) => {
    const name = withoutScalaSuffix(expand(dependency.name, lookup).value);
    if (dependency.requirement === undefined) return { ...dependency, name };
    const { value, at, missing } = expand(dependency.requirement, lookup);
    if (missing === undefined)
      return settled({
        ...dependency,
        name,
        requirement: value,
        at: at ?? dependency.at,
        ...(at && { namedAt: dependency.at }),
      });
    diagnostics.push({ message: `${missing} is not defined in this repository`, at: dependency.at });
    return { ...dependency, name, requirement: undefined };
  });
  const version = dependencies.find(({ ecosystem, name }) => ecosystem === 'sbt-plugin' && play.test(name));
  const runtimes = [...manifest.runtimes, ...shared.flatMap((one) => one.runtimes)].flatMap((runtime) => {
    const { value, at, missing } = expand(runtime.requirement, lookup);
    return missing === undefined ? [{ ...runtime, requirement: value, at: at ?? runtime.at }] : [];
  });
  const languages = jvmLanguagesOf(directory, readings);
  return {
    dependencies: version ? dependencies.map((one) => withPlay(one, version)) : dependencies,
    runtimes: [...runtimes, ...toolRuntimes(directory, readings, ['sbt'])],
    lockfiles: [],
    diagnostics,
    files: shared.map(({ path }) => path),
    ...(languages.length > 0 && { languages }),
  };
}

/** Play's plugins take their version from its sbt plugin. */
function withPlay(dependency: Dependency, plugin: Dependency): Dependency {
  if (dependency.ecosystem !== 'sbt-plugin' || !/^Play(?:Minimal)?(?:Scala|Java|Service|Web)?$/.test(dependency.name))
    return dependency;
  return {
    ...dependency,
    requirement: plugin.requirement,
    resolved: plugin.resolved,
    at: plugin.at,
    namedAt: dependency.at,
  };
}

/** The files of the nearest `project` directory. */
function sharedWith(directory: string, readings: Readings): readonly Reading[] {
  for (const above of ancestors(directory)) {
    const found = readings.in(pathIn(above, 'project')).filter(({ format }) => format === 'build.sbt');
    const own = readings.in(above).filter(({ format, project }) => format === 'build.sbt' && project === undefined);
    if (found.length > 0) return [...found, ...(above === directory ? own : [])];
  }
  return [];
}

/** What a name stands for; names of names are followed. */
function referred(
  reference: Dependency,
  fixed: ReadonlyMap<string, readonly Constraint[]>,
  seen: Set<string>,
): Dependency[] {
  const { inherits = '', ...rest } = reference;
  if (seen.has(inherits)) return [];
  seen.add(inherits);
  return (fixed.get(inherits.slice(4)) ?? []).flatMap((constraint) => {
    const [member] = constraint.members ?? [];
    if (member !== undefined) return referred({ ...reference, inherits: member }, fixed, seen);
    const { name, requirement, at, scope = 'runtime' } = constraint;
    return [{ ...rest, name, requirement, scope, at, namedAt: reference.at }];
  });
}

/** `Dependencies.Versions.akka` may be called `Versions.akka` and `akka` where its object is imported. */
function endings(name: string): string[] {
  const parts = name.split('.');
  return parts.map((_, at) => parts.slice(at).join('.'));
}

function lookupOf(files: readonly Reading[]): Lookup {
  const values = new Map<string, Valued>();
  for (const { variables } of files)
    for (const { name, value, at } of variables)
      for (const key of endings(name)) if (!values.has(key)) values.set(key, { value, at });
  return (name) => values.get(name);
}
