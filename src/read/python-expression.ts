// https://docs.python.org/3/reference/expressions.html, as far as configuration files need it
import { pythonCall } from './python-calls.ts';
import type { PythonToken } from './python-tokens.ts';
import { type PythonValue, combined, compared, isScalar, mostItems, scalar, truth, unknown } from './python-values.ts';

/** What a name of the file stands for, if that is known. */
export type PythonNames = (name: string) => PythonValue | undefined;

const deepest = 60;
const mostOperators = 2000;
const constants: Readonly<Record<string, readonly ['boolean' | 'none', string]>> = {
  True: ['boolean', 'True'],
  False: ['boolean', 'False'],
  None: ['none', 'None'],
};
const comparisons = new Set(['==', '!=', '<', '>', '<=', '>=', 'in', 'is', 'not']);
const binary: Readonly<Record<string, number>> = {
  '|': 1,
  '^': 1,
  '&': 1,
  '<<': 2,
  '>>': 2,
  '+': 3,
  '-': 3,
  '*': 4,
  '/': 4,
  '//': 4,
  '%': 4,
  '@': 4,
  '**': 5,
};

/** The value of the expression that begins at token `from`, and where it ends. Every token is looked at a bounded number of times. */
export function pythonExpression(
  tokens: readonly PythonToken[],
  from: number,
  names: PythonNames,
): { value: PythonValue; end: number } {
  let at = from;
  let operators = 0;
  const line = (): number => tokens[Math.min(at, tokens.length - 1)]?.line ?? 1;
  const mark = (text: string): boolean => {
    const token = tokens[at];
    return token !== undefined && token.text === text && token.kind !== 'text';
  };
  const take = (text: string): boolean => mark(text) && ++at > 0;

  /** Goes on to the bracket that closes the one before `at`, and past it. */
  const leave = (): void => {
    for (let depth = 1; at < tokens.length && depth > 0; at++) {
      const token = tokens[at];
      if (token?.kind !== 'mark') continue;
      if ('([{'.includes(token.text)) depth++;
      else if (')]}'.includes(token.text)) depth--;
    }
  };

  const ternary = (depth: number): PythonValue => {
    if (depth > deepest || mark('lambda') || mark('await') || mark('yield')) {
      const value = unknown(line());
      // Nothing more is understood in these brackets.
      for (let open = 0; at < tokens.length; at++) {
        const token = tokens[at];
        if (token?.kind !== 'mark') continue;
        if ('([{'.includes(token.text)) open++;
        else if (')]}'.includes(token.text) && --open < 0) break;
        else if (token.text === ',' && open === 0) break;
      }
      return value;
    }
    const value = either(depth + 1);
    if (!take('if')) return value;
    const condition = either(depth + 1);
    const otherwise = take('else') ? ternary(depth + 1) : unknown(line());
    const holds = truth(condition);
    if (holds === undefined) return unknown(value.line, true);
    const chosen = holds ? value : otherwise;
    return condition.environment === true ? { ...chosen, environment: true } : chosen;
  };

  const either = (depth: number): PythonValue => {
    let left = both(depth);
    while (operators++ < mostOperators && take('or')) left = logical(left, both(depth), true);
    return left;
  };
  const both = (depth: number): PythonValue => {
    let left = negated(depth);
    while (operators++ < mostOperators && take('and')) left = logical(left, negated(depth), false);
    return left;
  };
  const logical = (left: PythonValue, right: PythonValue, wanted: boolean): PythonValue => {
    const holds = truth(left);
    if (holds === undefined) return unknown(left.line, left.environment === true || right.environment === true);
    const chosen = holds === wanted ? left : right;
    return left.environment === true ? { ...chosen, environment: true } : chosen;
  };
  const negated = (depth: number): PythonValue => {
    let turned = false;
    let any = false;
    while (take('not')) [turned, any] = [!turned, true];
    const value = comparison(depth);
    if (!any) return value;
    const holds = truth(value);
    return holds === undefined
      ? unknown(value.line, value.environment)
      : scalar('boolean', holds === turned ? 'False' : 'True', value.line, value.environment);
  };
  const comparison = (depth: number): PythonValue => {
    let left = operation(0, depth);
    while (operators++ < mostOperators && tokens[at]?.kind !== 'text' && comparisons.has(tokens[at]?.text ?? '')) {
      let operator = tokens[at++]?.text ?? '';
      if ((operator === 'not' && take('in')) || (operator === 'is' && take('not')))
        operator = operator === 'not' ? 'not in' : 'is not';
      left = compared(operator, left, operation(0, depth));
    }
    return left;
  };
  const operation = (least: number, depth: number): PythonValue => {
    if (depth > deepest) return ternary(depth);
    let left = unary(depth);
    for (;;) {
      const operator = tokens[at]?.kind === 'mark' ? (tokens[at]?.text ?? '') : '';
      const strength = Object.hasOwn(binary, operator) ? (binary[operator] ?? 0) : 0;
      if (strength <= least || operators++ > mostOperators) return left;
      at++;
      left = combined(operator, left, operation(strength, depth + 1));
    }
  };
  const unary = (depth: number): PythonValue => {
    let negative = false;
    for (; mark('-') || mark('+') || mark('~') || mark('*') || mark('**'); at++) if (mark('-')) negative = !negative;
    const value = postfix(depth);
    return negative && value.kind === 'number' ? { ...value, text: `-${value.text}` } : value;
  };

  const postfix = (depth: number): PythonValue => {
    let value = atom(depth);
    for (; at < tokens.length;) {
      if (take('.')) {
        const attribute = tokens[at++]?.text ?? '';
        if (mark('(')) value = call(value, attribute, depth);
        else
          value =
            value.kind === 'name'
              ? { ...value, text: `${value.text}.${attribute}` }
              : unknown(value.line, value.environment);
      } else if (mark('(')) value = call(value, undefined, depth);
      else if (take('[')) {
        const environment =
          value.environment === true || (value.kind === 'name' && /(?:^|\.)environ$/.test(value.text));
        leave();
        value = unknown(value.line, environment);
      } else break;
    }
    // A name is looked up only here, so that `os.environ` stays a name.
    return value.kind === 'name' ? (names(value.text) ?? value) : value;
  };
  const call = (target: PythonValue, method: string | undefined, depth: number): PythonValue => {
    at++;
    const positional: PythonValue[] = [];
    const keywords: [string, PythonValue][] = [];
    let open = false;
    while (at < tokens.length && !mark(')')) {
      const start = at;
      if (tokens[at]?.kind === 'name' && tokens[at + 1]?.text === '=' && tokens[at + 1]?.kind === 'mark') {
        const name = tokens[at]?.text ?? '';
        at += 2;
        keywords.push([name, ternary(depth + 1)]);
      } else {
        open ||= mark('*') || mark('**');
        positional.push(ternary(depth + 1));
      }
      if (take(',')) continue;
      if (mark(')') || at >= tokens.length) break;
      // A comprehension, or nothing understood.
      open = true;
      leave();
      return pythonCall(
        target,
        method,
        { positional: positional.map(({ line: where }) => unknown(where)), keywords, open },
        tokens[start]?.line ?? 1,
      );
    }
    take(')');
    return pythonCall(target, method, { positional, keywords, open }, target.line);
  };

  const atom = (depth: number): PythonValue => {
    const token = tokens[at];
    if (token === undefined) return unknown(line());
    if (token.kind === 'text') {
      let text = '';
      let open = false;
      for (; tokens[at]?.kind === 'text'; at++) {
        text += tokens[at]?.text ?? '';
        open ||= tokens[at]?.open === true;
      }
      return open ? unknown(token.line) : scalar('text', text, token.line);
    }
    if (token.kind === 'mark' && ')]},:=;'.includes(token.text)) return unknown(token.line);
    at++;
    if (token.kind === 'number') return scalar('number', token.text, token.line);
    if (token.kind === 'name') {
      const constant = Object.hasOwn(constants, token.text) ? constants[token.text] : undefined;
      return constant
        ? scalar(constant[0], constant[1], token.line)
        : { kind: 'name', text: token.text, line: token.line };
    }
    if (token.text === '{') return braces(token.line, depth);
    if (token.text === '[' || token.text === '(')
      return list(token.text === '[' ? ']' : ')', token.line, depth, [], false);
    return unknown(token.line);
  };
  const list = (closer: string, where: number, depth: number, items: PythonValue[], partly: boolean): PythonValue => {
    let open = partly;
    let commas = items.length;
    while (at < tokens.length && !mark(closer)) {
      const starred = mark('*');
      const item = ternary(depth + 1);
      if (starred && item.kind === 'list') {
        items.push(...item.items.slice(0, Math.max(0, mostItems - items.length)));
        open ||= item.open || items.length >= mostItems;
      } else if (starred) open = true;
      else items.push(item);
      if (take(',')) commas++;
      else if (!mark(closer)) {
        leave();
        const comprehension: PythonValue = { kind: 'list', items: [], open: true, line: where };
        return closer === ')' ? unknown(where) : comprehension;
      }
    }
    take(closer);
    const [only] = items;
    return closer === ')' && commas === 0 && only !== undefined ? only : { kind: 'list', items, open, line: where };
  };
  const braces = (where: number, depth: number): PythonValue => {
    const entries: (readonly [string, PythonValue])[] = [];
    let open = false;
    while (at < tokens.length && !mark('}')) {
      const spread = mark('**');
      const key = ternary(depth + 1);
      if (spread && key.kind === 'dict') {
        entries.push(...key.entries.slice(0, Math.max(0, mostItems - entries.length)));
        open ||= key.open || entries.length >= mostItems;
      } else if (spread) open = true;
      else if (!take(':')) {
        take(',');
        return list('}', where, depth, [key], false);
      } else {
        const value = ternary(depth + 1);
        if (isScalar(key)) entries.push([key.text, value]);
        else open = true;
      }
      if (!take(',') && !mark('}')) {
        open = true;
        leave();
        return { kind: 'dict', entries, open, line: where };
      }
    }
    take('}');
    return { kind: 'dict', entries, open, line: where };
  };

  const value = ternary(0);
  if (!mark(',')) return { value, end: at };
  // A tuple without parentheses.
  const items = [value];
  while (take(',') && at < tokens.length && !mark('=')) items.push(ternary(0));
  return { value: { kind: 'list', items, open: false, line: value.line }, end: at };
}
