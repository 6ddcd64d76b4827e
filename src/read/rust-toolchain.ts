// The toolchain file of rustup.
import { type Reading, reading } from '../model/reading.ts';
import { fieldOf, textOf, textsOf } from './document.ts';
import type { Reader } from './reader.ts';
import { parseToml } from './toml.ts';

const name = 'rust-toolchain';
const channelForm =
  /^(?:v?(\d+(?:\.\d+){1,2}(?:-beta(?:\.\d+)?)?)|(stable|beta|nightly)(-\d{4}-\d{2}-\d{2})?)(?:-[a-z][\w-]*)?$/;

/** rust-toolchain.toml, and rust-toolchain, which is TOML or, as it used to be, the bare name of a channel. */
export const rustToolchain: Reader = {
  name,
  specifications: ['https://rust-lang.github.io/rustup/overrides.html#the-toolchain-file'],
  takes: ['runtimes', 'settings'],
  files: ['**/rust-toolchain.toml', '**/rust-toolchain'],
  read,
};

function read(path: string, text: string): Reading {
  const plain = /^[^\S\n]*([\w.+-]+)\s*$/.exec(text.slice(0, 200).trim());
  if (plain?.[1] !== undefined) return channel(path, plain[1], 1);
  const { value, lineOf, diagnostics } = parseToml(path, text);
  if (diagnostics.length > 0) return reading(path, name, { diagnostics });
  const written = textOf(fieldOf(value, 'toolchain', 'channel'));
  const targets = textsOf(fieldOf(value, 'toolchain', 'targets'));
  const line = lineOf('toolchain', 'targets');
  const settings =
    targets.length === 0
      ? []
      : [
          {
            key: 'toolchain.targets',
            value: undefined,
            values: targets,
            format: 'cargo',
            profile: 'base' as const,
            at: { path, line },
          },
        ];
  if (written === undefined) return reading(path, name, { settings });
  return { ...channel(path, written, lineOf('toolchain', 'channel')), settings };
}

function channel(path: string, written: string, line: number): Reading {
  const at = { path, line };
  const [, version, moving, date = ''] = channelForm.exec(written) ?? [];
  const requirement = version ?? (moving === undefined ? undefined : `${moving}${date}`);
  if (requirement === undefined)
    return reading(path, name, { diagnostics: [{ message: `not a Rust toolchain: ${written.slice(0, 60)}`, at }] });
  return reading(path, name, { runtimes: [{ technology: 'rust', requirement, strength: 'pin', at }] });
}
