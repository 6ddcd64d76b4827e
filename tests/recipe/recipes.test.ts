import { describe, expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';
import { parseDockerfile } from '../../src/read/dockerfile.ts';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import { type NoRecipe, type Recipe, ignoreFileOf } from '../../src/recipe/recipe.ts';
import { recipeFor } from '../../src/recipe/recipes.ts';
import { shippedCatalogue } from '../../src/shipped.ts';
import { stackOf } from '../../src/stack/components.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { members, stacks } from './stacks.ts';

const today = '2026-11-22';

function recipesIn(files: Readonly<Record<string, string>>): Record<string, Recipe | NoRecipe> {
  const tree = memoryTree(files);
  const catalogue = shippedCatalogue();
  const { components } = stackOf(indexReadings(readTree(tree, readers), tree.paths), catalogue);
  const context = { components, lifecycles: catalogue.lifecycles, paths: tree.paths, text: tree.text, today };
  return Object.fromEntries(components.map((component) => [component.path, recipeFor(component, context)]));
}

function written(files: Readonly<Record<string, string>>): Recipe {
  const recipe = recipesIn(files)['.'];
  if (recipe === undefined || 'cannot' in recipe) throw new Error(recipe?.cannot ?? 'no component');
  return recipe;
}

describe.each(Object.entries(stacks))('%s', (_name, files) => {
  test('gets a Dockerfile that parses and in which no rule finds anything', () => {
    const { dockerfile, dockerignore } = written(files);
    expect(parseDockerfile('Dockerfile', dockerfile).refusals).toEqual([]);
    const report = audit(memoryTree({ ...files, Dockerfile: dockerfile, '.dockerignore': dockerignore }), { today });
    const found = report.findings.filter(({ rule }) => rule.startsWith('container/'));
    expect(found.map(({ rule, at, message }) => `${rule} ${at.path}:${at.line} ${message}`)).toEqual([]);
    expect(report.components[0]?.images).toMatchObject([{ runsAsRoot: false, role: 'service' }]);
    expect(dockerfile).not.toMatch(/undefined|\[object|latest/);
  });
});

describe.each(Object.entries(members))('%s', (_name, { at, files }) => {
  test('is built from the root, and no rule finds anything', () => {
    const recipe = recipesIn(files)[at];
    if (recipe === undefined || 'cannot' in recipe) throw new Error(recipe?.cannot ?? 'no component');
    expect(recipe.context).toBe('');
    expect(parseDockerfile('Dockerfile', recipe.dockerfile).refusals).toEqual([]);
    const there = { [`${at}/Dockerfile`]: recipe.dockerfile, [`${at}/${ignoreFileOf(recipe)}`]: recipe.dockerignore };
    const report = audit(memoryTree({ ...files, ...there }), { today });
    const found = report.findings.filter(({ rule }) => rule.startsWith('container/'));
    expect(found.map(({ rule, at: place, message }) => `${rule} ${place.path}:${place.line} ${message}`)).toEqual([]);
    expect(report.components.find(({ path }) => path === at)?.images).toMatchObject([{ runsAsRoot: false }]);
    expect(recipe.dockerfile).not.toMatch(/undefined|\[object|latest/);
  });
});

test.each([
  ['Gin that replaces a module by a directory beside it', 'services/api'],
  ['Axum in a workspace of Cargo', 'crates/server'],
  ['FastAPI in a workspace of uv', 'services/api'],
  ['Ktor in a project of Gradle', 'services/orders'],
] as const)('no directory of %s adds a line to the Dockerfile', (name, at) => {
  const hostile = `${at}\nRUN evil`;
  const moved = Object.entries(members[name]?.files ?? {}).map(([path, text]) => [path.replace(at, hostile), text]);
  for (const recipe of Object.values(recipesIn(Object.fromEntries(moved) as Record<string, string>)))
    expect('cannot' in recipe || !recipe.dockerfile.includes('RUN evil')).toBe(true);
});

/** What there is for one file of this name in a repository of these files. */
const reason = (files: Readonly<Record<string, string>>): string | undefined => {
  const recipe = recipesIn(files)['.'];
  return recipe !== undefined && 'cannot' in recipe ? recipe.cannot : undefined;
};

describe('versions', () => {
  const express = { ...stacks['Express'] };
  const base = (files: Readonly<Record<string, string>>): string | undefined =>
    /^FROM (\S+)/m.exec(written(files).dockerfile)?.[1];

  test('what is pinned is taken', () => {
    expect(base({ ...express, '.nvmrc': 'v24.11.0\n' })).toBe('node:24-slim');
  });

  test('a bound above is kept to', () => {
    const manifest =
      '{"name":"a","engines":{"node":"^24.0.0"},"scripts":{"start":"node server.js"},"dependencies":{"express":"5"}}';
    expect(base({ ...express, 'package.json': manifest })).toBe('node:24-slim');
  });

  test('one past its end of life is not, and that is said', () => {
    const files = { ...express, '.nvmrc': '18\n' };
    expect(base(files)).toBe('node:26-slim');
    expect(written(files).notes[0]).toBe(
      '.nvmrc asks for Node.js 18, which gets no fixes any more: the file takes 26. Raise it there as well.',
    );
  });
});

describe('no recipe, and why', () => {
  test.each([
    [
      'a start file that nothing tells',
      { 'package.json': '{"name":"a","dependencies":{"express":"5"}}' },
      'its start file cannot be told.',
    ],
    [
      'a script that a shell has to fill in',
      { 'package.json': '{"name":"a","scripts":{"start":"node $MAIN"},"dependencies":{"express":"5"}}' },
      'its start file cannot be told.',
    ],
    [
      "yarn's Plug'n'Play",
      {
        'server.js': '',
        'package.json': '{"name":"a","scripts":{"start":"node server.js"},"dependencies":{"express":"5"}}',
        'yarn.lock': '__metadata:\n  version: 8\n',
      },
      "yarn installs by Plug'n'Play",
    ],
    [
      'a Rust library',
      { 'Cargo.toml': '[package]\nname = "a"\n\n[dependencies]\naxum = "0.8"\n', 'src/lib.rs': '' },
      'it has neither src/main.rs nor a [[bin]]',
    ],
    [
      'a stack that is not known',
      { 'shard.yml': 'name: a\nversion: 1.0.0\ndependencies:\n  kemal:\n    github: kemalcr/kemal\n' },
      'there is no recipe for',
    ],
  ])('for %s', (_what, files, why) => {
    expect(reason(files)).toContain(why);
  });
});
