import * as z from 'zod/mini';
import { failOnLevels } from './fail-on.ts';
import { Day } from './lifecycle.ts';
import { Severity } from './rule.ts';

export const Ring = z.enum(['adopt', 'trial', 'hold', 'deny']);
export type Ring = z.infer<typeof Ring>;

/** One band of versions of a technology and where it stands in the organisation. */
export const Band = z.strictObject({
  versions: z.optional(z.string()),
  ring: Ring,
  reason: z.optional(z.string()),
  alternatives: z.optional(z.array(z.string())),
  /** The ring holds from this day on; before it a deny is announced as a note. */
  from: z.optional(Day),
  /** Paths where the technology is allowed to be; anywhere else it is denied. */
  'only-in': z.optional(z.array(z.string())),
});
export type Band = z.infer<typeof Band>;

const FailOn = z.enum(failOnLevels);

const Bands = z.union([Ring, Band, z.array(Band).check(z.minLength(1))]);
const RuleLevel = z.union([Severity, z.literal('off')]);
const Eol = z.strictObject({
  'grace-days': z.optional(z.int().check(z.nonnegative())),
  'warn-days': z.optional(z.int().check(z.nonnegative())),
});

export const Exception = z.strictObject({
  rule: z.optional(z.string()),
  framework: z.optional(z.string()),
  paths: z.optional(z.array(z.string()).check(z.minLength(1))),
  fingerprint: z.optional(z.string()),
  reason: z.string().check(z.minLength(10)),
  owner: z.string(),
  expires: Day,
  ticket: z.optional(z.string()),
});
export type Exception = z.infer<typeof Exception>;

/** The policy file as an organisation writes it, `.github/stack-audit.yml`. The JSON Schema and docs/policy.md are generated from this. */
export const PolicyFile = z.strictObject({
  version: z.literal(1),
  extends: z.optional(z.union([z.string(), z.array(z.string()).check(z.maxLength(5))])),
  mode: z.optional(z.enum(['enforce', 'warn', 'off'])),
  'fail-on': z.optional(FailOn),
  'new-only': z.optional(z.boolean()),
  strict: z.optional(z.boolean()),
  unlisted: z.optional(z.enum(['allow', 'trial', 'hold', 'deny'])),
  frameworks: z.optional(z.record(z.string(), Bands)),
  'minimum-versions': z.optional(z.record(z.string(), z.string())),
  eol: z.optional(Eol),
  rules: z.optional(z.record(z.string(), RuleLevel)),
  paths: z.optional(
    z.strictObject({ include: z.optional(z.array(z.string())), exclude: z.optional(z.array(z.string())) }),
  ),
  overrides: z.optional(
    z.array(
      z.strictObject({
        paths: z.array(z.string()).check(z.minLength(1)),
        mode: z.optional(z.enum(['enforce', 'warn', 'off'])),
        'fail-on': z.optional(FailOn),
        unlisted: z.optional(z.enum(['allow', 'trial', 'hold', 'deny'])),
        frameworks: z.optional(z.record(z.string(), Bands)),
        'minimum-versions': z.optional(z.record(z.string(), z.string())),
        eol: z.optional(Eol),
        rules: z.optional(z.record(z.string(), RuleLevel)),
      }),
    ),
  ),
  exceptions: z.optional(z.array(Exception)),
  'exception-limits': z.optional(
    z.strictObject({
      'max-days': z.optional(z.int().check(z.positive())),
      require: z.optional(z.array(z.enum(['ticket', 'fingerprint', 'paths']))),
      'never-for': z.optional(z.array(z.string())),
      'org-only': z.optional(z.array(z.string())),
      inline: z.optional(z.boolean()),
    }),
  ),
  'custom-rules': z.optional(z.array(z.string())),
  thresholds: z.optional(
    z.strictObject({ 'max-findings': z.optional(z.partialRecord(Severity, z.int().check(z.nonnegative()))) }),
  ),
  comment: z.optional(z.enum(['auto', 'always', 'never'])),
  locked: z.optional(z.array(z.string())),
});
export type PolicyFile = z.infer<typeof PolicyFile>;
