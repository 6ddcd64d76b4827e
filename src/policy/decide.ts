import type { Component } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import type { Tree } from '../model/tree.ts';
import { identify } from '../rules/evaluate.ts';
import { exceptionFindings } from './exception-findings.ts';
import { type PathPolicy, type Policy, isOut, levelFor, policyFor } from './policy.ts';
import { imagesOutside } from './registries.ts';
import { policyRules } from './policy-rules.ts';
import { judge } from './standing.ts';
import { waive } from './waive.ts';
import { type WaiverComment, waiverComments } from './waiver-comments.ts';

export interface Decision {
  /** What the rules found. */
  readonly found: readonly Finding[];
  readonly components: readonly Component[];
  readonly policy: Policy;
  readonly today: string;
  /** The files that were read: comments in them may accept findings. */
  readonly tree: Pick<Tree, 'paths' | 'text'>;
  /** Ids of rules that do not count unless the policy gives them a level. */
  readonly dormant?: ReadonlySet<string>;
}

/** Applies the policy: levels of rules, rings and minimum versions as findings of their own, then exceptions and what is to be said of them. */
export function decide({ found, components, policy, today, tree, dormant }: Decision): Finding[] {
  const findings: Finding[] = [];
  for (const finding of found) {
    if (isOut(policy, finding.at.path)) continue;
    const own = dormant?.has(finding.rule) === true ? 'off' : finding.severity;
    const severity = levelFor(policyFor(policy, finding.component), finding.rule, own);
    if (severity !== 'off') findings.push({ ...finding, severity });
  }
  const ordinals = new Map<string, number>();
  for (const component of components) {
    if (component.role === 'example' || component.role === 'test' || component.role === 'template') continue;
    const ofPath = policyFor(policy, component.path);
    findings.push(...standingOf(component, ofPath, today, ordinals), ...outsideOf(component, ofPath, policy, ordinals));
  }
  const comments = commentsIn(tree, policy);
  const waived = waive(findings, comments, policy, today);
  const paths = new Set(tree.paths);
  const said = exceptionFindings(waived, comments, { policy, today, components, has: (path) => paths.has(path) });
  const atRoot = policyFor(policy, '.');
  return [
    ...waived.findings,
    ...said.flatMap((finding) => {
      const severity = levelFor(atRoot, finding.rule, finding.severity);
      const { fingerprint } = identify({ id: finding.rule }, rootComponent, finding.subject, ordinals);
      return severity === 'off' ? [] : [{ ...finding, severity, fingerprint }];
    }),
  ];
}

/** What is said of the policy belongs to no component. */
const rootComponent = { name: '', path: '.' };

function standingOf(component: Component, policy: PathPolicy, today: string, ordinals: Map<string, number>): Finding[] {
  return component.technologies.flatMap((use) => {
    if (use.strength === 'weak') return [];
    return judge(use, component, policy, today).flatMap(({ onlyNote, ...judged }): Finding[] => {
      const level = levelFor(policy, judged.rule, judged.severity);
      if (level === 'off') return [];
      const { id } = use.technology;
      const { fingerprint } = identify({ id: judged.rule }, component, id, ordinals);
      const why = policyRules.find((rule) => rule.id === judged.rule)?.why ?? judged.message;
      return [
        {
          ...judged,
          severity: onlyNote === true ? 'note' : level,
          status: 'new',
          component: component.path,
          why,
          at: use.at,
          related: [],
          fingerprint,
          subject: id,
          technology: id,
        },
      ];
    });
  });
}

function outsideOf(component: Component, ofPath: PathPolicy, policy: Policy, ordinals: Map<string, number>): Finding[] {
  return imagesOutside(component, ofPath).flatMap(({ image, places, ...judged }): Finding[] => {
    const severity = levelFor(ofPath, judged.rule, judged.severity);
    const [at, ...related] = places.filter(({ path }) => !isOut(policy, path));
    if (severity === 'off' || at === undefined) return [];
    const { fingerprint } = identify({ id: judged.rule }, component, image, ordinals);
    const why = policyRules.find((rule) => rule.id === judged.rule)?.why ?? judged.message;
    const said = { ...judged, severity, status: 'new', component: component.path, why } as const;
    return [{ ...said, at, related, fingerprint, subject: image }];
  });
}

function commentsIn(tree: Decision['tree'], policy: Policy): WaiverComment[] {
  return tree.paths.flatMap((path) => {
    const text = tree.text(path);
    const comments = text === undefined ? [] : waiverComments(path, text);
    return comments.length === 0 || isOut(policy, path) ? [] : comments;
  });
}
