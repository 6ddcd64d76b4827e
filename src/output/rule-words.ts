import type { Rule, Severity } from '../model/rule.ts';
import { policyRules } from '../policy/policy-rules.ts';

/** What a rule says of itself, wherever it finds something. */
export interface RuleWords {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly string[];
  readonly confidence?: Rule['confidence'];
}

/** The rules by id, those that the policy judges by among them. */
export function rulesById(rules: readonly RuleWords[]): ReadonlyMap<string, RuleWords> {
  return new Map<string, RuleWords>([...policyRules, ...rules].map((rule) => [rule.id, rule]));
}

/** Placeholders as readers see them: `{image.user}` becomes `…`. */
export function withoutPlaceholders(text: string): string {
  return text.replace(/\{[^{}]*\}/g, '…').replace(/…(?: …)+/g, '…');
}

/** References that a browser may be sent to; a rule of one's own may name anything. */
export function webReferences({ references }: Pick<RuleWords, 'references'>): string[] {
  return references.filter((reference) => /^https?:\/\/[^\s"'<>\\^`{|}]+$/.test(reference));
}
