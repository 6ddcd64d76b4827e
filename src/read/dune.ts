import type { Dependency } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import type { Reader } from './reader.ts';
import { type Expression, listsNamed, parseSexps } from './s-expressions.ts';

/** The libraries that programs and libraries of an OCaml project are linked with, named `package.part`. */
export const dune: Reader = {
  name: 'dune',
  specifications: ['https://dune.readthedocs.io/en/stable/reference/dune/executable.html'],
  takes: ['dependencies'],
  files: ['**/dune'],
  maxBytes: 128 * 1024,
  read(path, text) {
    const top = parseSexps(text);
    const stanzas = ['executable', 'executables', 'library'].flatMap((kind) => listsNamed(top, kind));
    const named = stanzas.flatMap(({ list }) => listsNamed(list, 'libraries')).flatMap(({ list }) => list.slice(1));
    const found = new Map<string, Dependency>();
    for (const one of named) {
      const name = libraryOf(one)?.split('.', 1)[0] ?? '';
      if (name !== '' && !found.has(name))
        found.set(name, { ecosystem: 'opam', name, scope: 'runtime', at: { path, line: one.line } });
    }
    return reading(path, this.name, { dependencies: [...found.values()] });
  },
};

/** `lwt.unix`, `(re_export lwt)`; what `(select …)` chooses is left open. */
function libraryOf({ atom, list }: Expression): string | undefined {
  if (atom !== undefined) return /^[\w.-]{1,100}$/.test(atom) ? atom : undefined;
  return list[0]?.atom === 're_export' ? list[1]?.atom : undefined;
}
