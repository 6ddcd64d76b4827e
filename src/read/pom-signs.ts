import type { Dependency } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import type { ImageBuilder } from '../model/reading.ts';
import type { PomPlugin } from './pom-plugins.ts';
import { type Element, childOf, childrenOf } from './xml.ts';

const packagings: Readonly<Record<string, readonly [Sign['for'], string]>> = {
  war: ['service', 'is packaged as a web archive'],
  ear: ['service', 'is packaged as an enterprise archive'],
  quarkus: ['service', 'is packaged as a Quarkus application'],
  docker: ['service', 'is packaged as an image'],
  'docker-native': ['service', 'is packaged as an image'],
  'docker-crac': ['service', 'is packaged as an image'],
  'maven-plugin': ['tool', 'is a Maven plugin'],
  'maven-archetype': ['template', 'is an archetype'],
};

/** Plugins that make something which can be started. */
const starters: readonly RegExp[] = [
  /^org\.springframework\.boot:spring-boot-maven-plugin$/,
  /^io\.quarkus(?:\.platform)?:quarkus-maven-plugin$/,
  /^io\.micronaut\.(?:maven|build):micronaut-maven-plugin$/,
  /^com\.google\.cloud\.tools:(?:jib-maven-plugin|appengine-maven-plugin)$/,
  /^io\.openliberty\.tools:liberty-maven-plugin$/,
  /^org\.wildfly\.(?:plugins|bootable):/,
  /^fish\.payara\.maven\.plugins:/,
  /^(?:org\.apache\.tomcat\.maven|org\.eclipse\.jetty(?:\.ee\d+)?):/,
  /^org\.codehaus\.mojo:appassembler-maven-plugin$/,
];

/** What packaging and plugins say about the project's role. */
export function pomSigns(path: string, packaging: string, root: Element, plugins: readonly PomPlugin[]): Sign[] {
  const signs: Sign[] = [];
  const packaged = packagings[packaging];
  if (packaged)
    signs.push({ for: packaged[0], reason: packaged[1], at: { path, line: childOf(root, 'packaging')?.line ?? 1 } });
  for (const { name, element } of plugins) {
    const at = { path, line: childOf(element, 'artifactId')?.line ?? element.line };
    if (skips(element)) continue;
    if (starters.some((starter) => starter.test(withKnownGroup(name))))
      signs.push({ for: 'service', reason: `is built with ${withoutProperty(name)}`, at });
    else if (packers.test(name) && mainClassOf(element))
      signs.push({ for: 'program', reason: `${name} names a main class`, at });
  }
  return signs;
}

/** Quarkus' own template keeps the group of its plugin in a property. */
function withKnownGroup(name: string): string {
  return /^\$\{[^}]*\}:quarkus-maven-plugin$/.test(name) ? 'io.quarkus:quarkus-maven-plugin' : name;
}

/** A reader learns nothing of `${quarkus.platform.group-id}`. */
function withoutProperty(name: string): string {
  return name.replace(/^\$\{[^}]*\}:/, '');
}

/** Plugins whose main class is the project's own: those of code generators start something else. */
const packers =
  /:(?:maven-(?:jar|shade|assembly)-plugin|exec-maven-plugin|onejar-maven-plugin|launch4j-maven-plugin|native-maven-plugin|vertx-maven-plugin|packr-maven-plugin|capsule-maven-plugin)$/;

/** A module may switch off what its parent sets up. */
function skips(plugin: Element): boolean {
  return childOf(plugin, 'configuration', 'skip')?.text.trim() === 'true';
}

/** They name what an executable jar starts. */
function mainClassOf(plugin: Element): boolean {
  const open = [childOf(plugin, 'configuration'), ...childrenOf(childOf(plugin, 'executions'), 'execution')];
  for (let element = open.pop(); element !== undefined || open.length > 0; element = open.pop()) {
    if (element === undefined) continue;
    if (/^(?:mainClass|Main-Class)$/.test(element.name) && element.text !== '') return true;
    open.push(...element.children);
  }
  return false;
}

/** Tools that make an image without a Dockerfile, by the plugin that does. */
export function pomImageBuilders(
  path: string,
  root: Element,
  plugins: readonly PomPlugin[],
  dependencies: readonly Dependency[],
): ImageBuilder[] {
  const builders: ImageBuilder[] = [];
  for (const { name, element } of plugins) {
    if (skips(element)) continue;
    const at = { path, line: childOf(element, 'artifactId')?.line ?? element.line };
    if (name.endsWith(':jib-maven-plugin')) builders.push({ tool: 'jib', configured: true, at });
    if (name.endsWith(':spring-boot-maven-plugin'))
      builders.push({ tool: 'spring-boot', configured: buildsImage(element), at });
    if (name.endsWith(':micronaut-maven-plugin'))
      builders.push({
        tool: 'micronaut',
        configured: /^(?:docker|\$\{)/.test(childOf(root, 'packaging')?.text ?? ''),
        at,
      });
    if (name === 'io.fabric8:docker-maven-plugin') builders.push({ tool: 'docker-maven-plugin', configured: true, at });
    if (name.startsWith('org.eclipse.jkube:')) builders.push({ tool: 'jkube', configured: true, at });
  }
  for (const { name, at } of dependencies)
    if (name.startsWith('io.quarkus:quarkus-container-image-'))
      builders.push({ tool: 'quarkus', configured: true, at });
  return builders;
}

/** https://docs.spring.io/spring-boot/maven-plugin/build-image.html */
function buildsImage(plugin: Element): boolean {
  const executions = childrenOf(childOf(plugin, 'executions'), 'execution');
  const configurations = [plugin, ...executions].map((element) => childOf(element, 'configuration', 'image'));
  const goals = executions.flatMap((execution) => childrenOf(childOf(execution, 'goals'), 'goal'));
  return configurations.some(Boolean) || goals.some(({ text }) => text.startsWith('build-image'));
}
