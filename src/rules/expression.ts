import type { ASTNode } from '@marcbachmann/cel-js';
import { RE2JS } from '@bufbuild/re2';
import { closest, distance } from 'fastest-levenshtein';
import type { Subject } from '../model/rule.ts';
import { parseBand } from '../versions/band.ts';
import { vocabulary } from './vocabulary.ts';

/** A checked expression, ready to be asked. It never throws for subjects of the vocabulary; if the engine does, the error is ours. */
export type Expression = (variables: Readonly<Record<string, unknown>>) => unknown;

/** What is wrong with an expression, and where in its text it starts. */
export interface ExpressionError {
  readonly message: string;
  readonly offset: number;
}

const deepestLoops = 2;
const loops = new Set(['exists', 'all', 'exists_one', 'filter', 'map']);
const bandMethods = new Set(['in_band', 'resolved_in', 'at_most_in']);

/** Parses an expression, checks it against the vocabulary of the subject and the types it may have, and refuses what could run long. */
export function compile(text: string, subject: Subject, ...types: readonly string[]): Expression | ExpressionError {
  const environment = vocabulary().environmentFor(subject);
  try {
    const parsed = environment.parse(text);
    const refused = lint(parsed.ast, 0);
    if (refused) return refused;
    const checked = parsed.check();
    if (!checked.valid) return explain(checked.error, environment.getDefinitions());
    if (!types.includes(checked.type ?? ''))
      return { message: `it must be of type ${types.join(' or ')}; this is ${checked.type}`, offset: 0 };
    return parsed;
  } catch (error) {
    return explain(error, environment.getDefinitions());
  }
}

/** An expression that `compile` took before: parsed and typed when it is first asked. If it no longer compiles, the error is ours. */
export function checkedExpression(text: string, subject: Subject): Expression {
  let ready: Expression | undefined;
  return (variables) => (ready ??= typed(text, subject))(variables);
}

function typed(text: string, subject: Subject): Expression {
  const parsed = vocabulary().environmentFor(subject).parse(text);
  const { valid, error } = parsed.check();
  if (!valid) throw error ?? new Error(`not an expression: ${text}`);
  return parsed;
}

/** Whether compiling failed. */
export function isExpressionError(compiled: Expression | ExpressionError): compiled is ExpressionError {
  return typeof compiled === 'object';
}

/** Looks for what the type checker lets pass and we do not: backtracking patterns, `has()`, deep loops, literal arguments that can never work. */
function lint(node: ASTNode, depth: number): ExpressionError | undefined {
  const refuse = (message: string): ExpressionError => ({ message, offset: node.start });
  if (node.op === 'call' && node.args[0] === 'has')
    return refuse('has() is not needed: facts are never absent. Compare with "" or use a field such as known');
  if ((node.op === 'rcall' || node.op === 'call') && node.args[0] === 'matches')
    return refuse('matches() is not allowed, its patterns can run for minutes. Use regex(text, "pattern")');
  const isLoop = node.op === 'rcall' && loops.has(node.args[0]);
  if (isLoop && depth >= deepestLoops) return refuse(`loops may be nested at most ${deepestLoops} deep`);
  if (node.op === 'call' && node.args[0] === 'regex') {
    const problem = patternProblem(node.args[1][1]);
    if (problem !== undefined) return refuse(problem);
  }
  if (node.op === 'rcall' && bandMethods.has(node.args[0])) {
    const literal = literalOf(node.args[2][0]);
    const band = literal === undefined ? undefined : parseBand(literal);
    if (band && 'error' in band) return refuse(`"${literal}" is not a version band: ${band.error}`);
  }
  for (const child of childrenOf(node)) {
    const found = lint(child, isLoop ? depth + 1 : depth);
    if (found) return found;
  }
  return undefined;
}

function patternProblem(node: ASTNode | undefined): string | undefined {
  const pattern = literalOf(node);
  if (pattern === undefined) return 'the pattern of regex() must be a literal text';
  try {
    return void new RE2JS(pattern);
  } catch (error) {
    return `"${pattern}" is not a pattern that RE2 takes: ${(error as Error).message}`;
  }
}

function literalOf(node: ASTNode | undefined): string | undefined {
  return node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined;
}

function childrenOf(node: ASTNode): ASTNode[] {
  const found: ASTNode[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) visit(one);
    else if (typeof value === 'object' && value !== null && 'op' in value) found.push(value as ASTNode);
  };
  visit(node.args);
  return found;
}

interface Definitions {
  readonly variables: readonly { readonly name: string }[];
  readonly functions: readonly { readonly name: string }[];
}

function explain(error: unknown, definitions: Definitions): ExpressionError {
  const { summary, message, range } = error as { summary?: string; message?: string; range?: { start: number } };
  const text = (summary ?? message ?? 'not understood').split('\n', 1)[0]?.replace(/\.$/, '') ?? '';
  return { message: text + hint(text, definitions), offset: range?.start ?? 0 };
}

function hint(text: string, { variables, functions }: Definitions): string {
  const unknown =
    /(?:No such key|Unknown variable): (\w+)/.exec(text)?.[1] ?? /overload for '(?:\w+\.)?(\w+)\(/.exec(text)?.[1];
  if (unknown === undefined)
    return /Unexpected character: '[a-z]'/.test(text) ? ' (CEL writes && for and, || for or, ! for not)' : '';
  const pool = text.startsWith('Unknown variable') ? variables : text.includes('overload') ? functions : fieldNames();
  const near = closest(
    unknown,
    pool.map(({ name }) => name),
  );
  return near !== undefined && near !== unknown && distance(unknown, near) <= 3 ? `. Did you mean "${near}"?` : '';
}

function fieldNames(): readonly { readonly name: string }[] {
  return vocabulary().fields;
}
