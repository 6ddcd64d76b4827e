// Rocket's configuration.
import { type Reading, reading } from '../model/reading.ts';
import type { Profile, Setting } from '../model/setting.ts';
import { entriesOf, isRecord, textOf, textsOf } from './document.ts';
import { profileOf } from './profile.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

const name = 'Rocket.toml';
const deepest = 6;

/** Keys without their section: `[release] secret_key` is `secret_key` with the profile `production`. */
export const rocketToml: Reader = {
  name,
  specifications: ['https://rocket.rs/guide/configuration/'],
  takes: ['settings'],
  files: ['**/Rocket.toml'],
  read,
};

function read(path: string, text: string): Reading {
  const { value, lineOf, diagnostics } = parseToml(path, text);
  const settings: Setting[] = [];
  const add = (profile: Profile, keys: readonly string[], found: unknown): void => {
    if (isRecord(found)) {
      if (keys.length < deepest) for (const [key, inner] of entriesOf(found)) add(profile, [...keys, key], inner);
      return;
    }
    const values = Array.isArray(found) ? textsOf(found) : undefined;
    const key = keys.slice(1).join('.');
    settings.push({
      key,
      value: textOf(found),
      values,
      format: 'rocket',
      profile,
      at: { path, line: lineOf(...keys) },
    });
  };
  for (const [section, content] of entriesOf(value))
    if (isRecord(content)) add(profileOfSection(section), [section], content);
  return reading(path, name, { settings, diagnostics });
}

/** `debug` and `release` are Rocket 0.5's profiles, the others those of 0.4; `default` and `global` hold for all. */
function profileOfSection(section: string): Profile {
  if (section === 'debug') return 'development';
  return section === 'default' || section === 'global' ? 'base' : profileOf(section);
}
