import type { Profile } from '../model/setting.ts';
import { profileOf } from './profile.ts';
import { pythonExpression } from './python-expression.ts';
import { type PythonLine, type PythonToken, pythonLines } from './python-tokens.ts';
import { type PythonValue, combined } from './python-values.ts';

/** One assignment at the top of a module, in a class, or in a block of those; nothing of functions. */
export interface PythonAssignment {
  /** The name, then the keys of `NAME["key"]`. */
  readonly target: readonly string[];
  /** `+=` also stands for `.append`, `.insert`, `.extend` and `.update`. */
  readonly operator: '=' | '+=';
  readonly value: PythonValue;
  readonly line: number;
  readonly class?: PythonClass;
  /** What the conditions around it say of the environment; `unclear` if they depend on something else. */
  readonly when?: Profile | 'unclear';
}

export interface PythonClass {
  readonly name: string;
  readonly bases: readonly string[];
}

interface Block {
  readonly indent: number;
  readonly kind: 'function' | 'class' | 'condition' | 'other';
  readonly class?: PythonClass;
  readonly when?: Profile | 'unclear';
}

const opposite: Readonly<Partial<Record<Profile | 'unclear', Profile>>> = {
  development: 'production',
  production: 'development',
  test: 'base',
};
const mostDeep = 50;

/** The assignments of a Python file in their order, with what is known of their values. */
export function* pythonAssignments(text: string): Generator<PythonAssignment> {
  const blocks: Block[] = [];
  const names = new Map<string, PythonValue>();
  for (const line of pythonLines(text)) {
    let left: Block | undefined;
    while ((blocks.at(-1)?.indent ?? -1) >= line.indent) left = blocks.pop();
    const opened = blockOf(line, left?.indent === line.indent ? left : undefined);
    if (opened !== undefined && blocks.length < mostDeep) blocks.push(opened.block);
    if (blocks.some(({ kind }) => kind === 'function')) continue;
    const tokens = opened === undefined ? line.tokens : opened.rest;
    const inside = blocks.findLast(({ kind }) => kind === 'class')?.class;
    const when = blocks.reduce<Block['when']>(
      (known, block) => (known === 'unclear' ? known : (block.when ?? known)),
      undefined,
    );
    for (const made of assignments(tokens, (name) => names.get(name))) {
      yield { ...made, ...(inside && { class: inside }), ...(when && { when }) };
      const [name = '', ...keys] = made.target;
      const known = names.get(name);
      if (keys.length > 0 || inside !== undefined) continue;
      if (when === undefined)
        names.set(name, made.operator === '=' || known === undefined ? made.value : combined('+', known, made.value));
      else if (known === undefined) names.set(name, { kind: 'unknown', line: made.line });
    }
    if (opened !== undefined && opened.rest.length > 0) blocks.pop();
  }
}

/** The block that a line opens, and what stands behind its colon on the same line. */
function blockOf(
  { indent, tokens }: PythonLine,
  before: Block | undefined,
): { block: Block; rest: readonly PythonToken[] } | undefined {
  const word = tokens[0]?.kind === 'name' ? tokens[0].text : '';
  if (
    ![
      'if',
      'elif',
      'else',
      'for',
      'while',
      'with',
      'try',
      'except',
      'finally',
      'def',
      'async',
      'class',
      'match',
      'case',
    ].includes(word)
  )
    return undefined;
  const colon = closingColon(tokens);
  if (colon < 0) return undefined;
  const rest = tokens.slice(colon + 1);
  if (word === 'def' || word === 'async') return { block: { indent, kind: 'function' }, rest };
  if (word === 'class') {
    const bases = tokens
      .slice(2, colon)
      .filter(({ kind }) => kind === 'name')
      .map(({ text }) => text);
    return { block: { indent, kind: 'class', class: { name: tokens[1]?.text ?? '', bases } }, rest };
  }
  if (word === 'if' || word === 'elif')
    return { block: { indent, kind: 'condition', when: whenOf(tokens.slice(1, colon)) }, rest };
  if (word === 'else' && before?.kind === 'condition') {
    return { block: { indent, kind: 'condition', when: opposite[before.when ?? 'unclear'] ?? 'unclear' }, rest };
  }
  const unsure = word !== 'try' && word !== 'with' && word !== 'finally';
  return { block: { indent, kind: 'other', ...(unsure && { when: 'unclear' }) }, rest };
}

function closingColon(tokens: readonly PythonToken[]): number {
  let depth = 0;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    else if (text === ':' && depth === 0) return at;
  }
  return -1;
}

