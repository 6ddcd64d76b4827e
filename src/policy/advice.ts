import { daysBetween } from '../model/day.ts';
import { exceptionTarget } from './exception-target.ts';
import { refusalOf } from './limits.ts';
import type { Policy, PolicyNote } from './policy.ts';
import type { PolicyLayer } from './resolve.ts';

/** What is no mistake and yet worth knowing of a policy: exceptions without effect, locks with a way around them, values that a lock keeps. */
export function policyAdvice(policy: Policy, layers: readonly PolicyLayer[], today: string): PolicyNote[] {
  const notes = [...policy.notes];
  for (const exception of policy.exceptions) {
    const { expires, at, owner } = exception;
    const target = exceptionTarget(exception);
    const ago = daysBetween(expires, today);
    const refusal = refusalOf(exception, policy, today);
    const say = (message: string): void => void notes.push({ path: at.path, line: at.line ?? 1, message });
    if (ago > 0)
      say(
        `exception for ${target} expired ${ago} days ago, on ${expires}; it no longer applies. ${owner} renews it with a new date and reason, or removes it.`,
      );
    else if (refusal !== undefined) say(`exception for ${target} accepts nothing: ${refusal}`);
  }
  for (const { file, source, lineOf } of layers) notes.push(...waysAround(file.locked, source, lineOf(['locked'])));
  return notes;
}

/** A lock holds what it names; these keys, left open, undo most others. */
const doors: readonly (readonly [key: string, how: string])[] = [
  ['mode', 'mode: warn'],
  ['paths', 'paths.exclude'],
  ['exception-limits', 'exceptions without limits'],
];

function waysAround(locked: readonly string[] | undefined, path: string, line: number): PolicyNote[] {
  if (locked === undefined) return [];
  return doors
    .filter(([key]) => !locked.includes(key))
    .map(([key, how]) => ({
      path,
      line,
      message: `"${key}" is not locked: what is locked can be avoided by ${how}.`,
    }));
}
