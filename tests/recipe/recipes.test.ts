import { describe, expect, test } from 'vitest';
import { audit, memoryTree } from '../../src/index.ts';
import { parseDockerfile } from '../../src/read/dockerfile.ts';
import { readers } from '../../src/read/index.ts';
import { readTree } from '../../src/read/read.ts';
import type { NoRecipe, Recipe } from '../../src/recipe/recipe.ts';
import { recipeFor } from '../../src/recipe/recipes.ts';
import { shippedCatalogue } from '../../src/shipped.ts';
import { stackOf } from '../../src/stack/components.ts';
import { indexReadings } from '../../src/stack/readings.ts';
import { stacks } from './stacks.ts';

const today = '2026-11-22';

function recipesIn(files: Readonly<Record<string, string>>): Record<string, Recipe | NoRecipe> {
  const tree = memoryTree(files);
  const catalogue = shippedCatalogue();
  const { components } = stackOf(indexReadings(readTree(tree, readers), tree.paths), catalogue);
  const context = { lifecycles: catalogue.lifecycles, paths: tree.paths, text: tree.text, today };
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
