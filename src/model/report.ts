import * as z from 'zod/mini';
import { Day } from './lifecycle.ts';
import { Severity } from './rule.ts';

const Location = z.object({
  path: z.string(),
  line: z.optional(z.int()),
  column: z.optional(z.int()),
  endLine: z.optional(z.int()),
});
const text = z.string();
const maybe = z.nullable(z.string());

export const ReportedTechnology = z.object({
  id: text,
  kind: text,
  name: text,
  /** It lies beneath another framework of the component. */
  layer: z.boolean(),
  under: z.nullable(text),
  version: z.object({ declared: maybe, resolved: maybe }),
  at: Location,
});
export type ReportedTechnology = z.infer<typeof ReportedTechnology>;

export const ReportedImage = z.object({
  at: Location,
  target: maybe,
  base: maybe,
  user: maybe,
  /** null: cannot be told. */
  runsAsRoot: z.nullable(z.boolean()),
  multiStage: z.boolean(),
  healthcheck: z.boolean(),
  /** null: the image has no start command of its own. */
  execForm: z.nullable(z.boolean()),
  role: text,
});
export type ReportedImage = z.infer<typeof ReportedImage>;

export const ReportedComponent = z.object({
  path: text,
  name: text,
  role: z.enum(['service', 'library', 'frontend', 'example', 'test', 'template']),
  roleReasons: z.array(text),
  language: maybe,
  technologies: z.array(ReportedTechnology),
  images: z.array(ReportedImage),
});
export type ReportedComponent = z.infer<typeof ReportedComponent>;

export const ReportedFinding = z.object({
  rule: text,
  severity: Severity,
  status: z.enum(['new', 'existing', 'fixed']),
  component: text,
  title: text,
  message: text,
  fix: text,
  at: Location,
  related: z.array(Location),
  fingerprint: text,
  /** It is what makes the check fail. */
  blocking: z.boolean(),
  technology: maybe,
  waiver: z.nullable(
    z.object({
      by: z.enum(['exception', 'comment']),
      reason: text,
      owner: maybe,
      expires: z.nullable(Day),
      ticket: maybe,
      at: Location,
    }),
  ),
  patch: z.nullable(
    z.object({
      path: text,
      line: z.int(),
      remove: z.int(),
      removed: z.array(text),
      insert: z.array(text),
      create: z.optional(z.boolean()),
    }),
  ),
});
export type ReportedFinding = z.infer<typeof ReportedFinding>;

/** How a component's technologies differ from the base. `before` is null for a new component, `after` for one that is gone. */
export const StackChange = z.object({
  component: text,
  movedFrom: maybe,
  before: z.nullable(z.array(z.object({ id: text, name: text, version: maybe }))),
  after: z.nullable(z.array(z.object({ id: text, name: text, version: maybe }))),
});
export type StackChange = z.infer<typeof StackChange>;

const PreviewedFinding = z.object({ rule: text, component: text, title: text, severity: Severity, at: Location });

/** What the policy that a pull request brings would change once it is merged. It decides nothing before. */
export const PolicyPreview = z.object({
  source: text,
  /** Mistakes that keep it from being read; with them the rest is empty. */
  mistakes: z.array(z.object({ path: text, line: z.int(), column: z.optional(z.int()), message: text })),
  /** Findings that would count and do not now, and those that would no longer. */
  added: z.array(PreviewedFinding),
  removed: z.array(PreviewedFinding),
  /** Findings that would count at another severity. */
  changed: z.array(z.object({ ...PreviewedFinding.def.shape, before: Severity })),
  /** Values that differ, by their key in the file; null: not set. */
  values: z.array(z.object({ key: text, before: maybe, after: maybe })),
  /** Exceptions that appear and disappear. */
  exceptions: z.object({
    added: z.array(z.object({ target: text, reason: text, owner: text, expires: Day, at: Location })),
    removed: z.array(z.object({ target: text, reason: text, owner: text, expires: Day, at: Location })),
  }),
  verdict: z.enum(['pass', 'warn', 'fail']),
});
export type PolicyPreview = z.infer<typeof PolicyPreview>;

/** All that an output sees, and what `--format json` prints: a contract, versioned by `version`. The published JSON Schema is made of it. */
export const Report = z.object({
  version: z.literal(1),
  tool: z.object({ name: text, version: text }),
  /** The day for which the audit was made: end of life and exceptions depend on it. */
  asOf: Day,
  components: z.array(ReportedComponent),
  findings: z.array(ReportedFinding),
  changes: z.array(StackChange),
  diagnostics: z.array(z.object({ message: text, at: Location })),
  skipped: z.array(z.object({ path: text, reason: text })),
  counts: z.object({
    blocking: z.int(),
    new: z.int(),
    existing: z.int(),
    fixed: z.int(),
    accepted: z.int(),
    files: z.int(),
    rules: z.int(),
  }),
  /** `warn`: it would fail if the policy's mode were `enforce`. */
  verdict: z.enum(['pass', 'warn', 'fail']),
  failOn: z.enum(['error', 'warning', 'note', 'never']),
  /** The commit or revision it was compared with; null when the whole repository counts as new. */
  comparedWith: maybe,
  /** Said when a comparison was asked for and could not be made. */
  notCompared: maybe,
  policy: z.nullable(z.object({ source: text })),
  /** Files for services that are new without an image: three at most. */
  recipes: z.optional(
    z.array(
      z.object({
        component: text,
        /** The directory to build from, empty for the root; null: the component's own. */
        context: maybe,
        dockerfile: text,
        dockerignore: text,
        notes: z.array(text),
      }),
    ),
  ),
  /** Set when the pull request changes the policy. */
  policyPreview: z.nullable(PolicyPreview),
});
export type Report = z.infer<typeof Report>;
