import { type AuditOptions, audit as auditWith } from './audit.ts';
import type { Report } from './model/report.ts';
import type { Tree, Wants } from './model/tree.ts';
import { defaultPolicy } from './policy/policy.ts';
import { readers } from './read/index.ts';
import { wantsOf } from './read/files.ts';
import { shippedCatalogue, shippedRules } from './shipped.ts';
import { version } from './version.ts';

export type { AuditOptions } from './audit.ts';
export type { Report } from './model/report.ts';
export type { Tree } from './model/tree.ts';
export type { Policy } from './policy/policy.ts';
export { memoryTree } from './tree/memory.ts';
export { commitTree } from './tree/commit.ts';
export { worktree } from './tree/worktree.ts';

/** Which files the readers want, and how large they may be: the second argument of `worktree` and `commitTree`. */
export const wants: Wants = (path) => (known ??= wantsOf(readers))(path);

let known: Wants | undefined;

/**
 * Audits a tree and returns the report that `--format json` prints. Whatever is left out of the options is taken as shipped:
 * catalogue, rules, an empty policy, and today's date.
 */
export function audit(tree: Tree, options: Partial<AuditOptions> = {}): Report {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  return auditWith(tree, {
    catalogue: shippedCatalogue(),
    rules: shippedRules(),
    policy: defaultPolicy,
    tool: { name: 'stack-audit', version },
    ...options,
    today,
  });
}
