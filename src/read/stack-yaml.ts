import type { Constraint } from '../model/dependency.ts';
import { reading } from '../model/reading.ts';
import { fieldOf, textOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseYaml } from './yaml.ts';

/** Haskell's Stack: the compiler, and versions besides those of the snapshot. */
export const stackYaml: Reader = {
  name: 'stack.yaml',
  specifications: ['https://docs.haskellstack.org/en/stable/configure/yaml/'],
  takes: ['constraints', 'runtimes'],
  files: ['**/stack.yaml'],
  read(path, text) {
    const document = parseYaml(path, text)[0];
    if (document === undefined) return reading(path, this.name, {});
    const compiler = ['compiler', 'resolver', 'snapshot'].flatMap((key) => {
      const version = /^ghc-(\d[\d.]*)$/.exec(textOf(fieldOf(document.value, key)) ?? '')?.[1];
      return version === undefined ? [] : [{ version, line: document.lineOf(key) }];
    })[0];
    const extra = fieldOf(document.value, 'extra-deps');
    return reading(path, this.name, {
      runtimes: compiler
        ? [{ technology: 'haskell', requirement: compiler.version, strength: 'pin', at: { path, line: compiler.line } }]
        : [],
      constraints: (Array.isArray(extra) ? extra : []).flatMap((one: unknown, at): Constraint[] => {
        const [, name, version] =
          /^([\w-]{1,200})-(\d+(?:\.\d+)*)(?:@.*)?$/.exec((textOf(one) ?? '').slice(0, 400)) ?? [];
        if (name === undefined || version === undefined) return [];
        const place = { path, line: document.lineOf('extra-deps', at) };
        return [{ key: 'extra-deps', ecosystem: 'hackage', name, requirement: `==${version}`, at: place }];
      }),
      diagnostics: document.diagnostics,
    });
  },
};
