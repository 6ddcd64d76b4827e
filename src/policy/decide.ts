import type { Component, TechnologyUse } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import type { Severity } from '../model/rule.ts';
import { identify } from '../rules/evaluate.ts';
import { schemes, type SchemeId } from '../versions/index.ts';
import { type PathPolicy, type Policy, levelOf, policyFor } from './policy.ts';
import { holdsVersion, placementOf } from './rings.ts';
import { waive } from './waive.ts';

/** Applies the policy: levels of rules, rings and version floors as findings of their own, then exceptions. */
export function decide(
  found: readonly Finding[],
  components: readonly Component[],
  policy: Policy,
  today: string,
): Finding[] {
  const byPath = new Map(components.map((component) => [component.path, component]));
  const findings: Finding[] = [];
  for (const finding of found) {
    const level = levelOf(policyFor(policy, finding.component), finding.rule);
    if (level !== 'off') findings.push(level === undefined ? finding : { ...finding, severity: level });
  }
  const ordinals = new Map<string, number>();
  for (const component of components) {
    if (component.role === 'example' || component.role === 'test' || component.role === 'template') continue;
    const applied = policyFor(policy, component.path);
    for (const use of component.technologies) {
      if (use.strength === 'weak') continue;
      for (const made of [ringFinding(use, component, applied, today), floorFinding(use, component, applied)]) {
        if (made === undefined) continue;
        const level = levelOf(applied, made.rule);
        if (level === 'off') continue;
        const { fingerprint } = identify({ id: made.rule }, component, made.subject, ordinals);
        findings.push({ ...made, severity: level ?? made.severity, fingerprint });
      }
    }
  }
  return waive(findings, byPath, policy, today);
}

const words = { deny: 'is denied by policy', hold: 'is on hold', trial: 'is on trial' } as const;
const rules = {
  deny: 'policy/framework-denied',
  hold: 'policy/framework-on-hold',
  trial: 'policy/framework-on-trial',
} as const;

function ringFinding(use: TechnologyUse, component: Component, policy: PathPolicy, today: string): Finding | undefined {
  const { ring, band, announced, undecided } = placementOf(use, component, policy, today);
  if (ring === 'adopt' || ring === 'allow') return undefined;
  const severity: Severity =
    announced !== undefined || ring === 'trial' ? 'note' : ring === 'hold' ? 'warning' : 'error';
  const version = shown(use);
  const title =
    announced === undefined
      ? `${use.technology.name}${version} ${words[ring]}`
      : `${use.technology.name}${version} will be ${ring === 'deny' ? 'denied' : `put on ${ring}`} from ${announced} on`;
  const why = band === undefined ? 'The policy does not list it.' : (band.reason ?? 'The policy gives no reason.');
  const doubt = undecided === true ? ' Its version is not known, so the strictest ring that could apply counts.' : '';
  const others = band?.alternatives ?? [];
  const fix =
    others.length > 0
      ? `Use ${others.join(' or ')} instead.`
      : 'Choose a technology that the policy adopts, or ask for an exception.';
  return finding(use, component, rules[ring], severity, title, `${why}${doubt}`, fix);
}

function floorFinding(use: TechnologyUse, component: Component, policy: PathPolicy): Finding | undefined {
  const floor = policy.minimumVersions[use.technology.id];
  if (floor === undefined) return undefined;
  const meets = holdsVersion(`>=${floor}`, use);
  if (meets === true) return undefined;
  const { name } = use.technology;
  if (meets === undefined) {
    const title = `The version of ${name} is not known; the policy asks for ${floor} or later`;
    return finding(
      use,
      component,
      'policy/version-unknown',
      'warning',
      title,
      'Unknown is not taken for safe.',
      `State a version of at least ${floor}, or commit a lock file.`,
    );
  }
  return finding(
    use,
    component,
    'policy/below-minimum-version',
    'error',
    `${name}${shown(use)} is below the minimum ${floor}`,
    `The policy asks for ${name} ${floor} or later.`,
    `Upgrade to ${name} ${floor} or later.`,
  );
}

function shown({ technology, version }: TechnologyUse): string {
  const scheme = schemes[(technology.versions ?? 'semver') as SchemeId] ?? schemes.semver;
  const text =
    version.resolved ??
    (version.declared === undefined ? undefined : (scheme.exact(version.declared) ?? version.declared));
  return text === undefined ? '' : ` ${text.replace(/^v(?=\d)/, '')}`;
}

function finding(
  use: TechnologyUse,
  component: Component,
  rule: string,
  severity: Severity,
  title: string,
  message: string,
  fix: string,
): Finding {
  return {
    rule,
    severity,
    status: 'new',
    component: component.path,
    title,
    message,
    fix,
    why: message,
    at: use.at,
    related: [],
    fingerprint: '',
    subject: use.technology.id,
    technology: use.technology.id,
  };
}
