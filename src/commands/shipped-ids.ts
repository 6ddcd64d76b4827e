import type { KnownIds } from '../policy/known-ids.ts';
import { shippedCatalogue, shippedRules } from '../shipped.ts';

let ids: KnownIds | undefined;

/** The ids of the catalogue and the rules of this version, which a policy may name. */
export function shippedIds(): KnownIds {
  ids ??= { technologies: shippedCatalogue().technologies, rules: shippedRules().map(({ rule }) => rule.id) };
  return ids;
}
