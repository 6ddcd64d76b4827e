import type { Rule, Severity } from '../model/rule.ts';
import { type Expression, type ExpressionError, checkedExpression, compile, isExpressionError } from './expression.ts';

/** A rule that is ready to judge. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly when: Expression;
  readonly severities: readonly { readonly when: Expression; readonly severity: Severity }[];
  readonly title: Words;
  readonly message: Words;
  readonly fix: Words;
  readonly at?: Expression;
  readonly related?: Expression;
}

/** A sentence with placeholders, filled in for one subject. */
export type Words = (variables: Readonly<Record<string, unknown>>) => string;

/** An expression of a rule that does not compile: the field it stands in and what is wrong with it there. */
export interface RuleError extends ExpressionError {
  readonly field: string;
}

/** Compiles every expression and placeholder of a rule, or lists all that is wrong with them. */
export function compileRule(rule: Rule): CompiledRule | RuleError[] {
  const errors: RuleError[] = [];
  const compiled = assemble(rule, (field, text, offset, types) => {
    const made = compile(text, rule.for, ...types);
    if (!isExpressionError(made)) return made;
    errors.push({ field, message: made.message, offset: offset + made.offset });
    return () => '';
  });
  return errors.length > 0 ? errors : compiled;
}

/** A rule that was compiled before, when it shipped: each of its expressions is read when it is first asked, if ever. */
export function checkedRule(rule: Rule): CompiledRule {
  return assemble(rule, (_field, text) => checkedExpression(text, rule.for));
}

/** Makes an expression of the text that stands in a field from `offset` on, of one of these types. */
type Maker = (field: string, text: string, offset: number, types: readonly string[]) => Expression;

function assemble(rule: Rule, make: Maker): CompiledRule {
  const sentence = (field: 'title' | 'message' | 'fix'): Words =>
    words(rule[field], (text, offset) => make(field, text, offset, ['string', 'int']));
  return {
    rule,
    when: make('when', rule.when, 0, ['bool']),
    severities: rule['severity-if'].map(({ when, severity }, position) => ({
      when: make(`severity-if.${position}.when`, when, 0, ['bool']),
      severity,
    })),
    title: sentence('title'),
    message: sentence('message'),
    fix: sentence('fix'),
    ...(rule.at !== undefined && { at: make('at', rule.at, 0, ['Location']) }),
    ...(rule.related !== undefined && { related: make('related', rule.related, 0, ['list<Location>']) }),
  };
}

/** Splits a sentence at its placeholders, `{expression}`. `{{` and `}}` stand for braces. */
function words(text: string, placeholder: (expression: string, offset: number) => Expression): Words {
  const parts: (string | Expression)[] = [];
  let plain = '';
  for (let at = 0; at < text.length; at++) {
    const two = text.slice(at, at + 2);
    const end = text.indexOf('}', at);
    if (two === '{{' || two === '}}') {
      plain += two[0];
      at++;
    } else if (text[at] === '{' && end > at) {
      parts.push(plain, placeholder(text.slice(at + 1, end), at + 1));
      plain = '';
      at = end;
    } else plain += text[at];
  }
  parts.push(plain);
  return (variables) => parts.map((part) => (typeof part === 'string' ? part : String(part(variables)))).join('');
}
