import * as z from 'zod/mini';
import { Day } from './lifecycle.ts';
import { Severity } from './rule.ts';

const says = z.describe;

export const Ring = z.enum(['adopt', 'trial', 'hold', 'deny']);
export type Ring = z.infer<typeof Ring>;

const Paths = z.array(z.string()).check(z.minLength(1));

/** One band of versions of a technology and where it stands in the organisation. */
export const Band = z.strictObject({
  versions: z.optional(z.string()).check(says('Versions it is about: ">=4.19 <5", "^3.5", "4.x". Without: all.')),
  ring: Ring.check(says('adopt: use it. trial: a note. hold: a warning. deny: an error.')),
  reason: z.optional(z.string()).check(says('Why. Shown wherever the ring is.')),
  alternatives: z.optional(z.array(z.string())).check(says('What to use instead.')),
  from: z.optional(Day).check(says('The ring holds from this day on; before it is announced as a note.')),
  'only-in': z.optional(Paths).check(says('Paths where it may be used; anywhere else it is denied.')),
});
export type Band = z.infer<typeof Band>;

export const FailOn = z.enum(['error', 'warning', 'note', 'never']);
export type FailOn = z.infer<typeof FailOn>;

const Mode = z.enum(['enforce', 'warn', 'off']);
const Unlisted = z.enum(['allow', 'trial', 'hold', 'deny']);
const Bands = z.union([Ring, Band, z.array(Band).check(z.minLength(1))]);
const RuleLevel = z.union([Severity, z.literal('off')]);
const Days = z.int().check(z.nonnegative());
const Eol = z.strictObject({
  'grace-days': z.optional(Days).check(says('Days after its end of life that a version still passes.')),
  'warn-days': z.optional(Days).check(says('Days before its end of life from which on it is announced.')),
});

export const Exception = z.strictObject({
  rule: z.optional(z.string()).check(says('Rule or family/* that it accepts. Either this, framework or fingerprint.')),
  framework: z.optional(z.string()).check(says('Framework whose ring or version it accepts.')),
  paths: z.optional(Paths).check(says('Components or files that it is for. Without: the whole repository.')),
  fingerprint: z.optional(z.string()).check(says('The one finding that it is for, as reports show it.')),
  reason: z.string().check(z.minLength(10), says('Why, in at least ten characters.')),
  owner: z.string().check(says('Who can be asked: @user, @org/team or a mail address.')),
  expires: Day.check(says('The last day on which it applies.')),
  ticket: z.optional(z.string()).check(says('Where the work on it is tracked.')),
});
export type Exception = z.infer<typeof Exception>;

const Frameworks = z.record(z.string(), Bands);
const Versions = z.record(z.string(), z.string());
const Registries = z.array(z.string());
const Levels = z.record(z.string(), RuleLevel);
const Reference = z.string();

const Override = z.strictObject({
  paths: Paths.check(says('Components or files that it is for.')),
  mode: z.optional(Mode),
  'fail-on': z.optional(FailOn),
  unlisted: z.optional(Unlisted),
  frameworks: z.optional(Frameworks),
  'minimum-versions': z.optional(Versions),
  registries: z.optional(Registries),
  eol: z.optional(Eol),
  rules: z.optional(Levels),
});

const Limits = z.strictObject({
  'max-days': z
    .optional(z.int().check(z.positive()))
    .check(says('Longest time from today until an exception expires.')),
  require: z
    .optional(z.array(z.enum(['ticket', 'fingerprint', 'paths'])))
    .check(says('What an exception must state besides reason, owner and date.')),
  'never-for': z.optional(z.array(z.string())).check(says('Rules, families and frameworks that nobody may accept.')),
  'org-only': z
    .optional(z.array(z.string()))
    .check(says('Rules, families and frameworks that only this file may accept, none that extends it.')),
  inline: z.optional(z.boolean()).check(says('Whether comments in files may accept findings.')),
});

/** The policy file as an organisation writes it, `.github/stack-audit.yml`. The JSON Schema and docs/policy.md are generated from this. */
export const PolicyFile = z.strictObject({
  version: z.literal(1).check(says('Version of this format.')),
  extends: z
    .optional(z.union([Reference, z.array(Reference).check(z.maxLength(5))]))
    .check(says('Policies that this one builds on, owner/repo//path@ref; later ones win.')),
  mode: z
    .optional(Mode)
    .check(says('enforce: blocking findings fail the check. warn: the same report, never red. off: no audit.')),
  'fail-on': z.optional(FailOn).check(says('Lowest severity of a finding that fails the check.')),
  'new-only': z.optional(z.boolean()).check(says('Only what a pull request introduces fails it.')),
  strict: z.optional(z.boolean()).check(says('A file that cannot be understood fails the check.')),
  unlisted: z.optional(Unlisted).check(says('Ring of frameworks that nobody has listed.')),
  frameworks: z
    .optional(Frameworks)
    .check(says('Ring of each framework, by id: a ring, a band, or a list of bands of which the first match counts.')),
  'minimum-versions': z
    .optional(Versions)
    .check(says('Lowest version of languages, runtimes and frameworks, by id, in quotes.')),
  registries: z
    .optional(Registries)
    .check(
      says(
        'Where images may come from: registries, or names in them as globs, "docker.io/library", "*.acme.example". Without: anywhere.',
      ),
    ),
  eol: z.optional(Eol).check(says('Patience with versions past their end of life.')),
  rules: z.optional(Levels).check(says('Severity of a rule or of family/*, or off. A rule’s own id beats its family.')),
  paths: z
    .optional(
      z.strictObject({
        include: z.optional(z.array(z.string())).check(says('Only these paths are audited.')),
        exclude: z.optional(z.array(z.string())).check(says('These paths are not audited.')),
      }),
    )
    .check(says('What is audited, as globs from the root.')),
  overrides: z.optional(z.array(Override)).check(says('Other values for some paths. The last match wins.')),
  exceptions: z.optional(z.array(Exception)).check(says('Findings that are accepted for a while.')),
  'exception-limits': z.optional(Limits).check(says('What exceptions may not do.')),
  'custom-rules': z.optional(z.array(z.string())).check(says('Rule files of your own, as globs from the root.')),
  thresholds: z
    .optional(
      z.strictObject({
        'max-findings': z
          .optional(z.partialRecord(Severity, z.int().check(z.nonnegative())))
          .check(says('So many findings of a severity are let pass, old ones included.')),
      }),
    )
    .check(says('Limits on all findings together.')),
  comment: z
    .optional(z.enum(['auto', 'always', 'never']))
    .check(says('Comment on pull requests: when there is something to say, always, or never.')),
  suggestions: z
    .optional(z.boolean())
    .check(says('Offer fixes that are certain as suggested changes on the lines of a pull request.')),
  locked: z
    .optional(z.array(z.string()))
    .check(says('Keys, frameworks, rules and families that files extending this one may tighten and not loosen.')),
});
export type PolicyFile = z.infer<typeof PolicyFile>;
