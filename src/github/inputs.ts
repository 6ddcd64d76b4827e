import { getInput } from '@actions/core';
import { type FailOn, failOnLevels } from '../model/fail-on.ts';
import { UsageError } from '../model/usage-error.ts';

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
  readonly jsonFile?: string;
  /** A report of an earlier run to comment with. */
  readonly report?: string;
}

export function readInputs(): Inputs {
  const failOn = choice('fail-on', failOnLevels);
  const comment = choice('comment', ['auto', 'always', 'never'] as const);
  const suggestions = flag('suggestions');
  const [policy, policyToken, baseRef, asOf, jsonFile, report] = [
    'policy',
    'policy-token',
    'base-ref',
    'as-of',
    'json-file',
    'report',
  ].map((name) => getInput(name) || undefined);
  return {
    token: getInput('github-token'),
    path: getInput('path') || '.',
    commentKey: getInput('comment-key') || 'default',
    summary: flag('summary') ?? true,
    annotations: flag('annotations') ?? true,
    ...(policy !== undefined && { policy }),
    ...(policyToken !== undefined && { policyToken }),
    ...(baseRef !== undefined && { baseRef }),
    ...(asOf !== undefined && { asOf }),
    ...(jsonFile !== undefined && { jsonFile }),
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
