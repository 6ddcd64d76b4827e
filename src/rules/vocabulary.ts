import { Environment } from '@marcbachmann/cel-js';
import { RE2JS } from '@bufbuild/re2';
import type { Subject } from '../model/rule.ts';
import type { FactContext, FactType } from './fact-type.ts';
import { factTypes } from './facts/index.ts';
import { subjectKinds } from './subjects.ts';

/** The CEL environment of the rules, and the way from a model value to what an expression sees of it. */
export interface Vocabulary {
  /** An environment that knows the variable of this subject besides `component`, `repository` and `today`. */
  environmentFor(subject: Subject): Environment;
  /** The names of all fields of all fact types. */
  readonly fields: readonly { readonly name: string }[];
  /** Wraps a subject as its fact type, so that expressions can ask it. */
  wrap(type: string, subject: object, context: FactContext): object;
}

type Wrapper = new (subject: object, context: FactContext) => object;

const limits = { maxAstNodes: 400, maxDepth: 40, maxListElements: 200, maxMapEntries: 50, maxCallArguments: 8 };

let made: Vocabulary | undefined;

/** The one vocabulary; made when the first rule needs it. */
export function vocabulary(): Vocabulary {
  made ??= makeVocabulary();
  return made;
}

function makeVocabulary(): Vocabulary {
  const wrappers = new Map<string, Wrapper>();
  const root = new Environment({ limits });
  for (const type of inOrder(factTypes)) {
    const ctor = wrapperOf(type, wrappers);
    wrappers.set(type.name, ctor);
    const fields = Object.fromEntries(Object.entries(type.fields).map(([name, fact]) => [name, fact.type]));
    root.registerType(type.name, { ctor, fields });
  }
  for (const type of factTypes) registerMethods(root, type, wrappers);
  registerFunctions(root);
  root.registerVariable('component', 'Component', { description: 'The component that the subject belongs to.' });
  root.registerVariable('repository', 'Repository', { description: 'The whole repository.' });
  root.registerVariable('today', 'string', { description: 'The day of the audit, YYYY-MM-DD.' });
  const environments = new Map<Subject, Environment>();
  return {
    fields: factTypes.flatMap((type) => Object.keys(type.fields).map((name) => ({ name }))),
    environmentFor(subject) {
      const known = environments.get(subject);
      if (known) return known;
      const environment = root.clone();
      if (subject !== 'component' && subject !== 'repository')
        environment.registerVariable(subject, subjectKinds[subject].type);
      environments.set(subject, environment);
      return environment;
    },
    wrap(type, subject, context) {
      const wrapper = wrappers.get(type);
      if (wrapper === undefined) throw new Error(`no fact type ${type}`);
      return new wrapper(subject, context);
    },
  };
}

/** A type can only be registered after those that its fields name. */
function inOrder(types: readonly FactType<never>[]): FactType<never>[] {
  const names = new Map(types.map((type) => [type.name, type]));
  const done = new Set<FactType<never>>();
  const visit = (type: FactType<never>, above: readonly string[]): void => {
    if (done.has(type) || above.includes(type.name)) return;
    for (const { type: of } of Object.values(type.fields)) {
      for (const name of of.match(/[A-Z]\w*/g) ?? []) {
        const used = names.get(name);
        if (used) visit(used, [...above, type.name]);
      }
    }
    done.add(type);
  };
  for (const type of types) visit(type, []);
  return [...done];
}

/**
 * A class whose getters compute each fact once, when an expression asks for it: CEL tells types apart by their constructor. The facts lie in a list
 * of their own, so that all objects of the class keep one shape.
 */
function wrapperOf(type: FactType<never>, wrappers: ReadonlyMap<string, Wrapper>): Wrapper {
  const wrapper = function (this: Record<symbol, unknown>, subject: object, context: FactContext) {
    this[subjectKey] = subject;
    this[contextKey] = context;
    this[factsKey] = [];
  } as unknown as Wrapper;
  for (const [position, [name, fact]] of Object.entries(type.fields).entries()) {
    const convert = converterOf(fact.type, wrappers);
    Object.defineProperty(wrapper.prototype, name, {
      get(this: Record<symbol, unknown>) {
        const facts = this[factsKey] as unknown[];
        const known = facts[position];
        if (known !== undefined) return known;
        const context = this[contextKey] as FactContext;
        return (facts[position] = convert(fact.of(this[subjectKey] as never, context), context));
      },
    });
  }
  return wrapper;
}

const subjectKey = Symbol('subject');
const contextKey = Symbol('context');
const factsKey = Symbol('facts');

type Converter = (value: unknown, context: FactContext) => unknown;

/** How values of a type become what CEL takes them for. Types may name one another: a wrapper is looked for when the first value comes. */
function converterOf(type: string, wrappers: ReadonlyMap<string, Wrapper>): Converter {
  if (type === 'int') return (value) => BigInt(Math.trunc(value as number));
  const element = /^list<(.+)>$/.exec(type)?.[1];
  if (element !== undefined) {
    const convert = converterOf(element, wrappers);
    return (value, context) => (value as readonly unknown[]).map((one) => convert(one, context));
  }
  return (value, context) => {
    const wrapper = wrappers.get(type);
    return wrapper ? new wrapper(value as object, context) : value;
  };
}

function registerMethods(root: Environment, type: FactType<never>, wrappers: ReadonlyMap<string, Wrapper>): void {
  for (const [name, method] of Object.entries(type.methods ?? {})) {
    const convert = converterOf(method.returns, wrappers);
    root.registerFunction({
      name,
      receiverType: type.name,
      returnType: method.returns,
      description: method.doc,
      params: method.parameters.map((parameter, position) => ({ name: `value${position + 1}`, type: parameter })),
      handler: (receiver: Record<symbol, unknown>, ...values: unknown[]) => {
        const context = receiver[contextKey] as FactContext;
        return convert(method.of(receiver[subjectKey] as never, context, ...(values as never[])), context);
      },
    });
  }
}

function registerFunctions(root: Environment): void {
  // Many subjects share one text, such as the commands of one RUN: the last answer of each pattern is kept, or a long text would be searched once for each.
  const patterns = new Map<string, { readonly pattern: RE2JS; text?: string; found: boolean }>();
  root.registerFunction({
    name: 'regex',
    returnType: 'bool',
    description: 'The pattern (RE2 syntax) is found in the text. Linear time, whatever the pattern.',
    params: [
      { name: 'text', type: 'string' },
      { name: 'pattern', type: 'string' },
    ],
    handler: (text: string, pattern: string) => {
      const known = patterns.get(pattern) ?? { pattern: new RE2JS(pattern), found: false };
      patterns.set(pattern, known);
      if (known.text !== text) Object.assign(known, { text, found: known.pattern.test(text) });
      return known.found;
    },
  });
  root.registerFunction({
    name: 'lower',
    receiverType: 'string',
    returnType: 'string',
    description: 'The text in lower case.',
    params: [],
    handler: (text: string) => text.toLowerCase(),
  });
}
