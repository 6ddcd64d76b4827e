import type { Dependency, Scope } from '../model/dependency.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';

/** `group:artifact` of a library as Clojure writes it: `metosin/reitit`; without a group, it is its own. */
export function libraryName(symbol: string): string {
  const plain = symbol.replace(/\$.*$/, '');
  const slash = plain.indexOf('/');
  return slash < 0 ? `${plain}:${plain}` : `${plain.slice(0, slash)}:${plain.slice(slash + 1)}`;
}

/** What an alias or profile is for, by its name. */
export function scopeOfAlias(name: string): Scope {
  if (/test|kaocha|coverage|bench/i.test(name)) return 'test';
  if (/dev|repl|user|debug|nrepl|lint|kondo|format|outdated|portal|cider|provided/i.test(name))
    return /provided/.test(name) ? 'provided' : 'development';
  if (/build|uberjar|jar|depstar|deploy/i.test(name)) return 'build';
  return 'optional';
}

/** The version of Clojure itself stands among the dependencies. */
export function clojureRuntimes(dependencies: readonly Dependency[]): RuntimeRequirement[] {
  return dependencies.flatMap(({ name, requirement, scope, at }): RuntimeRequirement[] =>
    name === 'org.clojure:clojure' && scope === 'runtime' && requirement !== undefined
      ? [{ technology: 'clojure', requirement, strength: 'pin', at }]
      : [],
  );
}
