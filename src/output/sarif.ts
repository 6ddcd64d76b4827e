import { gzipSync } from 'node:zlib';
import type { Report, ReportedFinding } from '../model/report.ts';
import { counted } from './counts.ts';
import type { Links } from './markdown-links.ts';
import { type RuleWords, rulesById } from './rule-words.ts';
import { oneLine } from './safe.ts';
import { inMessage, sarifLocation, sarifResult } from './sarif-result.ts';
import { sarifRule } from './sarif-rule.ts';

export interface SarifOptions {
  readonly rules: readonly RuleWords[];
  readonly links?: Links;
  /**
   * Leave out what is accepted and what is mended: code scanning knows neither suppressions nor baselines, and would show both as open.
   * https://github.com/github/codeql-action/issues/1230
   */
  readonly openOnly?: boolean;
}

/** https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support: results in a run, and the size of the file packed. */
const mostResults = 25_000;
const largest = 10 * 1024 * 1024;
const mostNotifications = 500;

/** The report in the Static Analysis Results Interchange Format 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export function sarif(report: Report, options: SarifOptions): string {
  const wanted = report.findings.filter(
    ({ status, waiver }) => options.openOnly !== true || (status !== 'fixed' && waiver === null),
  );
  for (let most = Math.min(mostResults, wanted.length); ; most = Math.floor(most / 2)) {
    const text = `${JSON.stringify(log(report, wanted.slice(0, most), wanted.length, options), null, 1)}\n`;
    if (most === 0 || text.length < largest || gzipSync(text).length < largest) return text;
  }
}

function log(report: Report, findings: readonly ReportedFinding[], all: number, options: SarifOptions): object {
  const ids = [...new Set(findings.map(({ rule }) => rule))].sort();
  const positions = new Map(ids.map((id, position) => [id, position]));
  const known = rulesById(options.rules);
  const compared = report.comparedWith !== null;
  const { verdict, failOn, asOf, comparedWith } = report;
  const run = {
    tool: {
      driver: {
        name: 'Stack Audit',
        version: oneLine(report.tool.version),
        rules: ids.map((id) => sarifRule(id, known.get(id))),
      },
    },
    automationDetails: { id: 'stack-audit/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { SRCROOT: { description: { text: 'The root of the repository.' } } },
    ...provenance(options.links),
    invocations: [
      { executionSuccessful: true, toolExecutionNotifications: notifications(report, all - findings.length) },
    ],
    results: findings.map((finding) => sarifResult(finding, positions.get(finding.rule) ?? 0, compared)),
    properties: { verdict, failOn, asOf, comparedWith: comparedWith === null ? null : oneLine(comparedWith) },
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function provenance({ repository, head }: Links = {}): object {
  if (repository === undefined || head === undefined || !URL.canParse(repository)) return {};
  const mappedTo = { uriBaseId: 'SRCROOT' };
  return { versionControlProvenance: [{ repositoryUri: repository, revisionId: head, mappedTo }] };
}

/** What was not understood, not read, or left out. */
function notifications({ diagnostics, skipped, notCompared }: Report, left: number): object[] {
  const told = [
    ...diagnostics.map(({ message, at }) => ({ text: message, at })),
    ...skipped.map(({ path, reason }) => ({ text: `Skipped: ${reason}.`, at: { path } })),
  ];
  const more = told.length - mostNotifications;
  const words = [
    ...(notCompared === null ? [] : [notCompared]),
    ...(left > 0 ? [`${counted(left, 'finding')} more are left out: there is no room for them.`] : []),
    ...(more > 0 ? [`${more} more places were not understood.`] : []),
  ];
  return [
    ...words.map((text) => ({ level: 'warning', message: { text: inMessage(oneLine(text)) } })),
    ...told.slice(0, mostNotifications).map(({ text, at }) => ({
      level: 'note',
      message: { text: inMessage(oneLine(text)) },
      locations: [sarifLocation(at)],
    })),
  ];
}
