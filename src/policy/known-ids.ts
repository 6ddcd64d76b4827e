import { fieldOf } from '../read/document.ts';
import { type Places, type Keys, type Mistake, shortened, suggestion } from '../rules/mistakes.ts';
import { policyRuleIds } from './policy-rules.ts';

/** The ids that a policy may name: those of the catalogue and of the rules. */
export interface KnownIds {
  readonly technologies: readonly { readonly id: string; readonly name: string }[];
  readonly rules: readonly string[];
}

/** Finding the nearest of all ids is slow enough to be used against us. */
const mostSuggestions = 100;

/** Answers whether ids are known, and what was probably meant. One for each policy file. */
export interface IdCheck {
  /** What is wrong with the id of a technology; undefined if nothing. */
  technology(id: string): string | undefined;
  /** What is wrong with a rule's id or `family/*`; undefined if nothing. */
  rule(id: string): string | undefined;
}

/** `others`: the file names rules or policies of its own (`custom-rules`, `extends`), whose families cannot be known here. */
export function idCheck(known: KnownIds | undefined, others: boolean): IdCheck {
  const technologies = new Map(known?.technologies.map(({ id, name }) => [id, name]));
  const names = new Map(known?.technologies.map(({ id, name }) => [squeezed(name), id]));
  const rules = new Set([...(known?.rules ?? []), ...policyRuleIds]);
  const families = new Set([...rules].map(familyOf));
  let asked = 0;
  const near = (id: string, allowed: Iterable<string>): string => {
    asked += 1;
    return asked > mostSuggestions ? '' : suggestion(id, [...allowed]);
  };
  return {
    technology(id) {
      if (known === undefined || technologies.has(id)) return undefined;
      const named = names.get(squeezed(id));
      const hint = named === undefined ? near(id, technologies.keys()) : `. Did you mean "${named}"?`;
      return `unknown framework "${shortened(id)}"${hint || '.'} List them with: stack-audit policy ids`;
    },
    rule(id) {
      if (!/^[a-z][a-z0-9-]*\/(?:\*|[a-z0-9][a-z0-9-]*)$/.test(id)) {
        const hint = near(id, rules) || (families.has(id) ? `. Did you mean "${id}/*"?` : '');
        return `"${shortened(id)}" is not a rule${hint || '.'} Write family/name or family/*`;
      }
      if (known === undefined || rules.has(id)) return undefined;
      const family = familyOf(id);
      if (id.endsWith('/*') && families.has(family)) return undefined;
      if (others && !families.has(family) && suggestion(family, [...families]) === '') return undefined;
      const choices = id.endsWith('/*') ? [...families].map((one) => `${one}/*`) : [...rules];
      return `unknown rule "${shortened(id)}"${near(id, choices) || '.'} List them with: stack-audit rule list`;
    },
  };
}

/** The mistake at a value, or none: a check yields its message or nothing. */
export function atValue(places: Places, keys: Keys, message: string | undefined): Mistake[] {
  return message === undefined || message === '' ? [] : [{ path: places.path, ...places.valueAt(keys), message }];
}

/** The mistake at a key, or none. */
export function atKey(places: Places, keys: Keys, message: string | undefined): Mistake[] {
  return message === undefined ? [] : [{ path: places.path, ...places.keyAt(keys), message }];
}

/** The texts of a list with their keys; of a lone text too, where the schema allows one. What is no text is the schema's to report. */
export function textsAt(value: unknown, keys: readonly string[], alone = false): [Keys, string][] {
  const found = fieldOf(value, ...keys);
  if (alone && typeof found === 'string') return [[keys, found]];
  if (!Array.isArray(found)) return [];
  return found.flatMap((one: unknown, index): [Keys, string][] =>
    typeof one === 'string' ? [[[...keys, index], one]] : [],
  );
}

function familyOf(rule: string): string {
  return rule.split('/', 1)[0] ?? rule;
}

function squeezed(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9+#]/g, '');
}
