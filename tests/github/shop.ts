import { onTestFinished } from 'vitest';
import { type ApiDouble, type ApiDoubleOptions, startApiDouble } from './api-double.ts';
import { action } from './built.ts';
import type { Files, Situation } from './repositories.ts';
import { type ActionResult, type ActionRun, runAction } from './runner.ts';

/** A policy under which the tests know what blocks, whatever rules ship. */
export const policy = `version: 1
rules:
  container/*: off
  delivery/*: off
  maturity/*: off
  modularity/*: off
  security/*: off
frameworks:
  rocket:
    ring: deny
    reason: No 0.x web frameworks in production
  flask:
    ring: hold
    reason: New services use FastAPI
`;

/** A small shop on its main branch: one service and a policy. */
export const shop: Files = {
  '.github/stack-audit.yml': policy,
  '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
  'api/package.json': JSON.stringify({ name: 'api', dependencies: { express: '5.1.0' } }, null, 2),
};

/** A service in Rocket, which the policy denies: one error on line 6 of edge/Cargo.toml. */
export const denied: Files = {
  'edge/Cargo.toml': '[package]\nname = "edge"\nversion = "0.1.0"\n\n[dependencies]\nrocket = "0.5.1"\n',
  'edge/src/main.rs': 'fn main() {}\n',
};

/** A service in Flask, which is on hold: one warning on line 1 of report/requirements.txt. */
export const onHold: Files = { 'report/requirements.txt': 'flask==3.1.0\n', 'report/app.py': 'import flask\n' };

/** Something that no rule minds. */
export const harmless: Files = { 'docs/readme.md': 'hello\n' };

/** A GitHub for one test. */
export async function github(options: ApiDoubleOptions = {}): Promise<ApiDouble> {
  const api = await startApiDouble(options);
  onTestFinished(() => api.close());
  return api;
}

/** What a situation comes to, taken away after the test. */
export async function given(making: Promise<Situation>): Promise<Situation> {
  const situation = await making;
  onTestFinished(() => situation.dispose());
  return situation;
}

/** Runs the built action on a day that stays the same. */
export function run(
  api: ApiDouble,
  situation: Situation,
  inputs: Record<string, string> = {},
  more: Partial<ActionRun> = {},
): Promise<ActionResult> {
  return runAction({ main: action, api, ...situation, ...more, inputs: { 'as-of': '2026-11-22', ...inputs } });
}

/** The requests that were made, in order. */
export function requested(api: ApiDouble): string[] {
  return api.requests.map(({ method, path }) => `${method} ${path}`);
}

/** The one comment on the pull request. */
export function theComment(api: ApiDouble): string {
  const { comments } = api.repository('acme/shop');
  if (comments.length !== 1) throw new Error(`there are ${comments.length} comments`);
  return comments[0]!.body;
}
