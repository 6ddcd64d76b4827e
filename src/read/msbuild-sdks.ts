import type { Dependency } from '../model/dependency.ts';
import { splitList } from './msbuild-items.ts';
import { type Element, childrenOf } from './xml.ts';

/**
 * The SDKs of a project: `<Project Sdk="A;B/1.0">`, `<Sdk Name="A" Version="1.0" />`, `<Import Project="Sdk.props" Sdk="A" />`.
 * https://learn.microsoft.com/visualstudio/msbuild/how-to-use-project-sdk
 */
export function sdksOf(path: string, root: Element): Dependency[] {
  const found = new Map<string, Dependency>();
  const add = (written: string | undefined, line: number, version?: string): void => {
    for (const one of splitList(written ?? '')) {
      const [name = '', after] = one.split('/', 2);
      const requirement = version ?? after;
      if (name === '' || found.has(name)) continue;
      found.set(name, { ecosystem: 'msbuild-sdk', name, requirement, scope: 'runtime', at: { path, line } });
    }
  };
  add(root.attributes['Sdk'], root.line);
  for (const { attributes, line } of childrenOf(root, 'Sdk')) add(attributes['Name'], line, attributes['Version']);
  for (const { attributes, line } of childrenOf(root, 'Import')) add(attributes['Sdk'], line, attributes['Version']);
  return [...found.values()];
}
