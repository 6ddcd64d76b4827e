import { readFileSync } from 'node:fs';
import type { Catalogue } from './model/catalogue.ts';
import type { Rule } from './model/rule.ts';
import type { CompiledRule } from './rules/compiled-rule.ts';
import { compileShipped } from './rules/evaluate.ts';

/** The facts and rules that ship with this version, compiled by `npm run build`. */
export function shippedCatalogue(): Catalogue {
  return { technologies: data('technologies'), lifecycles: data('lifecycles'), images: data('images') };
}

export function shippedRules(): CompiledRule[] {
  return compileShipped(data<Rule[]>('rules'));
}

/** src/ and dist/ lie side by side, so that the same path is right from both. */
function data<Value>(name: string): Value {
  return JSON.parse(readFileSync(new URL(`../dist/data/${name}.json`, import.meta.url), 'utf8')) as Value;
}
