import { type Reading, reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { fileNameOf } from './directory.ts';
import { type PhpValue, phpReturnedArray } from './php-array.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';

const deepest = 4;
const mostSettings = 2000;

/** The configuration files of Laravel and its kin that decide about safety. Keys begin with the file: `app.debug`. */
export const laravelConfig: Reader = {
  name: 'laravel-config',
  specifications: ['https://laravel.com/docs/configuration'],
  takes: ['settings'],
  files: ['app', 'cors', 'session', 'auth', 'sanctum', 'logging', 'database', 'hashing'].map(
    (file) => `**/config/${file}.php`,
  ),
  read,
};

function read(path: string, text: string): Reading {
  const array = phpReturnedArray(text);
  const settings: Setting[] = [];
  const profile = profileOf(path);
  const add = (key: string, value: PhpValue, depth: number): void => {
    if (settings.length >= mostSettings) return;
    const setting = { key, format: 'laravel', profile, at: { path, line: value.line } };
    const { entries = [], text: literal, environment, kind } = value;
    const known = kind === 'unknown' || kind === 'array' ? undefined : literal;
    if (environment === true)
      settings.push({
        ...setting,
        value: undefined,
        ...(known !== undefined && known !== 'null' && { fallback: known }),
      });
    else if (kind === 'array') {
      const isList = entries.every(([name], position) => name === String(position));
      const texts = entries.flatMap(([, one]) =>
        one.environment !== true && one.kind !== 'unknown' && one.text !== undefined ? [one.text] : [],
      );
      const complete = isList && texts.length === entries.length;
      if (isList || depth > deepest)
        settings.push({ ...setting, value: undefined, ...(complete && { values: texts }) });
      else for (const [name, inner] of entries) add(`${key}.${name}`, inner, depth + 1);
    } else settings.push({ ...setting, value: known });
  };
  const file = fileNameOf(path).replace(/\.php$/, '');
  for (const [name, value] of array?.entries ?? []) add(`${file}.${name}`, value, 0);
  return reading(path, laravelConfig.name, { settings });
}
