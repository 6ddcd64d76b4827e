import type { Exception } from '../model/policy.ts';

/** What an exception is for, in words: `container/runs-as-root (services/legacy/**)`. */
export function exceptionTarget({ rule, framework, fingerprint, paths }: Exception): string {
  const target = rule ?? framework ?? `fingerprint ${fingerprint}`;
  return `${target}${paths === undefined ? '' : ` (${paths.join(', ')})`}`;
}
