import { reading } from '../model/reading.ts';
import { cabalList, cabalStanzas, cabalText } from './cabal-fields.ts';
import { type LockedPackage, lockOf } from './locked-packages.ts';
import type { Reader } from './reader.ts';
import { pvp } from '../versions/pvp.ts';

/** The compiler that a project is built with. */
export const cabalProject: Reader = {
  name: 'cabal.project',
  specifications: ['https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html'],
  takes: ['runtimes'],
  files: ['**/cabal.project', '**/cabal.project.local'],
  read(path, text) {
    const compiler = cabalText(cabalStanzas(text)[0]?.fields ?? [], 'with-compiler');
    const version = /ghc-(\d[\d.]*)$/.exec(compiler?.text ?? '')?.[1];
    if (compiler === undefined || version === undefined) return reading(path, this.name, {});
    return reading(path, this.name, {
      runtimes: [{ technology: 'haskell', requirement: version, strength: 'pin', at: { path, line: compiler.line } }],
    });
  },
};

/** The versions that `cabal freeze` wrote down: `any.warp ==3.4.1`. */
export const cabalFreeze: Reader = {
  name: 'cabal.project.freeze',
  specifications: ['https://cabal.readthedocs.io/en/stable/cabal-project-description-file.html'],
  takes: ['lockfile'],
  files: ['**/cabal.project.freeze'],
  read: (path, text) =>
    reading(path, 'cabal.project.freeze', {
      lockfile: lockOf({ path }, { manager: 'cabal', ecosystem: 'hackage' }, () => frozen(text), pvp),
    }),
};

function* frozen(text: string): Generator<LockedPackage> {
  for (const field of cabalStanzas(text)[0]?.fields ?? []) {
    if (field.name !== 'constraints') continue;
    for (const one of cabalList(field)) {
      const [, name, version] = /^(?:any\.)?([\w-]{1,200})\s*==\s*(\d+(?:\.\d+)*)$/.exec(one.text.slice(0, 400)) ?? [];
      if (name !== undefined && version !== undefined) yield { name, version };
    }
  }
}
