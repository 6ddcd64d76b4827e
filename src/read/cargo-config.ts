// Cargo's configuration.
import { type Reading, reading } from '../model/reading.ts';
import type { Setting } from '../model/setting.ts';
import { entriesOf, fieldOf, textOf, textsOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

const name = '.cargo/config.toml';

/** What code is compiled for (`build.target`), and where crates come from. */
export const cargoConfig: Reader = {
  name,
  specifications: ['https://doc.rust-lang.org/cargo/reference/config.html'],
  takes: ['settings'],
  files: ['**/.cargo/config.toml'],
  read,
};

function read(path: string, text: string): Reading {
  const { value, lineOf, diagnostics } = parseToml(path, text);
  const settings: Setting[] = [];
  const add = (...keys: string[]): void => {
    const found = fieldOf(value, ...keys);
    if (found === undefined) return;
    const values = Array.isArray(found) ? textsOf(found) : undefined;
    settings.push({
      key: keys.join('.'),
      value: textOf(found),
      values,
      format: 'cargo',
      profile: 'base',
      at: { path, line: lineOf(...keys) },
    });
  };
  add('build', 'target');
  add('build', 'rustflags');
  add('http', 'check-revoke');
  add('http', 'cainfo');
  for (const [registry] of entriesOf(fieldOf(value, 'registries'))) add('registries', registry, 'index');
  for (const [source] of entriesOf(fieldOf(value, 'source')))
    for (const key of ['registry', 'replace-with', 'git']) add('source', source, key);
  return reading(path, name, { settings, diagnostics });
}
