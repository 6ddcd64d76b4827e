import type { Severity } from '../model/rule.ts';

/** A judgement that the policy itself makes. Its page, its level and its exceptions work as those of the rules in rules/. */
export interface PolicyRule {
  readonly id: `policy/${string}`;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly fix: string;
  readonly references: readonly string[];
}

const rings = ['https://www.thoughtworks.com/radar/faq'];
const exceptions = ['https://csrc.nist.gov/glossary/term/risk_acceptance'];

export const policyRules: readonly PolicyRule[] = [
  {
    id: 'policy/framework-denied',
    title: 'A technology that the policy denies is in use',
    severity: 'error',
    why: 'The organisation has decided against it, for this version, in this place, or altogether. The policy gives the reason and what to use instead.',
    fix: 'Use one of the alternatives, or ask the owner of the policy for an exception with a date.',
    references: rings,
  },
  {
    id: 'policy/framework-on-hold',
    title: 'A technology that the policy puts on hold is in use',
    severity: 'warning',
    why: 'What is on hold may stay where it is and should not spread: every new use makes leaving it dearer.',
    fix: 'Use one of the alternatives for new work.',
    references: rings,
  },
  {
    id: 'policy/framework-on-trial',
    title: 'A technology that the policy has on trial is in use',
    severity: 'note',
    why: 'The organisation is still finding out whether it wants it. Those who use it know that it may go.',
    fix: 'Nothing, if this is part of the trial; else choose a technology that the policy adopts.',
    references: rings,
  },
  {
    id: 'policy/below-minimum-version',
    title: 'A version below the minimum that the policy asks for',
    severity: 'error',
    why: 'Below the minimum there are no fixes, or the organisation no longer tests and supports what runs there.',
    fix: 'Upgrade to the minimum or later, and commit the lock file.',
    references: ['https://csrc.nist.gov/pubs/sp/800/40/r4/final'],
  },
  {
    id: 'policy/version-unknown',
    title: 'The policy asks for a minimum version and the version is not known',
    severity: 'warning',
    why: 'What is not known is not taken for safe: without a version nobody can tell whether the minimum is met.',
    fix: 'State a version at or above the minimum, or commit the lock file.',
    references: ['https://csrc.nist.gov/pubs/sp/800/40/r4/final'],
  },
  {
    id: 'policy/registry-not-allowed',
    title: 'An image comes from a registry that the policy does not allow',
    severity: 'error',
    why: 'Whoever publishes to a registry decides what runs in your place. The organisation allows those whose content it checks, mirrors or builds itself.',
    fix: 'Take the image from an allowed registry, or have it mirrored there.',
    references: [
      'https://csrc.nist.gov/pubs/sp/800/190/final',
      'https://kubernetes.io/docs/concepts/containers/images/#image-names',
    ],
  },
  {
    id: 'policy/exception-expired',
    title: 'An exception has expired',
    severity: 'warning',
    why: 'It no longer accepts anything: what it covered counts again. An exception that nobody renews is a decision that nobody made.',
    fix: 'Its owner renews it with a new date and reason, or removes it.',
    references: exceptions,
  },
  {
    id: 'policy/exception-expires-soon',
    title: 'An exception expires within two weeks',
    severity: 'note',
    why: 'What it covers counts again from the day after, and may then fail pull requests that have nothing to do with it.',
    fix: 'Mend what it covers, or renew it with a new date and reason.',
    references: exceptions,
  },
  {
    id: 'policy/exception-unused',
    title: 'An exception accepts nothing',
    severity: 'note',
    why: 'What it was written for is gone, or its rule or paths are not what they were. Left standing, it would accept the next defect unseen.',
    fix: 'Remove it, or correct its rule or paths.',
    references: exceptions,
  },
  {
    id: 'policy/exception-refused',
    title: 'An exception goes beyond what the policy allows',
    severity: 'warning',
    why: 'The organisation limits how long an exception may last, what it must say, and what it may be for. Beyond these limits it accepts nothing.',
    fix: 'Keep to the limits, or ask the owner of the organisation’s policy to grant it there.',
    references: exceptions,
  },
  {
    id: 'policy/invalid-policy',
    title: 'The policy file has a mistake',
    severity: 'error',
    why: 'A policy that cannot be read is not an empty policy: once it is on the base branch, nothing is audited until it is mended.',
    fix: 'Correct it. `stack-audit policy check` lists all mistakes.',
    references: ['https://yaml.org/spec/1.2.2/'],
  },
];

export const policyRuleIds: readonly string[] = policyRules.map(({ id }) => id);
