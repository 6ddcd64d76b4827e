import { hash } from 'node:crypto';
import type { Component } from '../model/component.ts';
import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Rule, Subject } from '../model/rule.ts';
import { askedRoles } from './asked-roles.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { FactContext } from './fact-type.ts';
import { patchFor } from './patches/index.ts';
import { skippedBy, skippedByAnnotation } from './skip-comments.ts';
import { type Item, type SubjectKind, subjectKinds } from './subjects.ts';
import { vocabulary } from './vocabulary.ts';

/** Judges every component by the rules that ask its role. The findings come in the order of components, rules, items; nothing is waived yet. */
export function evaluate(rules: readonly CompiledRule[], context: FactContext): Finding[] {
  const bySubject = new Map<Subject, CompiledRule[]>();
  for (const compiled of rules)
    bySubject.set(compiled.rule.for, [...(bySubject.get(compiled.rule.for) ?? []), compiled]);
  const { wrap } = vocabulary();
  const repository = wrap('Repository', { components: context.components }, context);
  const findings: Finding[] = [];
  const ordinals = new Map<string, number>();
  const places = new Set<string>();
  const causes = new Map<string, Location[]>();
  const judge = (
    compiled: CompiledRule,
    item: Item,
    component: Component,
    variables: Readonly<Record<string, unknown>>,
  ): void => {
    if (compiled.when(variables) !== true) return;
    const made = finding(compiled, item, component, variables, ordinals);
    // What members of a workspace inherit is one cause at one place: it is told once.
    const place = [made.rule, made.at.path, made.at.line ?? 0, made.message].join('\n');
    if (made.at.line !== undefined && places.has(place)) return;
    places.add(place);
    const same = [made.rule, made.severity, made.component, item.cause, made.message, made.waiver?.by ?? ''];
    const cause = item.cause === undefined ? '' : same.join('\n');
    const told = causes.get(cause);
    if (told) return void told.push(made.at);
    const related = [...made.related];
    if (cause !== '') causes.set(cause, related);
    const patch = patchFor(made.rule, item.value, made.at, context);
    findings.push({ ...made, related, ...(patch !== undefined && { patch }) });
  };
  for (const component of context.components) {
    const shared = { component: wrap('Component', component, context), repository, today: context.today };
    for (const [subject, kind] of Object.entries(subjectKinds) as [Exclude<Subject, 'repository'>, SubjectKind][]) {
      const asking = (bySubject.get(subject) ?? []).filter(({ rule }) => askedRoles(rule).includes(component.role));
      if (asking.length === 0) continue;
      for (const item of kind.itemsOf(component)) {
        const variables =
          subject === 'component' ? shared : { ...shared, [subject]: wrap(kind.type, item.value, context) };
        for (const compiled of asking) judge(compiled, item, component, variables);
      }
    }
  }
  const first = context.components[0];
  for (const compiled of bySubject.get('repository') ?? []) {
    if (first === undefined) break;
    const variables = { component: wrap('Component', first, context), repository, today: context.today };
    judge(compiled, { value: first, at: first.manifests[0] ?? { path: first.path }, identity: '' }, first, variables);
  }
  return findings;
}

function finding(
  { rule, severities, title, message, fix, at, related }: CompiledRule,
  item: Item,
  component: Component,
  variables: Readonly<Record<string, unknown>>,
  ordinals: Map<string, number>,
): Finding {
  const { fingerprint } = identify(rule, component, item.identity, ordinals);
  const where = at === undefined ? item.at : place(at(variables), item.at);
  const waiver =
    (item.dockerfile && skippedBy({ at: where }, rule, item.dockerfile)) ??
    (item.workload && skippedByAnnotation(rule, item.workload));
  return {
    rule: rule.id,
    severity: severities.find(({ when }) => when(variables) === true)?.severity ?? rule.severity,
    status: 'new',
    component: component.path,
    title: title(variables),
    message: message(variables),
    fix: fix(variables),
    why: rule.why,
    at: where,
    related: related === undefined ? [] : (related(variables) as unknown[]).map((one) => place(one, item.at)),
    fingerprint,
    subject: item.identity,
    ...(item.technology !== undefined && { technology: item.technology }),
    ...(waiver !== undefined && { waiver }),
  };
}

/** A fingerprint names rule, component and subject, never a line. Equal subjects of one component are numbered in their order. */
export function identify(
  rule: Pick<Rule, 'id'>,
  component: Pick<Component, 'name' | 'path'>,
  subject: string,
  ordinals: Map<string, number>,
): { fingerprint: string } {
  const text = `${rule.id}\n${component.name}\n${subject.replace(/\s+/g, ' ')}`;
  const ordinal = (ordinals.get(text) ?? 0) + 1;
  ordinals.set(text, ordinal);
  const fingerprint = hash('sha256', ordinal === 1 ? text : `${text}\n${ordinal}`);
  return { fingerprint: fingerprint.slice(0, 16) };
}

/** What a Location expression yields; the item's own place if it names no line of a file. */
function place(value: unknown, otherwise: Location): Location {
  const { path, line } = value as { path: string; line: bigint };
  if (path === '') return otherwise;
  return line > 0n ? { path, line: Number(line) } : { path };
}
