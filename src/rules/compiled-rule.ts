import type { Rule, Severity } from '../model/rule.ts';
import { type Expression, type ExpressionError, compile, isExpressionError } from './expression.ts';

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
  const expression = (field: string, text: string, type: string): Expression => {
    const compiled = compile(text, rule.for, type);
    if (!isExpressionError(compiled)) return compiled;
    errors.push({ field, ...compiled });
    return () => undefined;
  };
  const sentence = (field: 'title' | 'message' | 'fix'): Words =>
    words(rule[field], (text, offset) => {
      const compiled = compile(text, rule.for, 'string', 'int');
      if (!isExpressionError(compiled)) return compiled;
      errors.push({ field, message: compiled.message, offset: offset + compiled.offset });
      return () => '';
    });
  const compiled: CompiledRule = {
    rule,
    when: expression('when', rule.when, 'bool'),
    severities: rule['severity-if'].map(({ when, severity }, position) => ({
      when: expression(`severity-if.${position}.when`, when, 'bool'),
      severity,
    })),
    title: sentence('title'),
    message: sentence('message'),
    fix: sentence('fix'),
    ...(rule.at !== undefined && { at: expression('at', rule.at, 'Location') }),
    ...(rule.related !== undefined && { related: expression('related', rule.related, 'list<Location>') }),
  };
  return errors.length > 0 ? errors : compiled;
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
