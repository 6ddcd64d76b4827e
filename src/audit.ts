import type { Catalogue } from './model/catalogue.ts';
import type { Finding } from './model/finding.ts';
import type { Report } from './model/report.ts';
import type { Tree } from './model/tree.ts';
import { decide } from './policy/decide.ts';
import { invalidPolicyFindings } from './policy/invalid-policy.ts';
import { type Policy, isOut, policyFor } from './policy/policy.ts';
import { readers } from './read/index.ts';
import { type ReadingCache, readTree } from './read/read.ts';
import { comparePolicies, unreadablePolicy } from './report/policy-preview.ts';
import { withRecipes } from './report/recipes.ts';
import { type Audited, reportOf } from './report/report.ts';
import type { CompiledRule } from './rules/compiled-rule.ts';
import { evaluate } from './rules/evaluate.ts';
import { factContext } from './rules/fact-context.ts';
import type { Mistake } from './rules/mistakes.ts';
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
  /** The policy that a pull request brings, if it is another than the one that decides. */
  readonly preview?: PreviewedPolicy;
}

/** A policy that does not decide yet, or the mistakes that keep it from being read. */
export type PreviewedPolicy = { readonly source: string } & (
  | { readonly policy: Policy; readonly rules: readonly CompiledRule[] }
  | { readonly mistakes: readonly Mistake[] }
);

/** The whole flow: a tree in, a report out. Pure and synchronous; the same arguments give the same report. */
export function audit(tree: Tree, options: AuditOptions): Report {
  const cache: ReadingCache = new Map();
  const { preview } = options;
  if (preview === undefined) return judged(tree, options, cache);
  if ('mistakes' in preview) {
    const unreadable = invalidPolicyFindings(preview.mistakes, options.policy);
    const report = judged(tree, options, cache, unreadable);
    return { ...report, policyPreview: unreadablePolicy(preview.mistakes, preview.source) };
  }
  const { policy, rules, source } = preview;
  const [now, then] = [judged(tree, options, cache), judged(tree, { ...options, policy, rules }, cache)];
  const policyPreview = comparePolicies({ ...now, policy: options.policy }, { ...then, policy }, source);
  return { ...now, policyPreview };
}

function judged(tree: Tree, options: AuditOptions, cache: ReadingCache, also: readonly Finding[] = []): Report {
  const head = auditTree(tree, options, cache);
  const base = options.base && {
    audited: auditTree(options.base.tree, options, cache),
    revision: options.base.revision,
  };
  const findings = [...head.findings, ...also];
  const report = reportOf({ ...head, findings }, { ...options, rules: options.rules.length, base });
  const { paths } = tree;
  const { lifecycles } = options.catalogue;
  const text = (path: string): string | undefined => tree.text(path);
  return withRecipes(report, { components: head.components, lifecycles, paths, text, today: options.today });
}

function auditTree(tree: Tree, { catalogue, rules, policy, today }: AuditOptions, cache: ReadingCache): Audited {
  const readings = indexReadings(readTree(tree, readers, cache), tree.paths);
  const stack = stackOf(readings, catalogue);
  const components = stack.components.filter(({ path }) => !isOut(policy, path));
  const context = factContext({
    catalogue,
    components,
    paths: tree.paths,
    text: (path) => tree.text(path),
    today,
    patience: (path) => policyFor(policy, path),
  });
  const dormant = new Set(rules.flatMap(({ rule }) => (rule.off === true ? [rule.id] : [])));
  const findings = decide({ found: evaluate(rules, context), components, policy, today, tree, dormant });
  const diagnostics = [...readings.all.flatMap((reading) => reading.diagnostics), ...stack.diagnostics];
  return {
    components,
    findings,
    diagnostics: diagnostics.filter(({ at }) => !isOut(policy, at.path)),
    skipped: [...tree.skipped, ...readings.aside.skipped].filter(({ path }) => !isOut(policy, path)),
    files: readings.all.length,
  };
}
