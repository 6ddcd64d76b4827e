import type { Component, TechnologyUse } from '../model/component.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Finding } from '../model/finding.ts';
import type { Image } from '../model/image.ts';
import type { Report, ReportedComponent, ReportedFinding, ReportedImage, ReportedTechnology } from '../model/report.ts';
import type { SkippedFile } from '../model/tree.ts';
import type { Policy } from '../policy/policy.ts';
import { stackChanges, statusOf } from './compare.ts';
import { isBlocking, verdictOf } from './verdict.ts';

/** One audited tree, before it is compared with another. */
export interface Audited {
  readonly components: readonly Component[];
  readonly findings: readonly Finding[];
  readonly diagnostics: readonly Diagnostic[];
  readonly skipped: readonly SkippedFile[];
  readonly files: number;
}

export interface ReportContext {
  readonly tool: { readonly name: string; readonly version: string };
  readonly today: string;
  readonly policy: Policy;
  readonly policySource?: string;
  readonly rules: number;
  readonly base?: { readonly audited: Audited; readonly revision: string };
  /** Why there is no base although one was asked for. */
  readonly notCompared?: string;
}

const severities = ['error', 'warning', 'note'];

/** The whole result as outputs see it: findings with their status against the base, and the verdict. */
export function reportOf(head: Audited, context: ReportContext): Report {
  const { policy, base } = context;
  const compared = base === undefined ? [...head.findings] : statusOf(head, base.audited);
  const findings = compared
    .map((finding) => reportedFinding(finding, isBlocking(finding, policy)))
    .sort(
      (one, other) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) ||
        compareText(one.at.path, other.at.path) ||
        (one.at.line ?? 0) - (other.at.line ?? 0) ||
        compareText(one.rule, other.rule),
    );
  const present = findings.filter(({ waiver }) => waiver === null);
  const count = (status: string): number => present.filter((finding) => finding.status === status).length;
  return {
    version: 1,
    tool: context.tool,
    asOf: context.today,
    components: head.components.map(reportedComponent),
    findings,
    changes: base === undefined ? [] : stackChanges(head.components, base.audited.components),
    diagnostics: head.diagnostics.map(({ message, at }) => ({ message, at: { ...at } })),
    skipped: head.skipped.map(({ path, reason, files }) => ({
      path,
      reason: files === undefined ? reason : `${reason}, ${files === 1 ? '1 file' : `${files} files`}`,
    })),
    counts: {
      blocking: findings.filter(({ blocking }) => blocking).length,
      new: count('new'),
      existing: count('existing'),
      fixed: count('fixed'),
      accepted: findings.length - present.length,
      files: head.files,
      rules: context.rules,
    },
    verdict: verdictOf(findings, head.diagnostics, policy),
    failOn: policy.failOn,
    comparedWith: base?.revision ?? null,
    notCompared: context.notCompared ?? null,
    policy: context.policySource === undefined ? null : { source: context.policySource },
    policyPreview: null,
  };
}

function reportedComponent(component: Component): ReportedComponent {
  const { path, name, role, roleReasons, language } = component;
  const technologies = component.technologies.filter(({ strength }) => strength !== 'weak').map(reportedTechnology);
  return {
    path,
    name,
    role,
    roleReasons: [...roleReasons],
    language: language ?? null,
    technologies,
    images: component.images.map(reportedImage),
  };
}

function reportedTechnology({ technology, layer, under, version, at }: TechnologyUse): ReportedTechnology {
  const { id, kind, name } = technology;
  return {
    id,
    kind,
    name,
    layer,
    under: under ?? null,
    version: { declared: version.declared ?? null, resolved: version.resolved ?? null },
    at,
  };
}

function reportedImage(image: Image): ReportedImage {
  return {
    at: image.at,
    target: image.target ?? null,
    base: image.base?.text ?? null,
    user: image.user ?? null,
    runsAsRoot: image.runsAsRoot ?? null,
    multiStage: image.multiStage,
    healthcheck: image.healthcheck,
    execForm: image.execForm ?? null,
    role: image.role,
  };
}

function reportedFinding(finding: Finding, blocking: boolean): ReportedFinding {
  const {
    rule,
    severity,
    status,
    component,
    title,
    message,
    fix,
    at,
    related,
    fingerprint,
    technology,
    waiver,
    patch,
  } = finding;
  return {
    rule,
    severity,
    status,
    component,
    title,
    message,
    fix,
    at,
    related: [...related],
    fingerprint,
    blocking,
    technology: technology ?? null,
    waiver:
      waiver === undefined
        ? null
        : { ...waiver, owner: waiver.owner ?? null, expires: waiver.expires ?? null, ticket: waiver.ticket ?? null },
    patch: patch === undefined ? null : { ...patch, removed: [...patch.removed], insert: [...patch.insert] },
  };
}

/** Code point order, the same on every machine and in every locale. */
export function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
