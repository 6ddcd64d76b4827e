import type { Constraint, Dependency, Variable } from '../model/dependency.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { javaRelease } from './java-release.ts';
import { coordinatesOf } from './pom-dependencies.ts';
import { type Element, childOf, childrenOf } from './xml.ts';

/** A build plugin of a pom. */
export interface PomPlugin {
  readonly name: string;
  readonly version?: Element;
  readonly element: Element;
  /** The profile that must be active for it. */
  readonly profile?: string;
}

/** The plugins of a `<build>` or `<pluginManagement>`. https://maven.apache.org/pom.html#plugins */
export function pluginsOf(element: Element | undefined, profile?: string): PomPlugin[] {
  return childrenOf(childOf(element, 'plugins'), 'plugin').flatMap((plugin): PomPlugin[] => {
    const name = coordinatesOf(plugin, 'org.apache.maven.plugins');
    const version = childOf(plugin, 'version');
    const versioned = version !== undefined && version.text !== '';
    if (name === undefined) return [];
    return [{ name, element: plugin, ...(versioned && { version }), ...(profile !== undefined && { profile }) }];
  });
}

/** Build plugins as dependencies: they say which framework assembles the application. */
export function pluginDependencies(path: string, plugins: readonly PomPlugin[]): Dependency[] {
  return plugins.map(({ name, version, element, profile }) => ({
    ecosystem: 'maven-plugin',
    name,
    requirement: version?.text,
    scope: 'build',
    at: { path, line: (version ?? childOf(element, 'artifactId') ?? element).line },
    ...(version === undefined && { inherits: 'plugin-management' }),
    ...(profile !== undefined && { group: `profile:${profile}` }),
  }));
}

/** The versions that `<pluginManagement>` fixes. */
export function managedPlugins(path: string, root: Element): Constraint[] {
  return pluginsOf(childOf(root, 'build', 'pluginManagement')).flatMap(({ name, version }): Constraint[] =>
    version === undefined
      ? []
      : [
          {
            key: 'plugin-management',
            ecosystem: 'maven-plugin',
            name,
            requirement: version.text,
            at: { path, line: version.line },
          },
        ],
  );
}

/** Properties that say for which Java the code is compiled, the one that wins first. https://maven.apache.org/plugins/maven-compiler-plugin/compile-mojo.html */
const before = ['maven.compiler.release'];
const after = ['java.version', 'maven.compiler.target', 'maven.compiler.source', 'jdk.version'];

/** The Java release that the code is compiled for, and the versions of other languages' compilers. Placeholders stay as written. */
export function compilerRuntimes(
  path: string,
  variables: readonly Variable[],
  plugins: readonly PomPlugin[],
): RuntimeRequirement[] {
  const property = (name: string): RuntimeRequirement[] =>
    variables
      .filter((variable) => variable.name === name)
      .map(({ value, at }) => ({ technology: 'java', requirement: javaRelease(value), strength: 'target', at }));
  const configured = (names: readonly string[]): RuntimeRequirement[] =>
    plugins
      .filter(({ name }) => name === 'org.apache.maven.plugins:maven-compiler-plugin')
      .flatMap(({ element }) => names.flatMap((name) => childOf(element, 'configuration', name) ?? []))
      .filter(({ text }) => text !== '')
      .map(({ text, line }) => ({
        technology: 'java',
        requirement: javaRelease(text),
        strength: 'target',
        at: { path, line },
      }));
  const java = [
    ...before.flatMap(property),
    ...configured(['release']),
    ...after.flatMap(property),
    ...configured(['target', 'source']),
  ];
  return [...java.slice(0, 1), ...toolchain(path, plugins), ...kotlin(path, variables, plugins)];
}

function toolchain(path: string, plugins: readonly PomPlugin[]): RuntimeRequirement[] {
  return plugins
    .filter(({ name }) => name === 'org.apache.maven.plugins:maven-toolchains-plugin')
    .flatMap(({ element }) => childOf(element, 'configuration', 'toolchains', 'jdk', 'version') ?? [])
    .map(({ text, line }) => ({
      technology: 'java',
      requirement: javaRelease(text),
      strength: 'pin',
      at: { path, line },
    }));
}

function kotlin(path: string, variables: readonly Variable[], plugins: readonly PomPlugin[]): RuntimeRequirement[] {
  const plugin = plugins.find(({ name }) => name === 'org.jetbrains.kotlin:kotlin-maven-plugin');
  if (plugin === undefined) return [];
  const property = variables.find(({ name }) => name === 'kotlin.version');
  const requirement = plugin.version?.text ?? property?.value;
  const at = plugin.version ? { path, line: plugin.version.line } : property?.at;
  return requirement === undefined || at === undefined
    ? []
    : [{ technology: 'kotlin', requirement, strength: 'pin', at }];
}
