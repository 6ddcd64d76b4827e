import type { Location } from '../model/location.ts';
import type { ReportedFinding } from '../model/report.ts';
import { sentence } from './markdown-rows.ts';
import { asUri, oneLine } from './safe.ts';

const baselines = { new: 'new', existing: 'unchanged', fixed: 'absent' } as const;
const mostRelated = 100;

/** A finding as a result. `compared`: there is a state before, so that it is known what is new. */
export function sarifResult(finding: ReportedFinding, ruleIndex: number, compared: boolean): object {
  const { rule, severity, status, title, message, fix, at, related, fingerprint, component, waiver } = finding;
  const text = [title, message, fix].map((part) => sentence(oneLine(part))).filter((part) => part !== '');
  return {
    ruleId: oneLine(rule).slice(0, 255),
    ruleIndex,
    level: severity,
    message: { text: inMessage(text.join(' ')) },
    locations: [sarifLocation(at)],
    ...(related.length > 0 && { relatedLocations: related.slice(0, mostRelated).map(sarifLocation) }),
    // No `primaryLocationLineHash`: GitHub's upload makes it of the file's text, and warns of every one that is another
    partialFingerprints: { 'stackAudit/v1': fingerprint },
    ...(compared && { baselineState: baselines[status] }),
    ...(waiver !== null && { suppressions: [suppression(waiver)] }),
    ...fixes(finding),
    properties: { component: oneLine(component), blocking: finding.blocking },
  };
}

/** A place as SARIF names it; one without a line is about the file. */
export function sarifLocation({ path, line, column, endLine }: Location): object {
  const region = line !== undefined && {
    startLine: line,
    ...(column !== undefined && { startColumn: column }),
    ...(endLine !== undefined && endLine >= line && { endLine }),
  };
  return {
    physicalLocation: {
      artifactLocation: { uri: asUri(path), uriBaseId: 'SRCROOT' },
      region: region === false ? { startLine: 1 } : region,
    },
  };
}

function suppression({ by, reason, owner, expires, ticket, at }: NonNullable<ReportedFinding['waiver']>): object {
  return {
    kind: by === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: oneLine(reason),
    location: sarifLocation(at),
    properties: {
      ...(owner !== null && { owner: oneLine(owner) }),
      ...(expires !== null && { expires }),
      ...(ticket !== null && { ticket: oneLine(ticket) }),
    },
  };
}

/** A patch that replaces lines; one that takes them away takes the line feed, too. */
function fixes({ patch, fix }: ReportedFinding): object {
  if (patch === null || patch.create === true || patch.remove < 1) return {};
  const { path, line, remove, insert } = patch;
  const gone = insert.length === 0;
  const deletedRegion = gone
    ? { startLine: line, startColumn: 1, endLine: line + remove, endColumn: 1 }
    : { startLine: line, endLine: line + remove - 1 };
  const replacement = { deletedRegion, ...(!gone && { insertedContent: { text: insert.join('\n') } }) };
  const artifactLocation = { uri: asUri(path), uriBaseId: 'SRCROOT' };
  return {
    fixes: [
      {
        description: { text: inMessage(oneLine(fix)) },
        artifactChanges: [{ artifactLocation, replacements: [replacement] }],
      },
    ],
  };
}

/** A text in which neither `{0}` nor `[…](…)` means anything. SARIF 2.1.0, 3.11.5 and 3.11.6 */
export function inMessage(text: string): string {
  const bare = text.replace(/\{(\d+)\}/g, '{{$1}}');
  return bare.includes('](') ? bare.replace(/[\\[\]]/g, '\\$&') : bare;
}
