import type { Dependency } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { libraryName } from './clojure.ts';
import { formsOf, pairsOf, parseEdn, valueOf } from './edn.ts';
import type { Reader } from './reader.ts';

/** What a build makes, by its target. Tests and bootstrapped code say nothing. */
const targets: Readonly<Record<string, Sign['for']>> = {
  ':browser': 'frontend',
  ':react-native': 'frontend',
  ':node-script': 'program',
  ':node-library': 'library',
  ':npm-module': 'library',
  ':esm': 'library',
};

/** The builds of a ClojureScript project. */
export const shadowCljs: Reader = {
  name: 'shadow-cljs.edn',
  specifications: ['https://shadow-cljs.github.io/docs/UsersGuide.html#_configuration'],
  takes: ['project', 'dependencies'],
  files: ['**/shadow-cljs.edn'],
  read(path, text) {
    const [root] = parseEdn(text);
    if (root?.open !== '{')
      return reading(path, this.name, { diagnostics: [{ message: 'not a map', at: { path, line: 1 } }] });
    const found = pairsOf(valueOf(root, ':builds')?.children ?? []).flatMap(({ key, value }): Sign[] => {
      const target = valueOf(value, ':target');
      const onNode = target?.text === ':esm' && valueOf(value, ':runtime')?.text === ':node';
      const role = onNode ? 'program' : target && targets[target.text];
      if (role === undefined) return [];
      return [{ for: role, reason: `builds ${key.text} for ${target?.text}`, at: { path, line: target?.line ?? 1 } }];
    });
    // Pages and programs come with modules of their own.
    const signs = found.some((sign) => sign.for !== 'library') ? found.filter((sign) => sign.for !== 'library') : found;
    return reading(path, this.name, {
      project: { ecosystem: 'maven', at: { path, line: 1 }, languages: ['clojure'], signs },
      dependencies: formsOf(valueOf(root, ':dependencies')?.children ?? []).flatMap((vector): Dependency[] => {
        const [name, version] = formsOf(vector.children);
        if (vector.open !== '[' || name?.kind !== 'symbol') return [];
        return [
          {
            ecosystem: 'maven',
            name: libraryName(name.text),
            ...(version?.kind === 'string' && { requirement: version.text }),
            scope: 'runtime',
            at: { path, line: (version ?? name).line },
          },
        ];
      }),
    });
  },
};
