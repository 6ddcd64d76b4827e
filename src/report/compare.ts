import type { Component } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import type { StackChange } from '../model/report.ts';
import type { Audited } from './report.ts';

/**
 * Gives every finding its status: `existing` if the base has the same fingerprint, else `new`; those that only the base has come back as `fixed`.
 * Findings of a component whose directory was renamed are recognised by what they say.
 */
export function statusOf(head: Audited, base: Audited): Finding[] {
  const moves = movesOf(head.components, base.components);
  const left = new Map<string, Finding[]>();
  for (const finding of base.findings) {
    const key = finding.fingerprint;
    left.set(key, [...(left.get(key) ?? []), finding]);
  }
  const matched = new Set<Finding>();
  const byWords = new Map<string, Finding[]>();
  for (const finding of base.findings) {
    const key = wordsOf(finding, finding.component);
    byWords.set(key, [...(byWords.get(key) ?? []), finding]);
  }
  const take = (list: readonly Finding[] | undefined): boolean => {
    const found = list?.find((one) => !matched.has(one));
    if (found) matched.add(found);
    return found !== undefined;
  };
  const result = head.findings.map((finding): Finding => {
    const known =
      take(left.get(finding.fingerprint)) ||
      take(byWords.get(wordsOf(finding, moves.get(finding.component) ?? finding.component)));
    return { ...finding, status: known ? 'existing' : 'new' };
  });
  const fixed = base.findings.filter((finding) => !matched.has(finding) && finding.waiver === undefined);
  return [...result, ...fixed.map((finding): Finding => ({ ...finding, status: 'fixed' }))];
}

function wordsOf(finding: Finding, component: string): string {
  return `${finding.rule}\n${component}\n${finding.subject}`;
}

/** Components of the head that stood in another directory of the base: new path → old path. Same manifests' name and mostly the same technologies. */
export function movesOf(head: readonly Component[], base: readonly Component[]): Map<string, string> {
  const old = new Set(base.map(({ path }) => path));
  const current = new Set(head.map(({ path }) => path));
  const gone = base.filter(({ path }) => !current.has(path));
  const moves = new Map<string, string>();
  for (const component of head) {
    if (old.has(component.path)) continue;
    const best = gone
      .map((candidate) => ({ candidate, score: likeness(component, candidate) }))
      .filter(({ score, candidate }) => score >= 0.6 && ![...moves.values()].includes(candidate.path))
      .sort((one, other) => other.score - one.score)[0];
    if (best) moves.set(component.path, best.candidate.path);
  }
  return moves;
}

/** From 0 to 1: how much two components have in common, by their names and the packages they name. */
function likeness(one: Component, other: Component): number {
  const names = (component: Component): Set<string> =>
    new Set(component.dependencies.map(({ ecosystem, name }) => `${ecosystem}:${name}`));
  const [left, right] = [names(one), names(other)];
  const shared = [...left].filter((name) => right.has(name)).length;
  const all = new Set([...left, ...right]).size;
  const same = one.name === other.name && one.name !== '.' ? 0.4 : 0;
  return Math.min(1, same + (all === 0 ? 0.2 : shared / all));
}

/** What the pull request does to the stack: components whose main technologies or versions differ, new ones and gone ones. */
export function stackChanges(head: readonly Component[], base: readonly Component[]): StackChange[] {
  const moves = movesOf(head, base);
  const before = new Map(base.map((component) => [component.path, component]));
  const changes: StackChange[] = [];
  for (const component of head) {
    const from = moves.get(component.path);
    const known = before.get(from ?? component.path);
    before.delete(from ?? component.path);
    const [was, is] = [known === undefined ? null : shown(known), shown(component)];
    if (JSON.stringify(was) !== JSON.stringify(is) || from !== undefined)
      changes.push({ component: component.path, movedFrom: from ?? null, before: was, after: is });
  }
  for (const component of before.values())
    changes.push({ component: component.path, movedFrom: null, before: shown(component), after: null });
  return changes.sort((one, other) => (one.component < other.component ? -1 : 1));
}

/** What a component is built of in the eyes of its team: languages, runtimes, frameworks and services, without layers. */
function shown(component: Component): { id: string; name: string; version: string | null }[] {
  return component.technologies
    .filter(
      ({ layer, strength, technology }) =>
        !layer && strength !== 'weak' && technology.kind !== 'library' && technology.kind !== 'trait',
    )
    .map(({ technology, version }) => ({
      id: technology.id,
      name: technology.name,
      version: version.resolved ?? version.declared ?? null,
    }));
}
