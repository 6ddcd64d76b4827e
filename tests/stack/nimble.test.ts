import { expect, test } from 'vitest';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { nimble } from '../../src/stack/nimble.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { zig } from '../../src/stack/zig.ts';
import { memoryTree } from '../../src/tree/memory.ts';

function readingsOf(files: Readonly<Record<string, string>>) {
  const tree = memoryTree(files);
  return indexReadings(readTree(tree, readers), tree.paths);
}

function versions(files: Readonly<Record<string, string>>): unknown[] {
  const readings = readingsOf(files);
  const manifest = readings.at('a.nimble');
  return manifest ? nimble.resolve(manifest, readings).dependencies.map(({ resolved }) => resolved) : [];
}

test('exact requirements, tags and the lock say which version it is', () => {
  const manifest = 'requires "jester == 0.6.0", "httpbeast#v0.4.0", "mummy >= 0.4", "packedjson#head"\n';
  expect(versions({ 'a.nimble': manifest })).toEqual(['0.6.0', '0.4.0', undefined, undefined]);
  const lock = '{"version": 2, "packages": {"mummy": {"version": "0.4.5"}}}';
  expect(versions({ 'a.nimble': manifest, 'nimble.lock': lock })).toEqual(['0.6.0', '0.4.0', '0.4.5', undefined]);
});

test('the layout of a Zig package says whether it is a program', () => {
  const signs = (files: Readonly<Record<string, string>>) => {
    const readings = readingsOf({ 'build.zig.zon': '.{ .name = .a }', ...files });
    const manifest = readings.at('build.zig.zon');
    return manifest && zig.resolve(manifest, readings).signs?.map((sign) => sign.for);
  };
  expect(signs({ 'src/main.zig': '', 'src/root.zig': '' })).toEqual(['program']);
  expect(signs({ 'src/root.zig': '' })).toEqual(['library']);
  expect(signs({})).toEqual([]);
});
