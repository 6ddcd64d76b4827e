import type { Dockerfile } from '../model/dockerfile.ts';
import type { Finding, Waiver } from '../model/finding.ts';
import type { Rule } from '../model/rule.ts';
import type { Workload } from '../model/workload.ts';

/** A comment by which another tool is told to be silent: whose rules, about which lines. */
interface SkipComment {
  readonly tool: string;
  readonly ids: readonly string[];
  readonly line: number;
  /** The lines of the next instruction; undefined for the whole file. */
  readonly lines?: { readonly first: number; readonly last: number };
  readonly reason: string;
}

/**
 * The comment of another tool that accepts this finding, if its rule is the same check there. A comment speaks of the next instruction only,
 * unless its tool has it speak of the file, or the finding is about the image as a whole.
 */
export function skippedBy(finding: Pick<Finding, 'at'>, rule: Rule, dockerfile: Dockerfile): Waiver | undefined {
  const { line } = finding.at;
  if (Object.keys(rule.same).length === 0 || finding.at.path !== dockerfile.path || line === undefined)
    return undefined;
  const comment = skipComments(dockerfile).find(({ tool, ids, lines }) => {
    const same = rule.same[tool] ?? [];
    const near =
      lines === undefined ||
      (line >= lines.first && line <= lines.last) ||
      (rule.for === 'image' && tool !== 'hadolint');
    return near && ids.some((id) => same.includes(id));
  });
  if (comment === undefined) return undefined;
  return { by: 'comment', reason: comment.reason, at: { path: dockerfile.path, line: comment.line } };
}

/** The annotation of a manifest that tells another tool's same check to be silent about a workload. */
export function skippedByAnnotation({ same }: Rule, { skippedChecks = [] }: Workload): Waiver | undefined {
  const found = skippedChecks.find(({ tool, id }) => Object.hasOwn(same, tool) && same[tool]?.includes(id));
  return found && { by: 'comment', reason: found.reason, at: found.at };
}

const known = new WeakMap<Dockerfile, SkipComment[]>();

function skipComments(dockerfile: Dockerfile): SkipComment[] {
  const found = known.get(dockerfile) ?? [
    ...directiveSkips(dockerfile),
    ...dockerfile.comments.flatMap((comment) => skipsIn(comment, dockerfile)),
  ];
  known.set(dockerfile, found);
  return found;
}

/** `# check=skip=JSONArgsRecommended,StageNameCasing`: https://docs.docker.com/build/checks/#skip-checks */
function directiveSkips({ directives }: Dockerfile): SkipComment[] {
  const skip = /(?:^|;)\s*skip=([\w,\s]+)/i.exec(directives['check'] ?? '')?.[1];
  if (skip === undefined) return [];
  return [{ tool: 'buildkit', ids: split(skip), line: 1, reason: `check=skip=${skip}` }];
}

function skipsIn({ text, line }: Dockerfile['comments'][number], dockerfile: Dockerfile): SkipComment[] {
  const said = text.replace(/^#+/, '').trim().slice(0, 500);
  const next = nextInstruction(dockerfile, line);
  const hadolint = /^hadolint\s+(global\s+)?ignore=([\w,\s]+)/.exec(said);
  if (hadolint) {
    const everywhere = hadolint[1] !== undefined;
    return [
      { tool: 'hadolint', ids: split(hadolint[2] ?? ''), line, ...(!everywhere && { lines: next }), reason: said },
    ];
  }
  const checkov = /checkov:skip=(CKV\w+)(?::(.*))?/.exec(said);
  if (checkov)
    return [{ tool: 'checkov', ids: [checkov[1] ?? ''], line, lines: next, reason: checkov[2]?.trim() || said }];
  const trivy = /trivy:ignore:(?:AVD-)?(\S+)/.exec(said);
  if (trivy) return [{ tool: 'trivy', ids: [trivy[1] ?? ''], line, lines: next, reason: said }];
  const kics = /kics-scan\s+disable=([\w,-]+)/.exec(said);
  return kics ? [{ tool: 'kics', ids: split(kics[1] ?? ''), line, reason: said }] : [];
}

function split(ids: string): string[] {
  return ids.split(/[\s,]+/).filter((id) => id !== '');
}

function nextInstruction({ stages }: Dockerfile, line: number): { first: number; last: number } {
  const places = stages.flatMap((stage) => [stage.at, ...stage.instructions.map(({ at }) => at)]);
  const next = places.find((at) => (at.line ?? 0) > line);
  return { first: next?.line ?? 0, last: next?.endLine ?? next?.line ?? 0 };
}
