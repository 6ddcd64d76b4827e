import type { Dependency } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';

const roles: readonly (readonly [RegExp, Sign['for']])[] = [
  [/^application$/, 'program'],
  [/^(?:war|ear|org\.gretty)$/, 'service'],
  [/^(?:org\.springframework\.boot|io\.quarkus|io\.ktor\.plugin|io\.ratpack\.ratpack-java|io\.jooby\.run)$/, 'service'],
  [/^io\.micronaut\.(?:application|minimal\.application)$/, 'service'],
  [/^(?:com\.google\.cloud\.tools\.(?:jib|appengine)|org\.grails(?:\.\w+)*\.grails-web)$/, 'service'],
  [/^(?:com\.android\.application|org\.jetbrains\.compose)$/, 'frontend'],
  [
    /^(?:java-library|com\.android\.library|com\.vanniktech\.maven\.publish|io\.micronaut\.library|org\.grails\.grails-plugin)$/,
    'library',
  ],
  [/^(?:java-gradle-plugin|kotlin-dsl|groovy-gradle-plugin)$/, 'tool'],
];

/** What the plugins of a project say of its role. */
export function gradleSigns(plugins: readonly Dependency[]): Sign[] {
  return plugins.flatMap(({ name, at }): Sign[] => {
    const role = roles.find(([plugin]) => plugin.test(name))?.[1];
    return role === undefined ? [] : [{ for: role, reason: `applies the plugin ${name}`, at }];
  });
}
