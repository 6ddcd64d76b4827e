import type { Dependency } from '../model/dependency.ts';
import type { Location } from '../model/location.ts';

/**
 * Parents, bills of materials and plugins that cannot be read offline, and the artifacts among those they manage that bear their own
 * version; a `*` at the end stands for anything. Release trains (spring-cloud-dependencies, micronaut-platform) are none: their artifacts are numbered otherwise.
 */
const families: Readonly<Record<string, readonly string[]>> = {
  'maven-parent:org.springframework.boot:spring-boot-starter-parent': ['org.springframework.boot:*'],
  'maven-bom:org.springframework.boot:spring-boot-dependencies': ['org.springframework.boot:*'],
  'maven-bom:org.springframework.boot:spring-boot-starter-parent': ['org.springframework.boot:*'],
  'gradle-plugin:org.springframework.boot': ['org.springframework.boot:*'],
  'maven-bom:org.springframework:spring-framework-bom': ['org.springframework:*'],
  'maven-bom:org.springframework.security:spring-security-bom': ['org.springframework.security:*'],
  'maven-bom:io.quarkus.platform:quarkus-bom': ['io.quarkus:*', 'io.quarkus.*'],
  'maven-bom:io.quarkus:quarkus-bom': ['io.quarkus:*', 'io.quarkus.*'],
  'maven-parent:io.helidon.applications:helidon-se': ['io.helidon:*', 'io.helidon.*'],
  'maven-parent:io.helidon.applications:helidon-mp': ['io.helidon:*', 'io.helidon.*'],
  'maven-bom:io.helidon:helidon-bom': ['io.helidon:*', 'io.helidon.*'],
  'maven-bom:io.helidon:helidon-dependencies': ['io.helidon:*', 'io.helidon.*'],
  'maven-bom:io.micronaut:micronaut-bom': ['io.micronaut:*'],
  'maven-bom:io.micronaut:micronaut-core-bom': ['io.micronaut:*'],
  'gradle-plugin:io.ktor.plugin': ['io.ktor:*'],
  'maven-bom:io.ktor:ktor-bom': ['io.ktor:*'],
  'gradle-catalog:io.ktor:ktor-version-catalog': ['io.ktor:*'],
  'gradle-plugin:org.jetbrains.kotlin.jvm': ['org.jetbrains.kotlin:*'],
  'gradle-plugin:org.jetbrains.kotlin.multiplatform': ['org.jetbrains.kotlin:*'],
  'maven-bom:org.jetbrains.kotlin:kotlin-bom': ['org.jetbrains.kotlin:*'],
  'maven-bom:io.vertx:vertx-stack-depchain': ['io.vertx:*'],
  'maven-bom:io.vertx:vertx-dependencies': ['io.vertx:*'],
  'maven-bom:io.grpc:grpc-bom': ['io.grpc:*'],
  'maven-bom:io.dropwizard:dropwizard-bom': ['io.dropwizard:*'],
  'maven-bom:io.dropwizard:dropwizard-dependencies': ['io.dropwizard:*'],
  'maven-bom:io.jooby:jooby-bom': ['io.jooby:*'],
  'maven-bom:org.http4k:http4k-bom': ['org.http4k:*'],
  'maven-bom:com.linecorp.armeria:armeria-bom': ['com.linecorp.armeria:*'],
  'maven-bom:org.glassfish.jersey:jersey-bom': ['org.glassfish.jersey:*', 'org.glassfish.jersey.*'],
  'maven-bom:org.eclipse.jetty:jetty-bom': ['org.eclipse.jetty:*', 'org.eclipse.jetty.*'],
  'maven-bom:org.jboss.resteasy:resteasy-bom': ['org.jboss.resteasy:*'],
  'maven-bom:org.testcontainers:testcontainers-bom': ['org.testcontainers:*'],
  'maven-bom:io.servicetalk:servicetalk-bom': ['io.servicetalk:*'],
  'maven-parent:org.noear:solon-parent': ['org.noear:solon*'],
  'maven-bom:org.noear:solon-parent': ['org.noear:solon*'],
  'maven-parent:cn.hserver:hserver-parent': ['cn.hserver:*'],
  'gradle-plugin:io.ratpack.ratpack-java': ['io.ratpack:*'],
};

/** The source of a version that no file of the repository states: a parent, bill of materials, plugin or published catalogue. */
export interface VersionSource {
  /** `ecosystem:name`. */
  readonly identity: string;
  readonly requirement?: string;
  readonly at: Location;
}

/** A dependency without a version, with what the nearest of these sources says of it: its version where that is known to be the source's own. */
export function fromSources(dependency: Dependency, all: readonly VersionSource[]): Dependency {
  const plugin = dependency.ecosystem === 'maven-plugin';
  const sources = plugin ? all.filter(({ identity }) => identity.startsWith('maven-parent:')) : all;
  const group = dependency.name.split(':', 1)[0] ?? '';
  const own = sources.find(({ identity }) =>
    families[identity]?.some((family) => dependency.name.startsWith(family.slice(0, -1))),
  );
  if (own?.requirement !== undefined) {
    return { ...dependency, requirement: own.requirement, at: own.at, namedAt: dependency.at, inherits: own.identity };
  }
  const nearest = own ?? closest(group, sources);
  return nearest ? { ...dependency, inherits: nearest.identity } : withoutInherits(dependency);
}

/** Whether versions may be taken from it: bills of materials, parents and catalogues always, plugins only if they bring one. */
export function isVersionSource(identity: string): boolean {
  return !identity.startsWith('gradle-plugin:') || Object.hasOwn(families, identity);
}

/** The dependency without the keyword by which it was to inherit. */
export function withoutInherits(dependency: Dependency): Dependency {
  const { inherits: _, ...rest } = dependency;
  return rest;
}

const general =
  /:spring-boot-(?:starter-parent|dependencies)$|plugin:org\.springframework\.boot$|:quarkus-bom$|:micronaut-(?:parent|platform|bom)$|:helidon|:dropwizard-/;

/** The source whose group shares most of its parts with that of the dependency; else one that manages everything that its framework uses; else the only one. */
function closest(group: string, sources: readonly VersionSource[]): VersionSource | undefined {
  const parts = group.split('.');
  let best: VersionSource | undefined;
  let most = 1;
  for (const source of sources) {
    const name = source.identity.slice(source.identity.indexOf(':') + 1);
    const others = (name.split(':', 1)[0] ?? '').split('.');
    let shared = 0;
    while (shared < parts.length && parts[shared] === others[shared]) shared++;
    if (shared > most) [best, most] = [source, shared];
  }
  const alone = sources.length === 1 ? sources[0] : undefined;
  return best ?? sources.findLast(({ identity }) => general.test(identity)) ?? alone;
}
