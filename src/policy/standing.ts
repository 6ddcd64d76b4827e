import type { Component, TechnologyUse } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import { exactOf, meetsMinimum, schemeOfUse } from './holds-version.ts';
import { own } from './own.ts';
import type { PathPolicy } from './policy.ts';
import { type Placement, placementOf } from './rings.ts';

export type Judged = Pick<Finding, 'rule' | 'severity' | 'title' | 'message' | 'fix'> & {
  /** No more than a note, whatever level its rule has: it is only announced, or doubtful twice over. */
  readonly onlyNote?: boolean;
};

const rules = {
  deny: 'policy/framework-denied',
  hold: 'policy/framework-on-hold',
  trial: 'policy/framework-on-trial',
} as const;
const severities = { deny: 'error', hold: 'warning', trial: 'note' } as const;
const present = { deny: 'is denied by policy', hold: 'is on hold', trial: 'is on trial' } as const;
const future = { deny: 'will be denied', hold: 'will be on hold', trial: 'will be on trial' } as const;

/** What the policy has against a component's use of a technology: its ring, and its version. */
export function judge(use: TechnologyUse, component: Component, policy: PathPolicy, today: string): Judged[] {
  const placement = placementOf(use, component, policy, today);
  return [ringJudgement(use, component, placement), minimumJudgement(use, policy)].filter((one) => one !== undefined);
}

function ringJudgement(use: TechnologyUse, component: Component, placement: Placement): Judged | undefined {
  const { ring, band, announced } = placement;
  const name = `${use.technology.name}${shown(use)}`;
  if (ring === 'adopt' || ring === 'allow') {
    if (announced === undefined || announced.ring === 'adopt') return undefined;
    return {
      rule: rules[announced.ring],
      severity: 'note',
      title: `${name} ${future[announced.ring]} from ${announced.from} on`,
      message: [reasonOf(announced.band.reason), doubtOf(placement)].filter(Boolean).join(' '),
      fix: fixOf(announced.band.alternatives),
      onlyNote: true,
    };
  }
  const places = band?.['only-in'] ?? [];
  const title =
    placement.outside === true
      ? `${name} may only be used in ${places.join(', ')}, not in ${component.path}`
      : `${name} ${present[ring]}`;
  const later =
    announced === undefined || announced.ring === 'adopt'
      ? ''
      : `From ${announced.from} on it ${future[announced.ring]}: ${reasonOf(announced.band.reason)}`;
  const beneath = use.under === undefined ? '' : `It is used beneath ${use.under}.`;
  const why = band === undefined ? 'The policy does not list it.' : reasonOf(band.reason);
  return {
    rule: rules[ring],
    severity: severities[ring],
    title,
    message: [why, doubtOf(placement), beneath, later].filter(Boolean).join(' '),
    fix: fixOf(band?.alternatives ?? announced?.band.alternatives),
    ...(placement.undecided === true && isGuess(use) && { onlyNote: true }),
  };
}

function reasonOf(reason: string | undefined): string {
  if (reason === undefined) return 'The policy gives no reason.';
  const capital = reason.charAt(0).toUpperCase() + reason.slice(1);
  return /[.!?]$/.test(capital) ? capital : `${capital}.`;
}

function doubtOf({ undecided }: Placement): string {
  return undecided === true ? 'Its version is not known for sure, so the strictest ring that could apply counts.' : '';
}

function fixOf(alternatives: readonly string[] = []): string {
  return alternatives.length > 0
    ? `Use ${alternatives.join(' or ')} instead.`
    : 'Choose a technology that the policy adopts, or ask for an exception.';
}

function minimumJudgement(use: TechnologyUse, policy: PathPolicy): Judged | undefined {
  const minimum = own(policy.minimumVersions, use.technology.id);
  if (minimum === undefined) return undefined;
  const meets = meetsMinimum(minimum, use);
  if (meets === true) return undefined;
  const { name } = use.technology;
  if (meets === undefined) {
    if (use.layer) return undefined;
    return {
      rule: 'policy/version-unknown',
      severity: 'warning',
      title: `The version of ${name} is not known; the policy asks for ${minimum} or later`,
      message: 'Unknown is not taken for safe.',
      fix: `State a version of at least ${minimum}, or commit a lock file.`,
      onlyNote: isGuess(use),
    };
  }
  return {
    rule: 'policy/below-minimum-version',
    severity: 'error',
    title: `${name}${shown(use)} is below the minimum ${minimum}`,
    message: `The policy asks for ${name} ${minimum} or later.`,
    fix: `Upgrade to ${name} ${minimum} or later.`,
  };
}

/** Nobody has named it: it lies beneath something else, or is only likely to be there. To be strict about its unknown version would be a false alarm. */
function isGuess({ layer, strength }: TechnologyUse): boolean {
  return layer || strength !== 'strong';
}

/** The version as people say it, with a space in front; nothing if none is known. */
function shown(use: TechnologyUse): string {
  const { resolved, declared } = use.version;
  const text = resolved ?? (declared === undefined ? undefined : (exactOf(declared, schemeOfUse(use)) ?? declared));
  return text === undefined ? '' : ` ${text.replace(/^v(?=\d)/, '')}`;
}
