import { readFileSync } from 'node:fs';
import type { Catalogue } from './model/catalogue.ts';
import type { Rule } from './model/rule.ts';
import { type CompiledRule, checkedRule } from './rules/compiled-rule.ts';

let catalogue: Catalogue | undefined;
let rules: readonly CompiledRule[] | undefined;

/** The facts that ship with this version, as `npm run build` has checked and gathered them. Read once. */
export function shippedCatalogue(): Catalogue {
  catalogue ??= { technologies: data('technologies'), lifecycles: data('lifecycles'), images: data('images') };
  return catalogue;
}

/** The rules that ship with this version. Read once. */
export function shippedRules(): readonly CompiledRule[] {
  rules ??= data<Rule[]>('rules').map(checkedRule);
  return rules;
}

/** src/ and dist/ lie side by side, so that the same path is right from both. */
function data<Value>(name: string): Value {
  return JSON.parse(readFileSync(new URL(`../dist/data/${name}.json`, import.meta.url), 'utf8')) as Value;
}
