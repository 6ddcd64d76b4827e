import { closest, distance } from 'fastest-levenshtein';
import type * as z from 'zod/mini';

/** A mistake of the person who wrote a file of ours (rule, policy, flag): where it stands and what to write instead. */
export interface Mistake {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly message: string;
}

export interface Position {
  readonly line: number;
  readonly column?: number;
}

export type Keys = readonly (string | number)[];

/** A file of ours as its mistakes see it: where its keys and values stand, and how a scalar is written. */
export interface Places {
  readonly path: string;
  valueAt(keys: Keys): Position;
  keyAt(keys: Keys): Position;
  /** The text of a scalar as written, `1.10`; undefined where the file's format does not tell. */
  writtenAt?(keys: Keys): string | undefined;
}

type Issue = z.core.$ZodIssue;

/** Finds what was meant by a word that is none of the allowed ones; undefined leaves it to spelling. */
export type Hint = (given: unknown, allowed: readonly string[]) => string | undefined;

/** What a schema has to say against a file, in the words of the person who wrote it. The issues need `reportInput`. */
export function schemaMistakes(
  schema: z.core.$ZodType,
  places: Places,
  issues: readonly Issue[],
  hint: Hint = () => undefined,
): Mistake[] {
  return issues.flatMap((issue) => explain(schema, places, issue, hint));
}

function explain(schema: z.core.$ZodType, places: Places, issue: Issue, hint: Hint): Mistake[] {
  const keys = keysOf(issue.path);
  const mistake = (message: string, at = places.valueAt(keys)): Mistake[] => [{ path: places.path, ...at, message }];
  const name = nameOf(keys);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const allowed = keysIn(schema, keys);
      return issue.keys.flatMap((key) =>
        mistake(
          `unknown key "${shortened(key)}" in ${name}${hint(key, allowed) ?? (suggestion(key, allowed) || listed(allowed))}`,
          places.keyAt([...keys, key]),
        ),
      );
    }
    case 'invalid_union': {
      if (issue.input === undefined) return mistake(`${name} is missing`);
      const fitting = issue.errors.filter((branch) => !branch.some((inner) => isWrongType(inner, issue.input)));
      if (fitting.length === 0)
        return mistake(`${name} must be ${either(kindsOf(issue.errors))}, not ${described(issue.input)}`);
      const [branch = []] = fitting;
      if (fitting.every(([only]) => only?.code === 'invalid_value' && only.path.length === 0)) {
        const values = fitting.flatMap(([only]) => (only?.code === 'invalid_value' ? only.values : []));
        return mistake(notOneOf(name, values.map(String), issue.input, hint));
      }
      return branch.flatMap((inner) =>
        explain(schema, places, { ...inner, path: [...issue.path, ...inner.path] } as Issue, hint),
      );
    }
    case 'invalid_value': {
      if (issue.input === undefined) return mistake(`${name} is missing`);
      return mistake(notOneOf(name, issue.values.map(String), issue.input, hint));
    }
    case 'invalid_type': {
      if (issue.input === undefined) return mistake(`${name} is missing`);
      const written = typeof issue.input === 'number' ? places.writtenAt?.(keys) : undefined;
      if (issue.expected === 'string' && typeof issue.input === 'number')
        return mistake(`${name} must be in quotes: "${written ?? issue.input}"`);
      return mistake(`${name} must be ${kindName(issue.expected)}, not ${described(issue.input)}`);
    }
    case 'invalid_key':
      return mistake(
        `unknown key "${shortened(String(keys.at(-1)))}" in ${nameOf(keys.slice(0, -1))}`,
        places.keyAt(keys),
      );
    case 'too_small':
      return mistake(tooSmall(name, issue));
    case 'too_big':
      return mistake(`${name} may have at most ${issue.maximum} ${unitOf(issue.origin)}`.trimEnd());
    case 'invalid_format':
      return mistake(`${name} is "${shortened(String(issue.input))}"; ${issue.message}`);
    default:
      return mistake(`${name}: ${issue.message}`);
  }
}

function tooSmall(name: string, { origin, minimum, inclusive, input }: z.core.$ZodIssueTooSmall): string {
  if (origin === 'array')
    return Array.isArray(input) && input.length > 0
      ? `${name} has too few entries: at least ${minimum}`
      : `${name} is an empty list`;
  if (origin === 'string')
    return `${name} ${String(input) === '' ? 'is empty' : 'is too short'}: at least ${minimum} characters`;
  return `${name} is ${String(input)}; it must be ${inclusive === false ? 'more than' : 'at least'} ${minimum}`;
}

function unitOf(origin: string): string {
  return origin === 'array' ? 'entries' : origin === 'string' ? 'characters' : '';
}

