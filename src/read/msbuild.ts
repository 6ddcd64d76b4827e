import type { Constraint, Dependency, Variable } from '../model/dependency.ts';
import type { Link } from '../model/link.ts';
import { directoryOf, resolvePath } from './directory.ts';
import { packageItem, splitList } from './msbuild-items.ts';
import { sdksOf } from './msbuild-sdks.ts';
import { type Element, childOf, parseXml } from './xml.ts';

/** What a file of MSBuild says, in the order in which it stands there. Conditions and `$(Name)` stay as written: src/stack/msbuild.ts evaluates them. */
export interface MsbuildFile {
  readonly root?: Element;
  /** Properties. */
  readonly variables: readonly Variable[];
  /** PackageReference, FrameworkReference and SDKs. */
  readonly dependencies: readonly Dependency[];
  /** PackageVersion under `central`, `Update` under `update`, `Remove` under `remove`. */
  readonly constraints: readonly Constraint[];
  /** Imports, their path as written in `name`; references to other projects. */
  readonly links: readonly Link[];
  readonly diagnostics: ReturnType<typeof parseXml>['diagnostics'];
}

interface Parts {
  readonly variables: Variable[];
  readonly dependencies: Dependency[];
  readonly constraints: Constraint[];
  readonly links: Link[];
}

/** Reads a project or a file that projects import. https://learn.microsoft.com/visualstudio/msbuild/msbuild-project-file-schema-reference */
export function parseMsbuild(path: string, text: string): MsbuildFile {
  const { root, diagnostics } = parseXml(path, text);
  const parts: Parts = { variables: [], dependencies: [], constraints: [], links: [] };
  if (root?.name !== 'Project') return { ...parts, diagnostics };
  parts.dependencies.push(...sdksOf(path, root));
  for (const element of root.children) visit(path, element, undefined, parts);
  return { root, ...parts, diagnostics };
}

/** Targets are left out: what they set is only there while a build runs. */
function visit(path: string, element: Element, outer: string | undefined, parts: Parts): void {
  const condition = both(outer, element.attributes['Condition']);
  if (element.name === 'PropertyGroup') {
    for (const property of element.children) {
      const own = both(condition, property.attributes['Condition']);
      parts.variables.push({
        name: property.name,
        value: property.text,
        ...(own !== undefined && { condition: own }),
        at: { path, line: property.line },
      });
    }
  } else if (element.name === 'ItemGroup') for (const item of element.children) addItem(path, item, condition, parts);
  else if (element.name === 'Import') addImport(path, element, condition, parts);
  else if (element.name === 'Choose') {
    for (const choice of element.children) {
      // `Otherwise` holds when no `When` does: its condition cannot be written, nor be evaluated.
      const own = choice.name === 'Otherwise' ? both(condition, 'otherwise') : condition;
      for (const child of choice.children) visit(path, child, both(own, choice.attributes['Condition']), parts);
    }
  } else if (element.name === 'ImportGroup' || element.name === 'When')
    for (const child of element.children) visit(path, child, condition, parts);
}

function addItem(path: string, item: Element, outer: string | undefined, parts: Parts): void {
  const condition = both(outer, item.attributes['Condition']);
  if (item.name !== 'ProjectReference') return packageItem(path, item, condition, parts);
  // Analyzers and the like are built first, and not part of what runs.
  if (/^false$/i.test(metadata(item, 'ReferenceOutputAssembly') ?? '')) return;
  for (const written of splitList(item.attributes['Include'] ?? '')) {
    const target = resolvePath(directoryOf(path), written);
    const link = { path: target ?? '', at: { path, line: item.line } };
    if (target !== undefined && !written.includes('$('))
      parts.links.push({ kind: 'reference', ...link, ...(condition !== undefined && { condition }) });
  }
}

function metadata(item: Element, name: string): string | undefined {
  return item.attributes[name] ?? childOf(item, name)?.text;
}

function addImport(path: string, element: Element, condition: string | undefined, parts: Parts): void {
  const { Project: project, Sdk: sdk } = element.attributes;
  if (project === undefined || sdk !== undefined) return;
  const target = resolvePath(directoryOf(path), project) ?? directoryOf(path);
  const link = { path: target, name: project, at: { path, line: element.line } };
  parts.links.push({ kind: 'import', ...link, ...(condition !== undefined && { condition }) });
}

function both(outer: string | undefined, own: string | undefined): string | undefined {
  const inner = own?.trim() === '' ? undefined : own?.trim();
  if (outer === undefined || inner === undefined) return outer ?? inner;
  return `(${outer}) and (${inner})`;
}
