import type { Role } from '../model/component.ts';
import type { Rule, Subject } from '../model/rule.ts';

/** Images and what runs them are judged by what they are, whoever they belong to: a front end's is deployed as well, and so is that of a library's program. */
const ofImages: ReadonlySet<Subject> = new Set<Subject>([
  'image',
  'stage',
  'instruction',
  'step',
  'build',
  'workload',
  'secret',
]);

/** Roles of the components that a rule asks: services alone, unless it says otherwise or is about images. */
export function askedRoles(rule: Pick<Rule, 'for' | 'roles'>): readonly Role[] {
  return rule.roles ?? (ofImages.has(rule.for) ? ['service', 'frontend', 'library'] : ['service']);
}
