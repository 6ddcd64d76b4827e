import type { Catalogue } from './model/catalogue.ts';
import type { Report } from './model/report.ts';
import type { Tree } from './model/tree.ts';
import { decide } from './policy/decide.ts';
import { type Policy, isOut, policyFor } from './policy/policy.ts';
import { readers } from './read/index.ts';
import { type ReadingCache, readTree } from './read/read.ts';
import { type Audited, reportOf } from './report/report.ts';
import type { CompiledRule } from './rules/compiled-rule.ts';
import { evaluate } from './rules/evaluate.ts';
import { factContext } from './rules/fact-context.ts';
import { stackOf } from './stack/components.ts';
import { indexReadings } from './stack/readings.ts';

export interface AuditOptions {
  readonly catalogue: Catalogue;
  readonly rules: readonly CompiledRule[];
  readonly policy: Policy;
  readonly policySource?: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly tool: { readonly name: string; readonly version: string };
  /** The state to compare with: only what is not there already counts as new. */
  readonly base?: { readonly tree: Tree; readonly revision: string };
  /** Why there is no base although one was asked for. */
  readonly notCompared?: string;
}

/** The whole flow: a tree in, a report out. Pure and synchronous; the same arguments give the same report. */
export function audit(tree: Tree, options: AuditOptions): Report {
  const cache: ReadingCache = new Map();
  const head = auditTree(tree, options, cache);
  const base = options.base && {
    audited: auditTree(options.base.tree, options, cache),
    revision: options.base.revision,
  };
  return reportOf(head, { ...options, rules: options.rules.length, base });
}

function auditTree(tree: Tree, { catalogue, rules, policy, today }: AuditOptions, cache: ReadingCache): Audited {
  const readings = readTree(tree, readers, cache);
  const stack = stackOf(indexReadings(readings, tree.paths), catalogue);
  const components = stack.components.filter(({ path }) => !isOut(policy, path));
  const context = factContext({
    catalogue,
    components,
    paths: tree.paths,
    today,
    patience: (path) => policyFor(policy, path),
  });
  const dormant = new Set(rules.flatMap(({ rule }) => (rule.off === true ? [rule.id] : [])));
  const findings = decide({ found: evaluate(rules, context), components, policy, today, tree, dormant });
  const diagnostics = [...readings.flatMap((reading) => reading.diagnostics), ...stack.diagnostics];
  return {
    components,
    findings,
    diagnostics: diagnostics.filter(({ at }) => !isOut(policy, at.path)),
    skipped: tree.skipped.filter(({ path }) => !isOut(policy, path)),
    files: readings.length,
  };
}
