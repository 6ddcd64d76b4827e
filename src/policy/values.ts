import type { Band } from '../model/policy.ts';
import type { Override, Policy } from './policy.ts';

/** Every value of a policy as text by its key in the file, `eol.grace-days`, `frameworks.flask`; lists of overrides and exceptions are left out. */
export function valuesOf(policy: Policy): Map<string, string> {
  const { limits, maxFindings } = policy;
  const values = new Map<string, string>([
    ['mode', policy.mode],
    ['fail-on', policy.failOn],
    ['new-only', String(policy.newOnly)],
    ['strict', String(policy.strict)],
    ['unlisted', policy.unlisted],
    ['eol.grace-days', String(policy.graceDays)],
    ['eol.warn-days', String(policy.warnDays)],
    ['comment', policy.comment],
    ['suggestions', String(policy.suggestions)],
  ]);
  const list = (key: string, entries: readonly string[] | undefined): void => {
    if (entries !== undefined && entries.length > 0) values.set(key, entries.join(', '));
  };
  list('registries', policy.registries);
  list('paths.include', policy.include);
  list('paths.exclude', policy.exclude);
  if (limits['max-days'] !== undefined) values.set('exception-limits.max-days', String(limits['max-days']));
  list('exception-limits.require', limits.require);
  list('exception-limits.never-for', limits['never-for']);
  list('exception-limits.org-only', limits['org-only']);
  if (limits.inline !== undefined) values.set('exception-limits.inline', String(limits.inline));
  list(
    'thresholds.max-findings',
    Object.entries(maxFindings).map(([severity, most]) => `${severity} ${most}`),
  );
  for (const [key, value] of tablesOf(policy)) values.set(key, value);
  list(
    'custom-rules',
    policy.customRules.map(({ glob }) => glob),
  );
  return values;
}

/** The values that an override sets. */
export function overrideValues(override: Override): Map<string, string> {
  const values = new Map<string, string>();
  const say = (key: string, value: string | number | undefined): void => {
    if (value !== undefined) values.set(key, String(value));
  };
  say('mode', override.mode);
  say('fail-on', override.failOn);
  say('unlisted', override.unlisted);
  say('registries', override.registries?.join(', '));
  say('eol.grace-days', override.graceDays);
  say('eol.warn-days', override.warnDays);
  for (const [key, value] of tablesOf(override)) values.set(key, value);
  return values;
}

function tablesOf({ frameworks, minimumVersions, rules }: Pick<Override, 'frameworks' | 'minimumVersions' | 'rules'>) {
  return [
    ...Object.entries(frameworks ?? {}).map(([id, bands]) => [`frameworks.${id}`, bandsText(bands)] as const),
    ...Object.entries(minimumVersions ?? {}).map(([id, version]) => [`minimum-versions.${id}`, version] as const),
    ...Object.entries(rules ?? {}).map(([id, level]) => [`rules.${id}`, level] as const),
  ];
}

/** Bands in one line: `>=5 adopt; <5 deny from 2027-04-01`. */
export function bandsText(bands: readonly Band[]): string {
  return bands
    .map(({ versions, ring, from, 'only-in': onlyIn }) =>
      [versions, ring, from && `from ${from}`, onlyIn && `only in ${onlyIn.join(', ')}`].filter(Boolean).join(' '),
    )
    .join('; ');
}
