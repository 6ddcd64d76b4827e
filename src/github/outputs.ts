import { setOutput } from '@actions/core';
import type { Report } from '../model/report.ts';
import type { PostedComment } from './sticky-comment.ts';

/** Sets every output of action.yml. Those of an earlier step that do not apply are empty, not absent. */
export function setOutputs(report: Report, comment: PostedComment | undefined, jsonFile: string | undefined): void {
  const { counts } = report;
  const values: Record<string, string | number> = {
    verdict: report.verdict,
    blocking: counts.blocking,
    new: counts.new,
    existing: counts.existing,
    fixed: counts.fixed,
    accepted: counts.accepted,
    'compared-with': report.comparedWith ?? '',
    'json-file': jsonFile ?? '',
    'comment-id': comment?.id ?? '',
    'comment-url': comment?.url ?? '',
  };
  for (const [name, value] of Object.entries(values)) setOutput(name, String(value));
}
