import { expect, test } from 'vitest';
import { rustToolchain } from '../../src/read/rust-toolchain.ts';

const read = (text: string) => rustToolchain.read('rust-toolchain', text);
const pinned = (text: string) =>
  read(text).runtimes.map(({ requirement, strength, at }) => `${strength} ${requirement} :${at.line}`);

test('both spellings of the file name a channel', () => {
  expect(pinned('[toolchain]\nchannel = "1.89.0"\n')).toEqual(['pin 1.89.0 :2']);
  expect(pinned('1.70\n')).toEqual(['pin 1.70 :1']);
  expect(pinned('nightly-2026-05-04')).toEqual(['pin nightly-2026-05-04 :1']);
  expect(pinned('[toolchain]\nchannel = "stable-x86_64-unknown-linux-gnu"')).toEqual(['pin stable :2']);
});

test('targets are a setting', () => {
  expect(read('[toolchain]\nchannel = "stable"\ntargets = ["wasm32-wasip1"]').settings).toMatchObject([
    { key: 'toolchain.targets', values: ['wasm32-wasip1'], format: 'cargo' },
  ]);
});

test('what is no channel is reported where it stands', () => {
  expect(read('[toolchain]\nchannel = "newest"').diagnostics).toEqual([
    { message: 'not a Rust toolchain: newest', at: { path: 'rust-toolchain', line: 2 } },
  ]);
});
