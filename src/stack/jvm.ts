import type { Diagnostic } from '../model/diagnostic.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf, fileNameOf, pathIn } from '../read/directory.ts';
import { gradleBuildOf, projectDirectory, scriptIn } from './gradle-build.ts';
import { resolveGradle } from './gradle.ts';
import { jvmLanguagesOf } from './jvm-sources.ts';
import { pomByName } from './maven-model.ts';
import { resolveMaven, settled, withoutScalaSuffix } from './maven.ts';
import { expand } from './placeholders.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';
import { resolveSbt } from './sbt.ts';

/** Projects whose packages come from Maven repositories, each by the tool that builds it. */
export const jvm: Resolver = {
  ecosystems: ['maven'],
  /** The root of a Gradle build that only holds its projects together is no component, whatever plugins watch over it. */
  stands(manifest, readings) {
    if (manifest.format !== 'build.gradle') return true;
    const directory = directoryOf(manifest.path);
    const settings = readings.in(directory).find(({ format }) => format === 'settings.gradle');
    if (settings?.project?.workspace === undefined) return true;
    const own = manifest.dependencies.some(
      ({ ecosystem, group }) => ecosystem === 'maven' && (group === undefined || group === 'allprojects'),
    );
    return own || jvmLanguagesOf(directory, readings).length > 0;
  },
  resolve(manifest, readings) {
    const resolved = resolve(manifest, readings);
    const configured = configurationOf(directoryOf(manifest.path), readings);
    if (configured === undefined) return resolved;
    const sign: Sign = { for: 'program', reason: 'has a configuration of its own', at: { path: configured } };
    return { ...resolved, signs: [...(resolved.signs ?? []), sign] };
  },
  members(manifest, { dependencies }, readings) {
    const build = manifest.format === 'build.gradle' ? gradleBuildOf(directoryOf(manifest.path), readings) : undefined;
    return dependencies
      .filter(({ source, scope }) => source === 'workspace' && scope === 'runtime')
      .flatMap(({ name }) => {
        const found = build ? scriptIn(projectDirectory(name, build), readings) : pomByName(name, readings);
        return found ? [{ manifest: found, name }] : [];
      });
  },
};

/** The configuration that Spring, Quarkus or Micronaut start with, where a source is called as one that starts: libraries have one or the other. */
function configurationOf(directory: string, readings: Readings): string | undefined {
  const sources = `${pathIn(directory, '')}src/main`;
  const found = ['yml', 'yaml', 'properties']
    .map((ending) => `${sources}/resources/application.${ending}`)
    .find((path) => readings.paths.has(path));
  // A class about servers is found anywhere, the one that is it in a module called so.
  const called = /server/i.test(fileNameOf(directory))
    ? /(?:Server|Application|Main)\.(?:java|kt|groovy)$/
    : /(?:Application(?:Server)?|Main)\.(?:java|kt|groovy)$/;
  const starts = (path: string): boolean => called.test(path);
  return found !== undefined && readings.under(sources).some(starts) ? found : undefined;
}

function resolve(manifest: Reading, readings: Readings): Resolved {
  if (manifest.format === 'pom.xml') return resolveMaven(manifest, readings);
  if (manifest.format === 'build.gradle') return resolveGradle(manifest, readings);
  if (manifest.format === 'build.sbt') return resolveSbt(manifest, readings);
  return resolveAlone(manifest, readings);
}

/** Mill, Leiningen and deps.edn: one file says it all. */
function resolveAlone(manifest: Reading, readings: Readings): Resolved {
  const values = new Map(manifest.variables.map(({ name, value, at }) => [name, { value, at }]));
  const diagnostics: Diagnostic[] = [];
  const dependencies = manifest.dependencies.map((dependency) => {
    const name = withoutScalaSuffix(dependency.name);
    if (dependency.requirement === undefined) return { ...dependency, name };
    const { value, at, missing } = expand(dependency.requirement, (one) => values.get(one));
    if (missing === undefined)
      return settled({ ...dependency, name, requirement: value, ...(at && { at, namedAt: dependency.at }) });
    diagnostics.push({ message: `${missing} is not defined in this repository`, at: dependency.at });
    return { ...dependency, name, requirement: undefined };
  });
  const languages = jvmLanguagesOf(directoryOf(manifest.path), readings);
  const { runtimes } = manifest;
  const signs = manifest.format === 'deps.edn' ? clojurePrograms(directoryOf(manifest.path), readings) : [];
  return {
    signs,
    dependencies,
    runtimes,
    lockfiles: [],
    diagnostics,
    files: [],
    ...(languages.length > 0 && { languages }),
  };
}

/** deps.edn does not say what is started; the usual names of its namespace do. */
function clojurePrograms(directory: string, readings: Readings): Sign[] {
  const start = directory === '' ? 0 : directory.length + 1;
  const path = readings
    .under(directory)
    .find((one) => /^src\/(?:[\w/-]+\/)?(?:main|server|system)\.clj$/.test(one.slice(start)));
  return path === undefined ? [] : [{ for: 'program', reason: `has the program ${path.slice(start)}`, at: { path } }];
}
