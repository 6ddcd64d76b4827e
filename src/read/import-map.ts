import type { Dependency } from '../model/dependency.ts';
import { parseDenoSpecifier } from './deno-specifier.ts';
import { type Document, entriesOf, fieldOf } from './document.ts';

/** The packages that `imports` and `scopes` of an import map name, each once. https://html.spec.whatwg.org/multipage/webappapis.html#import-maps */
export function importedPackages(path: string, document: Document): Dependency[] {
  const found = new Map<string, Dependency>();
  const add = (keys: readonly string[]): void => {
    for (const [key, specifier] of entriesOf(fieldOf(document.value, ...keys))) {
      const spec = typeof specifier === 'string' ? parseDenoSpecifier(specifier) : undefined;
      if (spec === undefined) continue;
      const identity = [spec.ecosystem, spec.name, spec.requirement].join('\0');
      if (found.has(identity)) continue;
      const filedAs = key.replace(/\/$/, '');
      const alias = filedAs === spec.name ? {} : { alias: filedAs };
      found.set(identity, { ...spec, ...alias, scope: 'runtime', at: { path, line: document.lineOf(...keys, key) } });
    }
  };
  add(['imports']);
  for (const [scope] of entriesOf(fieldOf(document.value, 'scopes'))) add(['scopes', scope]);
  return [...found.values()];
}
