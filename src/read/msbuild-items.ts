import type { Constraint, Dependency } from '../model/dependency.ts';
import { type Element, childOf } from './xml.ts';

const mostNames = 500;

/** Adds what an item of a project says about packages: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files */
export function packageItem(
  path: string,
  item: Element,
  condition: string | undefined,
  parts: { readonly dependencies: Dependency[]; readonly constraints: Constraint[] },
): void {
  const ecosystem = item.name === 'FrameworkReference' ? 'framework-reference' : 'nuget';
  const version = valueOf(item, 'VersionOverride') ?? valueOf(item, 'Version');
  const at = { path, line: version?.line ?? item.line };
  const privately = valueOf(item, 'PrivateAssets')?.value.toLowerCase() === 'all';
  const common = { ecosystem, requirement: version?.value, at } as const;
  const constraint = (key: string, name: string): void => {
    parts.constraints.push({
      key,
      name,
      ...common,
      ...(privately && { scope: 'development' }),
      ...(condition !== undefined && { condition }),
    });
  };
  const each = (attribute: string, take: (name: string) => void): void => {
    for (const name of splitList(item.attributes[attribute] ?? '')) take(name);
  };
  if (item.name === 'PackageVersion') {
    each('Include', (name) => constraint('central', name));
    each('Update', (name) => constraint('central', name));
    each('Remove', (name) => constraint('central:remove', name));
    return;
  }
  const everywhere = item.name === 'GlobalPackageReference' || item.name === 'DotNetCliToolReference';
  if (!everywhere && item.name !== 'PackageReference' && item.name !== 'FrameworkReference') return;
  each('Include', (name) => {
    parts.dependencies.push({
      ...common,
      name,
      scope: privately || everywhere ? 'development' : 'runtime',
      ...(version === undefined && ecosystem === 'nuget' && { inherits: 'central' }),
      ...(condition !== undefined && { group: condition }),
      ...(version !== undefined && version.line !== item.line && { namedAt: { path, line: item.line } }),
    });
  });
  each('Update', (name) => constraint('update', name));
  each('Remove', (name) => constraint('remove', name));
}

/** Metadata of an item: an attribute, or an element inside of it. */
function valueOf(item: Element, name: string): { value: string; line: number } | undefined {
  const attribute = item.attributes[name];
  if (attribute !== undefined) return { value: attribute.trim(), line: item.line };
  const child = childOf(item, name);
  return child === undefined ? undefined : { value: child.text, line: child.line };
}

/** `A;B` as MSBuild splits it. */
export function splitList(text: string): string[] {
  return text
    .split(';', mostNames)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
