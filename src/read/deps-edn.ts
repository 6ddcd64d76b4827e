import type { Dependency, Scope } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { clojureRuntimes, libraryName, scopeOfAlias } from './clojure.ts';
import { type Form, pairsOf, parseEdn, valueOf } from './edn.ts';
import type { Reader } from './reader.ts';

/** Clojure's deps.edn, and Babashka's bb.edn of the same form. */
export const depsEdn: Reader = {
  name: 'deps.edn',
  specifications: ['https://clojure.org/reference/deps_edn'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/deps.edn', '**/bb.edn'],
  read(path, text) {
    const [root] = parseEdn(text);
    if (root?.open !== '{')
      return reading(path, this.name, { diagnostics: [{ message: 'not a map', at: { path, line: 1 } }] });
    const aliases = pairsOf(valueOf(root, ':aliases')?.children ?? []).flatMap(({ key, value }) => {
      const scope = scopeOfAlias(key.text);
      const extra = [':extra-deps', ':deps', ':replace-deps', ':override-deps'].flatMap((name) =>
        libraries(path, valueOf(value, name), scope),
      );
      return extra.map((one): Dependency => ({ ...one, group: key.text.slice(1) }));
    });
    const dependencies = [...libraries(path, valueOf(root, ':deps'), 'runtime'), ...aliases];
    const main = path.endsWith('deps.edn');
    return reading(path, this.name, {
      ...(main && { project: { ecosystem: 'maven', at: { path, line: 1 }, languages: ['clojure'], signs: [] } }),
      dependencies,
      runtimes: clojureRuntimes(dependencies),
    });
  },
};

function libraries(path: string, map: Form | undefined, scope: Scope): Dependency[] {
  return pairsOf(map?.children ?? []).map(({ key, value }) => {
    const version = valueOf(value, ':mvn/version') ?? valueOf(value, ':git/tag') ?? valueOf(value, ':tag');
    const git = valueOf(value, ':git/url') ?? valueOf(value, ':git/sha') ?? valueOf(value, ':sha');
    const local = valueOf(value, ':local/root');
    return {
      ecosystem: 'maven',
      name: libraryName(key.text),
      ...(version && { requirement: version.text }),
      scope,
      at: { path, line: (version ?? key).line },
      ...(git && { source: 'git' as const }),
      ...(local && { source: 'path' as const }),
    };
  });
}
