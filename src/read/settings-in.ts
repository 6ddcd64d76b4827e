import type { Profile, Setting } from '../model/setting.ts';
import { type Document, fieldOf, isRecord, textOf } from './document.ts';

const deepest = 8;

/** Every scalar and every list of scalars below `keys` as a setting with a dotted key. */
export function settingsIn(
  path: string,
  document: Document,
  format: string,
  profile: Profile,
  keys: readonly string[] = [],
): Setting[] {
  const found: Setting[] = [];
  const visit = (value: unknown, at: readonly string[]): void => {
    if (isRecord(value)) {
      if (at.length < deepest) for (const key of Object.keys(value)) visit(value[key], [...at, key]);
      return;
    }
    const values = Array.isArray(value) ? value.map(textOf).filter((one) => one !== undefined) : undefined;
    if (value === undefined || (Array.isArray(value) && values?.length !== value.length)) return;
    const text = value === null ? 'null' : textOf(value);
    found.push({
      key: at.join('.'),
      value: text,
      ...(values && { values }),
      format,
      profile,
      at: { path, line: document.lineOf(...at) },
    });
  };
  visit(fieldOf(document.value, ...keys), keys);
  return found;
}
