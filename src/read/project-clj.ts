import type { Constraint, Dependency, Scope } from '../model/dependency.ts';
import type { Sign } from '../model/project.ts';
import { reading } from '../model/reading.ts';
import { clojureRuntimes, libraryName, scopeOfAlias } from './clojure.ts';
import { type Form, formsOf, pairsOf, parseEdn, valueOf } from './edn.ts';
import type { Reader } from './reader.ts';

/** Leiningen's project file. */
export const projectClj: Reader = {
  name: 'project.clj',
  specifications: ['https://codeberg.org/leiningen/leiningen/src/branch/main/sample.project.clj'],
  takes: ['project', 'dependencies', 'constraints', 'runtimes'],
  files: ['**/project.clj'],
  read(path, text) {
    const forms = formsOf(parseEdn(text));
    const definition = forms.find(({ children }) => children[0]?.text === 'defproject');
    if (definition === undefined)
      return reading(path, this.name, { diagnostics: [{ message: 'no defproject', at: { path, line: 1 } }] });
    const [, name, version, ...rest] = formsOf(definition.children);
    const constants = new Map(
      forms.flatMap(({ children: [def, key, value] }): [string, Form][] =>
        def?.text === 'def' && key && value ? [[key.text, value]] : [],
      ),
    );
    const options: Form = { ...definition, children: rest };
    const managed = vectors(path, valueOf(options, ':managed-dependencies'), 'runtime', constants);
    const dependencies = [
      ...vectors(path, valueOf(options, ':dependencies'), 'runtime', constants).map((one) => withManaged(one, managed)),
      ...vectors(path, valueOf(options, ':plugins'), 'build', constants),
      ...pairsOf(valueOf(options, ':profiles')?.children ?? []).flatMap(({ key, value }) => {
        const found = vectors(path, valueOf(value, ':dependencies'), scopeOfAlias(key.text), constants);
        return found.map((one): Dependency => ({ ...withManaged(one, managed), group: key.text.slice(1) }));
      }),
    ];
    const main = pairsOf(rest).find(({ key }) => key.text === ':main' || key.text === ':ring');
    const signs: Sign[] = main
      ? [
          {
            for: main.key.text === ':ring' ? 'service' : 'program',
            reason: `sets ${main.key.text}`,
            at: { path, line: main.key.line },
          },
        ]
      : [];
    return reading(path, this.name, {
      project: {
        ecosystem: 'maven',
        ...(name && { name: name.text }),
        ...(version?.kind === 'string' && { version: version.text }),
        at: { path, line: definition.line },
        languages: ['clojure'],
        signs,
      },
      dependencies,
      constraints: managed.map(({ name: own, requirement, at }): Constraint => ({
        key: 'management',
        ecosystem: 'maven',
        name: own,
        requirement,
        at,
      })),
      runtimes: clojureRuntimes(dependencies),
    });
  },
};

/** `[[group/artifact "1.0" :scope "test"] …]`; a version may be the name of a constant. */
function vectors(
  path: string,
  list: Form | undefined,
  usual: Scope,
  constants: ReadonlyMap<string, Form>,
): Dependency[] {
  return formsOf(list?.children ?? []).flatMap((vector): Dependency[] => {
    const [name, second] = formsOf(vector.children);
    if (vector.open !== '[' || name?.kind !== 'symbol') return [];
    const version = second?.kind === 'symbol' ? constants.get(second.text) : second;
    const scope = pairsOf(formsOf(vector.children).slice(2)).find(({ key }) => key.text === ':scope')?.value.text;
    return [
      {
        ecosystem: 'maven',
        name: libraryName(name.text),
        ...(version?.kind === 'string' && { requirement: version.text }),
        scope: scope === 'test' || scope === 'provided' ? scope : usual,
        at: { path, line: version?.kind === 'string' ? version.line : name.line },
      },
    ];
  });
}

function withManaged(dependency: Dependency, managed: readonly Dependency[]): Dependency {
  if (dependency.requirement !== undefined) return dependency;
  const same = managed.find(({ name }) => name === dependency.name);
  return same?.requirement === undefined
    ? dependency
    : { ...dependency, requirement: same.requirement, at: same.at, namedAt: dependency.at };
}
