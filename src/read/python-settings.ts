import type { Location } from '../model/location.ts';
import type { Profile, Setting } from '../model/setting.ts';
import { profileOf } from './profile.ts';
import type { PythonAssignment } from './python-module.ts';
import { type PythonValue, combined, isScalar } from './python-values.ts';

const deepest = 6;
const mostSettings = 5000;
/** Long tables that decide nothing: only that they are there is kept. */
const tables = /^(?:LOGGING|LOGGING_CONFIG|\w+_SCHEDULE|LANGUAGES)$/;

/** One settled assignment: what a key comes to in one profile. */
interface Settled {
  readonly keys: readonly string[];
  value: PythonValue | undefined;
  readonly profile: Profile;
  readonly line: number;
}

/**
 * The settings that assignments of one file come to. A list that grows later in the file is joined; `NAME +=` is the key of what is added to a
 * list that another file begins. What stands under a condition that says nothing of the environment has no value.
 */
export function pythonSettings(
  path: string,
  format: string,
  assignments: Iterable<PythonAssignment>,
  profileOfFile: Profile,
): Setting[] {
  const settled = new Map<string, Settled>();
  for (const { target, operator, value, line, when, class: inside } of assignments) {
    const profile = profileIn(profileOfFile, when);
    const place = `${profile}\0${inside?.name ?? ''}\0${target.join('\0')}`;
    const known = settled.get(place);
    if (when === 'unclear') {
      if (known === undefined) settled.set(`${place}\0?`, { keys: target, value: undefined, profile, line });
    } else if (operator === '=') {
      settled.delete(`${place}\0?`);
      settled.set(place, { keys: target, value, profile, line });
    } else if (known?.value !== undefined)
      known.value = { ...combined(value.kind === 'dict' ? '|' : '+', known.value, value), line: known.value.line };
    else {
      const [name = '', ...rest] = target;
      const added = `${place}\0+`;
      settled.set(added, {
        keys: [`${name} +=`, ...rest],
        value: joined(settled.get(added)?.value, value),
        profile,
        line,
      });
    }
  }
  const settings: Setting[] = [];
  for (const { keys, value, profile, line } of settled.values()) {
    if (settings.length > mostSettings) break;
    add(settings, keys.join('.'), value, { format, profile, at: { path, line } }, 0);
  }
  return settings;
}

function joined(known: PythonValue | undefined, value: PythonValue): PythonValue {
  return known === undefined ? value : combined('+', known, value);
}

function profileIn(file: Profile, when: PythonAssignment['when']): Profile {
  if (when === undefined || when === 'unclear' || when === 'base') return file;
  return file === 'base' || file === 'production' ? when : file;
}

interface Rest {
  readonly format: string;
  readonly profile: Profile;
  readonly at: Location;
}

function add(settings: Setting[], key: string, value: PythonValue | undefined, rest: Rest, depth: number): void {
  const at = { path: rest.at.path, line: value?.line ?? rest.at.line ?? 1 };
  const setting = { ...rest, key, at };
  if (settings.length > mostSettings) return;
  if (value?.kind === 'dict' && value.environment !== true) {
    settings.push({
      ...setting,
      value: undefined,
      ...(!value.open && { values: value.entries.map(([name]) => name) }),
    });
    if (depth < deepest && !tables.test(key))
      for (const [name, inner] of value.entries) add(settings, `${key}.${name}`, inner, { ...rest, at }, depth + 1);
    return;
  }
  const texts = value?.kind === 'list' ? textsOf(value.items) : undefined;
  const complete = value?.kind === 'list' && !value.open && texts !== undefined;
  if (value === undefined) settings.push({ ...setting, value: undefined });
  else if (value.environment === true) {
    const text = isScalar(value) && value.kind !== 'none' ? value.text : complete ? texts.join(',') : undefined;
    settings.push({ ...setting, value: undefined, ...(text !== undefined && { fallback: text }) });
  } else if (isScalar(value)) settings.push({ ...setting, value: value.text });
  else {
    settings.push({ ...setting, value: undefined, ...(complete && { values: texts }) });
    if (value.kind === 'list' && depth < deepest) {
      // TEMPLATES and the like: lists of dictionaries.
      value.items.forEach((item, position) => {
        if (item.kind === 'dict') add(settings, `${key}.${position}`, item, { ...rest, at }, depth + 1);
      });
    }
  }
}

function textsOf(items: readonly PythonValue[]): string[] | undefined {
  const texts: string[] = [];
  for (const item of items) {
    if (!isScalar(item)) return undefined;
    texts.push(item.text);
  }
  return texts;
}

/** The environment that a class is named after: `Production`, `DevConfig`, `TestingSettings`. */
export function classProfile(name: string, otherwise: Profile): Profile {
  const words = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const profile = profileOf(words);
  return profile === 'base' ? otherwise : profile;
}
