/** What a Python expression comes to, as far as that can be told from the text. */
export type PythonValue = PythonScalar | PythonList | PythonDict | PythonName | PythonUnknown;

interface Place {
  readonly line: number;
  /** It is what comes of an environment variable that is not set. */
  readonly environment?: boolean;
}
export interface PythonScalar extends Place {
  readonly kind: 'text' | 'number' | 'boolean' | 'none';
  /** As Python prints it: `True`, `None`, `3600`. */
  readonly text: string;
}
/** A list, tuple or set. `open`: it may hold more than these. */
export interface PythonList extends Place {
  readonly kind: 'list';
  readonly items: readonly PythonValue[];
  readonly open: boolean;
}
export interface PythonDict extends Place {
  readonly kind: 'dict';
  readonly entries: readonly (readonly [string, PythonValue])[];
  readonly open: boolean;
}
/** A dotted name that stands for nothing known. */
export interface PythonName extends Place {
  readonly kind: 'name';
  readonly text: string;
}
export interface PythonUnknown extends Place {
  readonly kind: 'unknown';
}

/** Values larger than these are cut off: a file may double one line by line. */
export const mostItems = 1000;
const longestText = 10_000;

/** A value that only running the program would tell; `environment` if it comes from there. */
export function unknown(line: number, environment = false): PythonUnknown {
  return { kind: 'unknown', line, ...(environment && { environment }) };
}

/** A literal with its text. */
export function scalar(kind: PythonScalar['kind'], text: string, line: number, environment = false): PythonScalar {
  return { kind, text, line, ...(environment && { environment }) };
}

/** Whether it is a literal: neither a collection nor unknown. */
export function isScalar(value: PythonValue): value is PythonScalar {
  return value.kind === 'text' || value.kind === 'number' || value.kind === 'boolean' || value.kind === 'none';
}

/** What Python takes for true; undefined if that is not known. */
export function truth(value: PythonValue): boolean | undefined {
  if (value.kind === 'list') return value.items.length > 0 || (value.open ? undefined : false);
  if (value.kind === 'dict') return value.entries.length > 0 || (value.open ? undefined : false);
  if (!isScalar(value)) return undefined;
  return value.kind === 'number' ? Number(value.text) !== 0 : !['', 'False', 'None'].includes(value.text);
}

/** The value of a comparison or a logical operator; unknown if either side is. */
export function compared(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  const environment = left.environment === true || right.environment === true;
  const answer = (yes: boolean | undefined): PythonValue =>
    yes === undefined
      ? unknown(left.line, environment)
      : scalar('boolean', yes ? 'True' : 'False', left.line, environment);
  if (operator === 'in' || operator === 'not in') {
    const wanted = operator === 'in';
    if (right.kind === 'name' && /(?:^|\.)environ$/.test(right.text))
      return scalar('boolean', wanted ? 'False' : 'True', left.line, true);
    if (right.kind !== 'list' || !isScalar(left)) return unknown(left.line, environment);
    const found = right.items.some((item) => isScalar(item) && item.text === left.text && item.kind === left.kind);
    return answer(found ? wanted : right.open ? undefined : !wanted);
  }
  if (!isScalar(left) || !isScalar(right)) return unknown(left.line, environment);
  const same = left.text === right.text && left.kind === right.kind;
  if (operator === '==' || operator === 'is') return answer(same);
  if (operator === '!=' || operator === 'is not') return answer(!same);
  return unknown(left.line, environment);
}

/** `+`, `*` and `|` of literals; anything else is unknown. A list plus something unknown is a list that holds more. */
export function combined(operator: string, left: PythonValue, right: PythonValue): PythonValue {
  const environment = left.environment === true || right.environment === true;
  const { line } = left;
  // What is full stays as it is, so that a file of nothing but additions takes no longer than its size.
  if (
    (left.kind === 'list' && left.open && left.items.length >= mostItems) ||
    (left.kind === 'dict' && left.open && left.entries.length >= mostItems)
  )
    return left;
  if (operator === '+' && (left.kind === 'list' || right.kind === 'list')) {
    const items = [left, right].flatMap((side) => (side.kind === 'list' ? side.items : []));
    const open = items.length >= mostItems || [left, right].some((side) => side.kind !== 'list' || side.open);
    items.length = Math.min(items.length, mostItems);
    return { kind: 'list', items, open, line, ...(environment && { environment }) };
  }
  if (
    operator === '+' &&
    left.kind === 'text' &&
    right.kind === 'text' &&
    left.text.length + right.text.length < longestText
  ) {
    return scalar('text', left.text + right.text, line, environment);
  }
  if (operator === '|' && left.kind === 'dict' && right.kind === 'dict') {
    const entries = [...left.entries, ...right.entries];
    return {
      kind: 'dict',
      entries: entries.slice(0, mostItems),
      open: left.open || right.open || entries.length >= mostItems,
      line,
    };
  }
  if (left.kind !== 'number' || right.kind !== 'number') return unknown(line, environment);
  const [a, b] = [Number(left.text.replaceAll('_', '')), Number(right.text.replaceAll('_', ''))];
  const result = operator === '*' ? a * b : operator === '+' ? a + b : operator === '-' ? a - b : Number.NaN;
  return Number.isSafeInteger(result)
    ? scalar('number', String(result), line, environment)
    : unknown(line, environment);
}
