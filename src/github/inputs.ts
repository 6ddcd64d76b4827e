import { getInput } from '@actions/core';
import { type FailOn, failOnLevels } from '../model/fail-on.ts';
import { UsageError } from '../model/usage-error.ts';

/** Formats in which the report can be written to a file, with the input that asks for it and the output that names it. */
export const fileInputs = { json: 'json-file', sarif: 'sarif-file', html: 'html-file' } as const;
export type ReportFormat = keyof typeof fileInputs;

/** The action's inputs, checked. What is not given is undefined: the policy or the default decides. Described in action.yml. */
export interface Inputs {
  readonly token: string;
  readonly path: string;
  readonly policy?: string;
  /** Reads policies of other repositories. */
  readonly policyToken?: string;
  readonly failOn?: FailOn;
  readonly baseRef?: string;
  readonly asOf?: string;
  readonly comment?: 'auto' | 'always' | 'never';
  readonly commentKey: string;
  readonly suggestions?: boolean;
  readonly summary: boolean;
  readonly annotations: boolean;
  /** Files to write the report to, by format. */
  readonly files: Readonly<Partial<Record<ReportFormat, string>>>;
  /** A report of an earlier run to comment with. */
  readonly report?: string;
}

/** The inputs of action.yml, checked: a value that is not among those allowed is thrown as the user's mistake. */
export function readInputs(): Inputs {
  const failOn = choice('fail-on', failOnLevels);
  const comment = choice('comment', ['auto', 'always', 'never'] as const);
  const suggestions = flag('suggestions');
  const [policy, policyToken, baseRef, asOf, report] = ['policy', 'policy-token', 'base-ref', 'as-of', 'report'].map(
    (name) => getInput(name) || undefined,
  );
  return {
    token: getInput('github-token'),
    path: getInput('path') || '.',
    commentKey: getInput('comment-key') || 'default',
    files: Object.fromEntries(
      Object.entries(fileInputs).flatMap(([format, name]) => (getInput(name) === '' ? [] : [[format, getInput(name)]])),
    ),
    summary: flag('summary') ?? true,
    annotations: flag('annotations') ?? true,
    ...(policy !== undefined && { policy }),
    ...(policyToken !== undefined && { policyToken }),
    ...(baseRef !== undefined && { baseRef }),
    ...(asOf !== undefined && { asOf }),
    ...(report !== undefined && { report }),
    ...(failOn !== undefined && { failOn }),
    ...(comment !== undefined && { comment }),
    ...(suggestions !== undefined && { suggestions }),
  };
}

function choice<Value extends string>(name: string, allowed: readonly Value[]): Value | undefined {
  const given = getInput(name);
  if (given === '') return undefined;
  const found = allowed.find((one) => one === given);
  if (found === undefined) throw new UsageError(`input ${name}: "${given}" is not one of ${allowed.join(', ')}`);
  return found;
}

function flag(name: string): boolean | undefined {
  const given = getInput(name).toLowerCase();
  if (given === '') return undefined;
  if (given === 'true') return true;
  if (given === 'false') return false;
  throw new UsageError(`input ${name}: "${given}" is neither true nor false`);
}
