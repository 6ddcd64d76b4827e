import type { Constraint, Dependency, Scope } from '../model/dependency.ts';
import { type Element, childOf, childrenOf } from './xml.ts';

const scopes: Readonly<Record<string, Scope>> = {
  compile: 'runtime',
  runtime: 'runtime',
  test: 'test',
  provided: 'provided',
  system: 'provided',
};

/**
 * The `<dependencies>` of a project or of a profile. Those of a profile that isn't active by default are optional, and bear its name as their group.
 * https://maven.apache.org/guides/introduction/introduction-to-dependency-mechanism.html
 */
export function pomDependencies(path: string, element: Element, profile?: string, active = true): Dependency[] {
  return childrenOf(childOf(element, 'dependencies'), 'dependency').flatMap((declared): Dependency[] => {
    const name = coordinatesOf(declared);
    if (name === undefined) return [];
    const version = childOf(declared, 'version');
    const scope = scopeOf(declared);
    const line = childOf(declared, 'artifactId')?.line ?? declared.line;
    return [
      {
        ecosystem: 'maven',
        name,
        requirement: textOf(version),
        scope: scope === 'runtime' && !active ? 'optional' : (scope ?? (active ? 'runtime' : 'optional')),
        at: { path, line: textOf(version) === undefined ? line : (version?.line ?? line) },
        ...inheritance(textOf(version) === undefined, scope === undefined),
        ...(profile !== undefined && { group: `profile:${profile}` }),
        ...(childOf(declared, 'scope')?.text === 'system' && { source: 'path' as const }),
      },
    ];
  });
}

/** What a dependencyManagement is to add, when it has this dependency: `management`, or only one of its two halves. */
function inheritance(version: boolean, scope: boolean): { inherits?: string } {
  if (version) return { inherits: scope ? 'management' : 'management:version' };
  return scope ? { inherits: 'management:scope' } : {};
}

/** The `<dependencyManagement>` of a project or of a profile: fixed versions under the key `management`, imported bills of materials under `import`. */
export function pomManagement(path: string, element: Element): Constraint[] {
  const managed = childrenOf(childOf(element, 'dependencyManagement', 'dependencies'), 'dependency');
  return managed.flatMap((declared): Constraint[] => {
    const name = coordinatesOf(declared);
    const version = childOf(declared, 'version');
    if (name === undefined) return [];
    const bom = childOf(declared, 'scope')?.text === 'import';
    const scope = bom ? undefined : scopeOf(declared);
    return [
      {
        key: bom ? 'import' : 'management',
        ecosystem: bom ? 'maven-bom' : 'maven',
        name,
        requirement: textOf(version),
        at: { path, line: (version ?? childOf(declared, 'artifactId') ?? declared).line },
        ...(bom && { bom }),
        ...(scope !== undefined && { scope }),
      },
    ];
  });
}

/** `group:artifact` as written; undefined without an artifact. */
export function coordinatesOf(element: Element, usualGroup = ''): string | undefined {
  const artifact = textOf(childOf(element, 'artifactId'));
  const group = textOf(childOf(element, 'groupId')) ?? usualGroup;
  return artifact === undefined ? undefined : `${group}:${artifact}`;
}

function scopeOf(declared: Element): Scope | undefined {
  const said = textOf(childOf(declared, 'scope'));
  const scope = said === undefined ? undefined : (scopes[said] ?? 'runtime');
  if (scope !== 'test' && scope !== 'provided' && childOf(declared, 'optional')?.text === 'true') return 'optional';
  return scope;
}

function textOf(element: Element | undefined): string | undefined {
  return element === undefined || element.text === '' ? undefined : element.text;
}
