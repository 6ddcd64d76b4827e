import type { Project } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { tokensOf } from './code-tokens.ts';
import { directoryOf, fileNameOf } from './directory.ts';
import { type Script, newScript } from './gradle-script.ts';
import { walkScript } from './gradle-walk.ts';
import type { Reader } from './reader.ts';

/**
 * Gradle build scripts in Groovy and Kotlin, and the scripts they share: read as text, never run. References to catalogues and variables stay
 * as `${name}` or in `inherits`; what a block gives to other projects bears them as its group. Joined in src/stack/gradle.ts.
 */
export const buildGradle: Reader = {
  name: 'build.gradle',
  specifications: ['https://docs.gradle.org/current/userguide/writing_build_scripts.html'],
  takes: ['project', 'dependencies', 'constraints', 'variables', 'links', 'runtimes', 'imageBuilders'],
  files: ['**/*.gradle', '**/*.gradle.kts'],
  maxBytes: 512 * 1024,
  read(path, text) {
    if (/^(?:settings|init)\.gradle(?:\.kts)?$|\.settings\.gradle(?:\.kts)?$/.test(fileNameOf(path)))
      return reading(path, this.name, {});
    const script = newScript(path);
    walkScript(tokensOf(text, script.language), { blocks: [] }, script);
    const project = isBuildFile(path) ? projectOf(path, script) : undefined;
    return reading(path, this.name, {
      ...(project && { project }),
      dependencies: script.dependencies,
      constraints: script.constraints,
      variables: script.variables,
      links: script.links,
      runtimes: script.runtimes,
      imageBuilders: imageBuildersOf(script),
      diagnostics: script.diagnostics,
    });
  },
};

/** `build.gradle`, or a script named after its directory, as larger builds call theirs. */
function isBuildFile(path: string): boolean {
  const name = fileNameOf(path).replace(/\.gradle(?:\.kts)?$/, '');
  return name === 'build' || (name === fileNameOf(directoryOf(path)) && name !== 'gradle' && name !== '');
}

function projectOf(path: string, script: Script): Project {
  const plugins = script.dependencies.filter(
    ({ ecosystem, group }) => ecosystem === 'gradle-plugin' && (group === undefined || group === 'allprojects'),
  );
  const names = plugins.map(({ name }) => name);
  const own = script.dependencies.some(
    ({ ecosystem, group }) => ecosystem === 'maven' && (group === undefined || group === 'allprojects'),
  );
  const forOthers = script.dependencies.some(
    ({ group }) => group === 'subprojects' || group === 'apply false' || group?.startsWith('project:') === true,
  );
  const builds = names.filter((name) => !organising.has(name));
  const languages = names.some((name) =>
    /^org\.jetbrains\.kotlin\.(?:jvm|multiplatform)$|^libs\.plugins\.kotlin(?:\.jvm)?$/.test(name),
  )
    ? ['kotlin']
    : names.includes('scala')
      ? ['scala']
      : names.includes('groovy') || names.some((name) => name.startsWith('org.grails'))
        ? ['groovy']
        : ['java'];
  return {
    ecosystem: 'maven',
    at: { path, line: 1 },
    languages,
    signs: script.signs,
    ...(!own && builds.length === 0 && (forOthers || plugins.length === 0) && { aggregator: true }),
  };
}

/** Plugins that a root applies to keep its build in order, without building anything itself. */
const organising = new Set(
  'base idea eclipse maven-publish signing jacoco jacoco-report-aggregation test-report-aggregation java-platform version-catalog'.split(
    ' ',
  ),
);

const pluginImages: Readonly<Record<string, string>> = {
  'org.springframework.boot': 'spring-boot',
  'com.google.cloud.tools.jib': 'jib',
  'io.ktor.plugin': 'ktor',
  'io.micronaut.application': 'micronaut',
  'io.micronaut.docker': 'micronaut',
};

/** Plugins could build an image; a block for it, or Jib and Quarkus' extensions, say that they do. */
function imageBuildersOf(script: Script): Script['imageBuilders'] {
  const able = script.dependencies.flatMap(({ ecosystem, name, at }): Script['imageBuilders'] => {
    if (ecosystem === 'gradle-plugin' && Object.hasOwn(pluginImages, name)) {
      const tool = pluginImages[name] ?? name;
      return [{ tool, configured: tool === 'jib', at }];
    }
    return name.startsWith('io.quarkus:quarkus-container-image-') ? [{ tool: 'quarkus', configured: true, at }] : [];
  });
  const configured = new Set(script.imageBuilders.map(({ tool }) => tool));
  return [...script.imageBuilders, ...able.filter(({ tool }) => !configured.has(tool))];
}