function isWrongType({ code, path }: Issue, input: unknown): boolean {
  if (path.length > 0) return false;
  return code === 'invalid_type' || (code === 'invalid_value' && typeof input !== 'string');
}

function kindsOf(branches: readonly (readonly Issue[])[]): string[] {
  const kinds = branches.flatMap((branch) =>
    branch.flatMap((issue) =>
      issue.code === 'invalid_type'
        ? [kindName(issue.expected)]
        : issue.code === 'invalid_value'
          ? issue.values.map((value) => `"${String(value)}"`)
          : [],
    ),
  );
  return [...new Set(kinds)];
}

function notOneOf(name: string, allowed: readonly string[], input: unknown, hint: Hint): string {
  const given = typeof input === 'string' || typeof input === 'number' ? String(input) : undefined;
  const meant = hint(input, allowed) ?? (given === undefined ? '' : suggestion(given, allowed));
  const quoted = allowed.map((one) => (/^\d+$/.test(one) ? one : `"${one}"`)).join(', ');
  const is = given === undefined ? `is ${described(input)}` : `is "${shortened(given)}"`;
  return `${name} ${is}; it must be ${allowed.length === 1 ? quoted : `one of ${quoted}`}${meant}`;
}

/** A key path as people write it: `exceptions[0].expires`; `the file` for none. */
export function nameOf(keys: Keys): string {
  let name = '';
  for (const key of keys) {
    if (typeof key === 'number') name += `[${key}]`;
    else name += name === '' ? shortened(key) : `.${shortened(key)}`;
  }
  return name === '' ? 'the file' : name;
}

function kindName(expected: string): string {
  if (expected === 'object' || expected === 'record') return 'a mapping';
  if (expected === 'array') return 'a list';
  if (expected === 'boolean') return 'true or false';
  if (expected === 'int') return 'a whole number';
  if (expected === 'string') return 'text';
  return `a ${expected}`;
}

function described(input: unknown): string {
  if (input === null) return 'empty';
  if (Array.isArray(input)) return 'a list';
  if (typeof input === 'string') return `the text "${shortened(input)}"`;
  if (typeof input === 'object') return 'a mapping';
  return `the ${typeof input} ${String(input)}`;
}

function either(kinds: readonly string[]): string {
  return kinds.length < 2 ? kinds.join('') : `${kinds.slice(0, -1).join(', ')} or ${kinds.at(-1)}`;
}

function listed(allowed: readonly string[]): string {
  return allowed.length === 0 ? '' : `. It may hold ${allowed.join(', ')}`;
}

/** ` Did you mean "x"?` when one of the allowed words is close enough to the one given. */
export function suggestion(given: string, allowed: readonly string[]): string {
  if (given === '' || given.length > 200 || allowed.length === 0) return '';
  const near = closest(given, [...allowed]);
  const letters = (word: string): string => [...word].sort().join('');
  const swapped = distance(given, near) === 2 && letters(given) === letters(near);
  return swapped || distance(given, near) <= Math.max(1, Math.floor(near.length / 3))
    ? `. Did you mean "${near}"?`
    : '';
}

/** One line and not too long, whatever was written. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** `path:line:column: message`, as editors and terminals link it. */
export function mistakeLine({ path, line, column, message }: Mistake): string {
  return `${path}:${line}${column === undefined ? '' : `:${column}`}: ${message}`;
}

function keysOf(path: readonly PropertyKey[]): (string | number)[] {
  return path.filter((key): key is string | number => typeof key !== 'symbol');
}

/** The keys that an object of the schema, or a table with fixed keys, may have. */
function keysIn(schema: z.core.$ZodType, keys: Keys): string[] {
  const { def } = (schemaAt(schema, keys) as z.core.$ZodTypes | undefined)?._zod ?? {};
  if (def?.type === 'object') return Object.keys(def.shape);
  if (def?.type !== 'record') return [];
  const names = (def.keyType as z.core.$ZodTypes)._zod.def;
  return names.type === 'enum' ? Object.keys(names.entries) : [];
}

function schemaAt(schema: z.core.$ZodType, keys: Keys): z.core.$ZodType | undefined {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'optional' || def.type === 'default' || def.type === 'nullable')
    return schemaAt(def.innerType, keys);
  if (def.type === 'union') {
    for (const option of def.options) {
      const found = schemaAt(option, keys);
      if (found?._zod.def.type === 'object') return found;
    }
    return undefined;
  }
  const [key, ...others] = keys;
  if (key === undefined) return schema;
  if (def.type === 'array') return schemaAt(def.element, others);
  if (def.type === 'record') return schemaAt(def.valueType, others);
  const member = def.type === 'object' && Object.hasOwn(def.shape, key) ? def.shape[String(key)] : undefined;
  return member === undefined ? undefined : schemaAt(member, others);
}
