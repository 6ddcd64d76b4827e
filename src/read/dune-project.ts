import type { Dependency, Scope } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import type { Reader } from './reader.ts';
import { type Expression, listsNamed, parseSexps } from './s-expressions.ts';

/** The packages of an OCaml project. */
export const duneProject: Reader = {
  name: 'dune-project',
  specifications: ['https://dune.readthedocs.io/en/stable/reference/dune-project/'],
  takes: ['project', 'dependencies', 'runtimes'],
  files: ['**/dune-project'],
  read(path, text) {
    const top = parseSexps(text);
    const packages = listsNamed(top, 'package');
    const all = packages.flatMap(({ list }) => listsNamed(list, 'depends')).flatMap(({ list }) => list.slice(1));
    const own = new Set(packages.flatMap(({ list }) => listsNamed(list, 'name').map((one) => one.list[1]?.atom)));
    const dependencies = all.flatMap((one) => dependencyOf(path, one)).filter(({ name }) => !own.has(name));
    if (dependencies.length === 0) return reading(path, this.name, {});
    const name = listsNamed(top, 'name')[0]?.list[1] ?? listsNamed(packages[0]?.list ?? [], 'name')[0]?.list[1];
    const version = listsNamed(top, 'version')[0]?.list[1]?.atom;
    return reading(path, this.name, {
      project: {
        ecosystem: 'opam',
        ...(name?.atom !== undefined && { name: name.atom }),
        ...(version !== undefined && { version }),
        at: { path, line: name?.line ?? 1 },
        languages: ['ocaml'],
        signs: [],
      },
      dependencies: dependencies.filter((one) => one.name !== 'ocaml'),
      runtimes: dependencies.filter((one) => one.name === 'ocaml').flatMap(ocamlRuntime),
    });
  },
};

/** The version of the language that a dependency on `ocaml` asks for. */
export function ocamlRuntime({ requirement, at }: Dependency): RuntimeRequirement[] {
  return requirement === undefined ? [] : [{ technology: 'ocaml', requirement, strength: 'minimum', at }];
}

const filters: Readonly<Record<string, Scope>> = {
  ':with-test': 'test',
  ':with-doc': 'development',
  ':with-dev-setup': 'development',
  ':build': 'build',
  ':dev': 'development',
};

function dependencyOf(path: string, { atom, list, line }: Expression): Dependency[] {
  const name = atom ?? list[0]?.atom;
  if (name === undefined || name.startsWith(':')) return [];
  const found = { scope: 'runtime' as Scope };
  const requirement = list
    .slice(1)
    .map((one) => constraintOf(one, found, 0))
    .filter((one) => one !== '')
    .join(' & ');
  const at = { path, line: list[1]?.list[0]?.line ?? list[1]?.line ?? line };
  return [{ ecosystem: 'opam', name, ...(requirement !== '' && { requirement }), scope: found.scope, at }];
}

/** `(and :with-test (>= 1.0))` in opam's words: `>= 1.0`. */
function constraintOf({ atom, list }: Expression, found: { scope: Scope }, depth: number): string {
  if (depth > 20) return '';
  if (atom !== undefined) {
    found.scope = filters[atom] ?? found.scope;
    return '';
  }
  const [operator, ...others] = list;
  if (operator?.atom === 'and' || operator?.atom === 'or')
    return others
      .map((one) => constraintOf(one, found, depth + 1))
      .filter((one) => one !== '')
      .join(operator.atom === 'and' ? ' & ' : ' | ');
  const version = others[0]?.atom;
  return operator?.atom === undefined ||
    !/^[<>=!]+$/.test(operator.atom) ||
    version === undefined ||
    version.startsWith(':')
    ? ''
    : `${operator.atom} ${version}`;
}