/** Which environment a condition asks for: `DEBUG`, `not DEBUG`, `ENV == "production"`, `"test" in sys.argv`. */
function whenOf(tokens: readonly PythonToken[]): Profile | 'unclear' {
  const words = new Set(tokens.filter(({ kind }) => kind === 'name').map(({ text }) => text.toLowerCase()));
  if (words.has('or') || words.has('and')) return 'unclear';
  const negated = words.has('not') !== tokens.some(({ kind, text }) => kind === 'mark' && text === '!=');
  const turned = (profile: Profile): Profile | 'unclear' => (negated ? (opposite[profile] ?? 'unclear') : profile);
  for (const { kind, text } of tokens) {
    const profile = kind === 'text' && text.length < 30 ? profileOf(text) : 'base';
    if (profile !== 'base') return turned(profile);
  }
  for (const name of words) {
    if (/(?:^|_)(?:debug|develop|development|dev|local)(?:_|$)/.test(name)) return turned('development');
    if (/(?:^|_)(?:test|tests|testing)(?:_|$)/.test(name)) return turned('test');
    if (/(?:^|_)(?:prod|production)(?:_|$)/.test(name)) return turned('production');
  }
  return 'unclear';
}

type Made = Pick<PythonAssignment, 'target' | 'operator' | 'value' | 'line'>;

function* assignments(
  tokens: readonly PythonToken[],
  names: (name: string) => PythonValue | undefined,
): Generator<Made> {
  const targets: { target: string[]; line: number }[] = [];
  for (let at = 0; at < tokens.length;) {
    const read = targetAt(tokens, at);
    if (read === undefined) break;
    const { target, end } = read;
    const line = tokens[at]?.line ?? 1;
    const operator = tokens[end]?.kind === 'mark' ? tokens[end]?.text : undefined;
    const method = operator === '.' ? tokens[end + 1]?.text : undefined;
    if (operator === '=' || operator === ':') {
      targets.push({ target, line });
      at = operator === '=' ? end + 1 : afterAnnotation(tokens, end);
      if (at < 0) return;
      continue;
    }
    if (operator === '+=' || operator === '|=')
      yield { target, operator: '+=', value: pythonExpression(tokens, end + 1, names).value, line };
    else if (method !== undefined && /^(?:append|insert|extend|update|add)$/.test(method) && targets.length === 0) {
      yield { target, operator: '+=', value: added(tokens, end + 2, method, names), line };
    }
    break;
  }
  if (targets.length === 0) return;
  const last = lastAssignment(tokens);
  const { value } = pythonExpression(tokens, last + 1, names);
  for (const { target, line } of targets) yield { target, operator: '=', value, line };
}

/** `NAME`, `self.name`-free dotted names and literal subscripts. */
function targetAt(tokens: readonly PythonToken[], from: number): { target: string[]; end: number } | undefined {
  if (tokens[from]?.kind !== 'name') return undefined;
  const target = [tokens[from].text];
  let end = from + 1;
  while (tokens[end]?.text === '.' && tokens[end + 1]?.kind === 'name' && tokens[end + 2]?.text !== '(') {
    target[0] += `.${tokens[end + 1]?.text ?? ''}`;
    end += 2;
  }
  while (tokens[end]?.text === '[' && tokens[end]?.kind === 'mark') {
    if (tokens[end + 1]?.kind !== 'text' || tokens[end + 2]?.text !== ']') return undefined;
    target.push(tokens[end + 1]?.text ?? '');
    end += 3;
  }
  return { target, end };
}

function afterAnnotation(tokens: readonly PythonToken[], colon: number): number {
  const equals = tokens.findIndex(({ kind, text }, at) => at > colon && kind === 'mark' && text === '=');
  return equals < 0 ? -1 : equals + 1;
}

/** The last `=` before the value, outside of brackets. */
function lastAssignment(tokens: readonly PythonToken[]): number {
  let depth = 0;
  let last = -1;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    else if (text === '=' && depth === 0) last = at;
  }
  return last;
}

function added(
  tokens: readonly PythonToken[],
  open: number,
  method: string,
  names: (name: string) => PythonValue | undefined,
): PythonValue {
  const argument =
    method === 'insert'
      ? tokens.findIndex(({ kind, text }, at) => at > open && kind === 'mark' && text === ',') + 1
      : open + 1;
  const { value } = pythonExpression(tokens, argument, names);
  if (method === 'extend' || method === 'update') return value;
  return { kind: 'list', items: [value], open: false, line: value.line };
}
