import { argumentsOf, isGroup, namedArgument, pathOf } from './code-statements.ts';
import type { Token } from './code-tokens.ts';
import { coordinatesOf } from './gradle-dependencies.ts';
import { referenceOf, textOfExpression } from './gradle-expressions.ts';
import { type Place, type Script, lineAt } from './gradle-script.ts';

/**
 * A statement inside `dependencyManagement`, Spring's plugin: `mavenBom "g:a:1"`, `dependency "g:a:1"`, `dependency group: …`.
 * False if it is none. https://docs.spring.io/dependency-management-plugin/docs/current-SNAPSHOT/reference/html/
 */
export function readManaged(statement: readonly Token[], place: Place, script: Script): boolean {
  const { path, length } = pathOf(statement);
  if (path !== 'mavenBom' && path !== 'dependency') return false;
  const next = statement[length];
  const given = argumentsOf(
    isGroup(next, '(') ? next.children : statement.slice(length).filter((token) => !isGroup(token, '{')),
  );
  const line = given[0]?.[0]?.line ?? statement[0]?.line ?? 1;
  const at = lineAt(script, line);
  const text = given.length > 1 ? named(given, script) : textOfExpression(given[0] ?? [], script.language);
  const bom = path === 'mavenBom';
  const group = place.target === undefined ? {} : { group: place.target };
  if (text?.includes(':') === true) {
    const { name, version } = coordinatesOf(text);
    if (bom)
      script.dependencies.push({ ecosystem: 'maven-bom', name, requirement: version, scope: 'build', at, ...group });
    else
      script.constraints.push({
        key: `${place.target ?? ''}/management`,
        ecosystem: 'maven',
        name,
        requirement: version,
        at,
      });
    return true;
  }
  const reference = referenceOf(given[0] ?? []);
  if (reference?.endsWith('BOM_COORDINATES') === true)
    script.dependencies.push({
      ecosystem: 'maven-bom',
      name: 'org.springframework.boot:spring-boot-dependencies',
      scope: 'build',
      at,
      ...group,
      inherits: 'gradle-plugin:org.springframework.boot',
    });
  else if (reference !== undefined && bom)
    script.dependencies.push({
      ecosystem: 'maven-bom',
      name: reference,
      scope: 'build',
      at,
      ...group,
      inherits: reference,
    });
  return true;
}

function named(given: readonly (readonly Token[])[], script: Script): string | undefined {
  const fields = new Map(
    given.map((one) => namedArgument(one)).map(({ name, value }) => [name, textOfExpression(value, script.language)]),
  );
  const parts = ['group', 'name', 'version'].map((name) => fields.get(name));
  return parts[0] === undefined || parts[1] === undefined
    ? undefined
    : parts.filter((part) => part !== undefined).join(':');
}
