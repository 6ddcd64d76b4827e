import { entriesOf, fieldOf, isRecord } from '../read/document.ts';
import { type Keys, type Mistake, type Places, nameOf, shortened, suggestion } from '../rules/mistakes.ts';
import { parseBand } from '../versions/band.ts';
import { checkExceptions } from './check-exceptions.ts';
import { checkGlobs } from './check-globs.ts';
import { dayMistake } from './days.ts';
import { type IdCheck, atKey, atValue, textsAt } from './known-ids.ts';
import { parseReference } from './references.ts';

/**
 * What a schema cannot tell: ids that nobody knows, ranges, dates, references, paths that match nothing. Takes the plain value, whether the
 * schema agrees with it or not, so that all mistakes come at once; a part of the wrong type is the schema's to report.
 */
export function checkPolicy(file: unknown, places: Places, ids: IdCheck): Mistake[] {
  return [
    ...textsAt(file, ['extends'], true).flatMap(([keys, text]) => {
      const parsed = parseReference(text);
      return 'error' in parsed ? atValue(places, keys, parsed.error) : [];
    }),
    ...checkPart(file, places, ids, []),
    ...listAt(file, 'overrides').flatMap((override, index) => [
      ...checkGlobs(override, places, ['paths'], ['overrides', index]),
      ...checkPart(override, places, ids, ['overrides', index]),
    ]),
    ...checkGlobs(file, places, ['paths', 'include']),
    ...checkGlobs(file, places, ['paths', 'exclude']),
    ...checkGlobs(file, places, ['custom-rules']),
    ...textsAt(file, ['custom-rules']).flatMap(([keys, glob]) =>
      glob.endsWith('.toml')
        ? []
        : atValue(places, keys, `"${shortened(glob)}" must end in .toml: rules are TOML files`),
    ),
    ...listAt(file, 'exceptions').flatMap((exception, index) => checkExceptions(exception, places, ids, index)),
    ...(['never-for', 'org-only'] as const).flatMap((key) =>
      textsAt(file, ['exception-limits', key]).flatMap(([keys, id]) =>
        atValue(places, keys, id.includes('/') ? ids.rule(id) : ids.technology(id)),
      ),
    ),
    ...textsAt(file, ['locked']).flatMap(([keys, entry]) => atValue(places, keys, lockedMistake(entry, ids))),
  ];
}

function listAt(value: unknown, key: string): unknown[] {
  const list = fieldOf(value, key);
  return Array.isArray(list) ? list : [];
}

/** The keys that a file has at its top and in each override. */
function checkPart(part: unknown, places: Places, ids: IdCheck, at: Keys): Mistake[] {
  return [
    ...entriesOf(fieldOf(part, 'frameworks')).flatMap(([id, entry]) => [
      ...atKey(places, [...at, 'frameworks', id], ids.technology(id)),
      ...checkBands(id, entry, places, [...at, 'frameworks', id]),
    ]),
    ...entriesOf(fieldOf(part, 'minimum-versions')).flatMap(([id, version]) => [
      ...atKey(places, [...at, 'minimum-versions', id], ids.technology(id)),
      ...atValue(places, [...at, 'minimum-versions', id], versionMistake(id, version)),
    ]),
    ...textsAt(part, ['registries']).flatMap(([keys, entry]) =>
      atValue(places, [...at, ...keys], registryMistake(entry)),
    ),
    ...entriesOf(fieldOf(part, 'rules')).flatMap(([id]) => atKey(places, [...at, 'rules', id], ids.rule(id))),
  ];
}

function checkBands(id: string, entry: unknown, places: Places, at: Keys): Mistake[] {
  const bands: unknown[] = Array.isArray(entry) ? entry : [entry];
  const first = bands.findIndex(
    (band) => isRecord(band) && !Object.hasOwn(band, 'versions') && !Object.hasOwn(band, 'from'),
  );
  return bands.flatMap((band, index) => {
    const keys = Array.isArray(entry) ? [...at, index] : at;
    const never =
      first !== -1 && index > first
        ? `${nameOf(keys)} can never apply: ${nameOf([...at, first])} has no versions and takes them all`
        : undefined;
    return [
      ...atValue(places, keys, never),
      ...atValue(places, [...keys, 'versions'], rangeMistake(id, fieldOf(band, 'versions'))),
      ...atValue(places, [...keys, 'from'], dayMistake(fieldOf(band, 'from'))),
      ...checkGlobs(band, places, ['only-in'], keys),
    ];
  });
}

function rangeMistake(id: string, versions: unknown): string | undefined {
  return typeof versions === 'string' && 'error' in parseBand(versions)
    ? `"${shortened(versions)}" is not a version range for ${shortened(id)}. Write for example ">=4.19 <5", "^3.5" or "4.x".`
    : undefined;
}

function versionMistake(id: string, version: unknown): string | undefined {
  if (typeof version !== 'string') return undefined;
  if (/^v?\d[\w.+-]*$/.test(version) && !('error' in parseBand(`>=${version}`))) return undefined;
  const [bare] = /\d[\w.+-]*/.exec(version) ?? [];
  const write =
    bare === undefined ? 'Write for example "3.5".' : `Write "${shortened(bare)}": it is a minimum already.`;
  return `"${shortened(version)}" is not a version of ${shortened(id)}. ${write}`;
}

function registryMistake(entry: string): string | undefined {
  const shown = `"${shortened(entry)}"`;
  const [host = '', ...names] = entry.split('/');
  if (entry.trim() === '' || /\s/.test(entry) || entry.length > 500) return `${shown} is not the name of a registry`;
  if (/^\w+:\/\//.test(entry))
    return `${shown} is an address. Write the name alone: "${shortened(entry.replace(/^\w+:\/\//, ''))}"`;
  if (names.some((name) => /[:@]/.test(name)))
    return `${shown} has a tag or a digest. Write the name alone: "${shortened(entry.replace(/[:@][^/]*$/, ''))}"`;
  if (!/[.:*{]|^localhost$/.test(host))
    return `${shown} names no registry. Write for example "docker.io/${names.length === 0 ? 'library/' : ''}${shortened(entry)}"`;
  return undefined;
}

/** The keys that `locked` may name besides single frameworks, minimum versions and rules. */
export const lockable = [
  'mode',
  'fail-on',
  'new-only',
  'strict',
  'unlisted',
  'frameworks',
  'minimum-versions',
  'registries',
  'eol',
  'rules',
  'paths',
  'exception-limits',
  'thresholds',
] as const;

function lockedMistake(entry: string, ids: IdCheck): string | undefined {
  if ((lockable as readonly string[]).includes(entry)) return undefined;
  const [, table, id = ''] = /^(frameworks|minimum-versions)\.(.+)$/.exec(entry) ?? [];
  if (table !== undefined) return ids.technology(id);
  if (entry.includes('/')) return ids.rule(entry);
  const hint = suggestion(entry, lockable) || '.';
  return `"${shortened(entry)}" cannot be locked${hint} What can: ${lockable.join(', ')}, one framework as frameworks.flask, a rule or family/*`;
}
