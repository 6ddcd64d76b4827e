import { own } from './own.ts';

/** Words that other tools use for ours; edit distance alone would not lead from one to the other. */
const rings: Readonly<Record<string, string>> = {
  adopt: 'allow',
  allow: 'adopt',
  allowed: 'adopt',
  approved: 'adopt',
  standard: 'adopt',
  assess: 'trial',
  experimental: 'trial',
  pilot: 'trial',
  caution: 'hold',
  deprecated: 'hold',
  warn: 'hold',
  banned: 'deny',
  blocked: 'deny',
  block: 'deny',
  denied: 'deny',
  disallow: 'deny',
  forbidden: 'deny',
  prohibited: 'deny',
};

const levels: Readonly<Record<string, string>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  warn: 'warning',
  moderate: 'warning',
  low: 'note',
  info: 'note',
  notice: 'note',
  none: 'off',
  disabled: 'off',
  ignore: 'off',
};

/** What the policy's word for a ring or a level is, if the given one is another tool's: ` Write "deny".` */
export function synonymHint(given: unknown, allowed: readonly string[]): string | undefined {
  if (typeof given !== 'string') return undefined;
  const word = given.toLowerCase();
  for (const candidate of [word, own(rings, word), own(levels, word), word === 'none' ? 'never' : undefined])
    if (candidate !== undefined && candidate !== given && allowed.includes(candidate)) return `. Write "${candidate}".`;
  return undefined;
}
