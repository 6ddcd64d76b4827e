import { readdirSync, readFileSync } from 'node:fs';
import type { SchemeId } from '../../src/versions/index.ts';

/** What an ecosystem's own implementation said: versions in ascending order, and which of them a requirement admits. */
export interface Vectors {
  readonly id: SchemeId;
  readonly madeBy: string;
  readonly orders: readonly { readonly versions: readonly string[]; readonly relations: readonly string[] }[];
  readonly requirements: readonly {
    readonly requirement: string;
    readonly admitted: readonly string[];
    readonly refused: readonly string[];
  }[];
}

const words = (text = ''): string[] => text.split(' ').filter((word) => word !== '');

function parse(id: SchemeId, text: string): Vectors {
  const [madeBy = '', ...lines] = text.trimEnd().split('\n');
  const rows = lines.filter((line) => !line.startsWith('#')).map((line) => line.split('\t'));
  return {
    id,
    madeBy,
    orders: rows
      .filter(([kind]) => kind === 'order')
      .map(([, chain]) => {
        const all = words(chain);
        return {
          versions: all.filter((_, at) => at % 2 === 0),
          relations: all.filter((_, at) => at % 2 === 1),
        };
      }),
    requirements: rows
      .filter(([kind]) => kind !== 'order')
      .map(([requirement = '', admitted, refused]) => ({
        requirement,
        admitted: words(admitted),
        refused: words(refused),
      })),
  };
}

/** Every vector file in this folder. */
export function allVectors(): Vectors[] {
  return readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.vectors.txt'))
    .map((name) =>
      parse(name.replace('.vectors.txt', '') as SchemeId, readFileSync(`${import.meta.dirname}/${name}`, 'utf8')),
    );
}
