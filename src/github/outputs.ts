import { setOutput } from '@actions/core';
import type { Report } from '../model/report.ts';
import { type Inputs, fileInputs } from './inputs.ts';
import type { PostedComment } from './sticky-comment.ts';

/** Sets the outputs of action.yml that the report tells. What does not apply is empty, not absent. */
export function setOutputs(report: Report, files: Inputs['files']): void {
  const { counts } = report;
  set({
    verdict: report.verdict,
    blocking: counts.blocking,
    new: counts.new,
    existing: counts.existing,
    fixed: counts.fixed,
    accepted: counts.accepted,
    'compared-with': report.comparedWith ?? '',
    [fileInputs.json]: files.json ?? '',
    [fileInputs.sarif]: files.sarif ?? '',
    [fileInputs.html]: files.html ?? '',
  });
}

/** The outputs about the comment: empty where there is none. */
export function setComment(comment: PostedComment | undefined): void {
  set({ 'comment-id': comment?.id ?? '', 'comment-url': comment?.url ?? '' });
}

/** Nothing was audited. */
export function setError(): void {
  set({ verdict: 'error' });
}

function set(values: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(values)) setOutput(name, String(value));
}
