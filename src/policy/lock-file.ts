import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Mistake } from '../rules/mistakes.ts';
import type { Gathered } from './gather.ts';
import { parseReference, referenceKey } from './references.ts';

/** Larger than all policies together may be. */
export const largestLock = 4 * 1024 * 1024;

const Sha = z.string().check(z.regex(/^[0-9a-f]{40}$/, 'a commit has 40 hexadecimal digits'));

/** What `policy lock` writes: every file that the policy extends, as it was at one commit, so that no run has to fetch it. */
export const LockFile = z.strictObject({
  version: z.literal(1),
  policies: z.array(z.strictObject({ reference: z.string(), commit: Sha, sha256: z.string(), text: z.string() })),
});
export type LockFile = z.infer<typeof LockFile>;

/** Extended policies by the key of their reference. */
export type PolicyLock = ReadonlyMap<string, { readonly text: string; readonly commit: string }>;

/** The text of the lock file for what was gathered: the same for the same input, byte for byte. */
export function lockText(gathered: readonly Gathered[]): string {
  const policies = gathered
    .map(({ reference, commit, text }) => ({ reference: reference.text, commit, sha256: digest(text), text }))
    .sort((one, other) => (one.reference < other.reference ? -1 : 1));
  return `${JSON.stringify({ version: 1, policies } satisfies LockFile, null, 2)}\n`;
}

/** Reads a lock file. One that was edited by hand, or is none, is a mistake: what it says cannot be relied on. */
export function readLock(path: string, text: string): { lock: PolicyLock } | { mistakes: Mistake[] } {
  const refuse = (message: string): { mistakes: Mistake[] } => ({
    mistakes: [{ path, line: 1, message: `${message}. Write it anew: stack-audit policy lock` }],
  });
  if (text.length > largestLock) return refuse('this lock file is too large');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('this lock file is not valid JSON');
  }
  const parsed = z.safeParse(LockFile, value);
  if (!parsed.success) return refuse('this is not a lock file of version 1');
  const lock = new Map<string, { text: string; commit: string }>();
  for (const { reference, commit, sha256, text: locked } of parsed.data.policies) {
    const named = parseReference(reference);
    if ('error' in named) return refuse(`"${reference.slice(0, 100)}" in this lock file is not a policy reference`);
    if (digest(locked) !== sha256)
      return refuse(`the text of ${named.text} in this lock file is not what was locked: it was changed by hand`);
    lock.set(referenceKey(named), { text: locked, commit });
  }
  return { lock };
}

/** What differs between a lock and what is there now, a line each. */
export function lockChanges(lock: PolicyLock, gathered: readonly Gathered[]): string[] {
  const changes: string[] = [];
  const left = new Set(lock.keys());
  for (const { reference, commit, text } of gathered) {
    const key = referenceKey(reference);
    const before = lock.get(key);
    left.delete(key);
    const short = commit.slice(0, 7);
    if (before === undefined) changes.push(`+ ${reference.text} (${short})`);
    else if (before.text !== text) changes.push(`~ ${reference.text}: ${before.commit.slice(0, 7)} -> ${short}`);
  }
  return [...changes, ...[...left].map((key) => `- ${key}`)];
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
