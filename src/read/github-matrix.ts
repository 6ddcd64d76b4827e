import { entriesOf, fieldOf, isRecord, textOf } from './document.ts';

/** Values of a matrix by their names; those of objects as `name.key`. */
export type Combination = Readonly<Record<string, string>>;

const mostCombinations = 100;

/** The combinations of a job's matrix as far as they are literal; one without values if there is none. https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/run-job-variations */
export function matrixOf(matrix: unknown): Combination[] {
  let combinations: Combination[] = [Object.create(null)];
  let crossed = false;
  for (const [name, values] of entriesOf(matrix)) {
    if (name === 'include' || name === 'exclude' || !Array.isArray(values) || values.length === 0) continue;
    if (combinations.length * values.length > mostCombinations) continue;
    crossed = true;
    combinations = combinations.flatMap((one) => values.map((value) => ({ ...one, ...named(name, value) })));
  }
  const include = fieldOf(matrix, 'include');
  if (!Array.isArray(include)) return combinations;
  const added = include.slice(0, mostCombinations).filter(isRecord).map(flat);
  return crossed ? [...combinations, ...added] : added.length > 0 ? added : combinations;
}

function flat(value: Record<string, unknown>): Combination {
  return Object.assign(Object.create(null), ...entriesOf(value).map(([name, one]) => named(name, one))) as Combination;
}

function named(name: string, value: unknown): Record<string, string> {
  const text = textOf(value);
  if (text !== undefined) return { [name]: text };
  return Object.fromEntries(
    entriesOf(value).flatMap(([key, field]) => {
      const inner = textOf(field);
      return inner === undefined ? [] : [[`${name}.${key}`, inner]];
    }),
  );
}

/** The text with the values of one combination in place of `${{ matrix.name }}`. */
export function fillIn(text: string, combination: Combination): string {
  return text.replace(/\$\{\{ {0,3}matrix\.([\w.-]{1,100}) {0,3}\}\}/g, (whole, name: string) =>
    Object.hasOwn(combination, name) ? (combination[name] ?? whole) : whole,
  );
}
