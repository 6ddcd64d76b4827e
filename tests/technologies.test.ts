import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { BaseImage } from '../src/model/base-image.ts';
import type { Component, TechnologyUse } from '../src/model/component.ts';
import { Technology } from '../src/model/technology.ts';
import { readers } from '../src/read/index.ts';
import { readTree } from '../src/read/read.ts';
import { parseToml } from '../src/read/toml.ts';
import { stackOf } from '../src/stack/components.ts';
import { indexReadings } from '../src/stack/readings.ts';
import { memoryTree } from '../src/tree/memory.ts';
import { schemeOf } from '../src/versions/index.ts';

function data<Value>(folder: string, schema: { parse(value: unknown): Value }): Value[] {
  const root = fileURLToPath(new URL(`../rules/${folder}/`, import.meta.url));
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.toml'))
    .sort()
    .map((path) => schema.parse(parseToml(path, readFileSync(root + path, 'utf8')).value));
}

const technologies = data('technologies', Technology);
const catalogue = { technologies, lifecycles: [], images: data('images', BaseImage) };

function componentsIn(files: Readonly<Record<string, string>>): readonly Component[] {
  const tree = memoryTree(files);
  return stackOf(indexReadings(readTree(tree, readers), tree.paths), catalogue).components;
}

/** `id` and `id version`, the version being the one that is resolved or the lowest that is asked for. */
function finds({ technology, version }: TechnologyUse): string[] {
  const { declared, resolved } = version;
  const lowest = declared === undefined ? undefined : schemeOf(technology.versions ?? 'semver')?.lowest(declared);
  const versions = [resolved, lowest, declared].filter((one) => one !== undefined).map(plain);
  return [technology.id, ...versions.map((one) => `${technology.id} ${one}`)];
}

/** Go writes `v1.2.0+incompatible`; some schemes fill up what is missing with zeros. */
function plain(version: string): string {
  return version.replace(/^v(?=\d)|\+incompatible$/g, '').replace(/(?:\.0)+$/, '');
}

describe.each(technologies.filter(({ example }) => example.length > 0))('$id', (technology) => {
  test.each(technology.example)('$name', (example) => {
    const components = componentsIn(example.files);
    const credible = (one: Component): TechnologyUse[] =>
      one.technologies.filter(({ strength }) => strength !== 'weak');
    if (example.finds !== undefined && example.finds.length > 0) {
      const found = components.flatMap(credible).flatMap(finds);
      expect(found).toEqual(expect.arrayContaining(example.finds.map(plain)));
      return;
    }
    // What a library is made for is not what a service is built of.
    const services = components.filter(({ role }) => role === 'service');
    expect(services.flatMap(credible).map((use) => use.technology.id)).not.toContain(technology.id);
  });
});
