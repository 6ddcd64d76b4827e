import * as z from 'zod/mini';
import { Example } from './technology.ts';

export const Severity = z.enum(['error', 'warning', 'note']);
/** GitHub's own three levels. */
export type Severity = z.infer<typeof Severity>;

/** What a rule may judge, one item at a time; the variable in `when` bears the same name. */
export const Subject = z.enum([
  'repository',
  'component',
  'technology',
  'dependency',
  'runtime',
  'setting',
  'command',
  'image',
  'stage',
  'instruction',
  'step',
  'workload',
  'build',
  'secret',
]);
export type Subject = z.infer<typeof Subject>;

/** The article's claims (docs/article.md). */
export const Claim = z.enum([
  'security',
  'scalability',
  'performance',
  'modularity',
  'containers',
  'delivery',
  'typed',
  'maturity',
  'familiarity',
  'community',
]);

/** One rule, one file: what it judges, the predicate, the words, and the examples that prove it. */
export const Rule = z.strictObject({
  /** `family/defect`: it names the defect, so that it reads well after "allow". */
  id: z
    .string()
    .check(
      z.regex(
        /^[a-z][a-z0-9-]*\/[a-z0-9][a-z0-9-]*$/,
        'write family/defect in lower case, for example container/runs-as-root',
      ),
    ),
  title: z.string(),
  for: Subject,
  /** CEL, of type bool. */
  when: z.string(),
  severity: Severity,
  /** CEL, of type bool: when it holds, the finding is one of `severity-if.severity` instead. First match wins. */
  'severity-if': z._default(z.array(z.strictObject({ when: z.string(), severity: Severity })), []),
  confidence: z._default(z.enum(['certain', 'likely', 'possible']), 'certain'),
  /** Placeholders in braces are CEL expressions. */
  message: z.string(),
  why: z.string(),
  fix: z.string(),
  /** CEL, of type Location: where the finding stands, if not at the subject itself. */
  at: z.optional(z.string()),
  /** CEL, of type list<Location>: other places that belong to it. */
  related: z.optional(z.string()),
  references: z.array(z.string()).check(z.minLength(1)),
  article: Claim,
  /** Roles of the components that the rule asks, if not the usual ones of its subject. */
  roles: z.optional(z.array(z.enum(['service', 'library', 'frontend', 'example', 'test', 'template']))),
  /** Ids of the same check in other tools, whose skip comments are honoured: hadolint, checkov, trivy, kics, buildkit, kube-linter. */
  same: z._default(z.record(z.string(), z.array(z.string())), {}),
  /** Not judged unless the policy gives it a severity. */
  off: z.optional(z.boolean()),
  example: z.array(Example).check(z.minLength(2)),
});
export type Rule = z.infer<typeof Rule>;
