import type { Component } from '../model/component.ts';
import { elixirRecipe } from './beam.ts';
import { bunRecipe, denoRecipe } from './deno-and-bun.ts';
import { dotnetRecipe } from './dotnet.ts';
import { goRecipe } from './go.ts';
import { type Ground, type RecipeContext, groundOf } from './ground.ts';
import { jvmRecipe } from './jvm.ts';
import { nimRecipe, zigRecipe } from './nim-and-zig.ts';
import { nodeRecipe } from './node.ts';
import { phpRecipe } from './php.ts';
import { pythonRecipe } from './python.ts';
import { type NoRecipe, type Recipe, isPlainPath } from './recipe.ts';
import { rubyRecipe } from './ruby.ts';
import { rustRecipe } from './rust.ts';

/** Every stack there is a recipe for: what tells it, and the recipe. The first that fits is taken. */
const stacks: readonly (readonly [(ground: Ground) => boolean, (ground: Ground) => Recipe | NoRecipe])[] = [
  [({ has }) => has('go.mod'), goRecipe],
  [({ has }) => has('Cargo.toml'), rustRecipe],
  [({ has }) => has('pom.xml') || has('build.gradle') || has('build.gradle.kts'), jvmRecipe],
  [({ has }) => has('mix.exs'), elixirRecipe],
  [({ files }) => files.some((path) => /^[^/]+\.(?:cs|fs|vb)proj$/.test(path)), dotnetRecipe],
  [({ has }) => has('Gemfile'), rubyRecipe],
  [({ has, uses }) => has('composer.json') && uses('laravel', 'symfony'), phpRecipe],
  [
    ({ has, uses }) => ['pyproject.toml', 'requirements.txt', 'Pipfile', 'setup.py'].some(has) && uses('python'),
    pythonRecipe,
  ],
  [({ has, uses }) => has('deno.json') || has('deno.jsonc') || (uses('deno') && !has('package.json')), denoRecipe],
  [({ has, lock, uses }) => has('package.json') && (lock === 'bun' || uses('bun', 'elysia')), bunRecipe],
  [({ has }) => has('package.json') && !has('Package.swift'), nodeRecipe],
  [({ files }) => files.some((path) => /^[^/]+\.nimble$/.test(path)), nimRecipe],
  [({ has }) => has('build.zig.zon') || has('build.zig'), zigRecipe],
];

/** A hardened Dockerfile and .dockerignore for what the component is built of, or why there is none. Both are written into its directory; the build context is that directory, or the root of its workspace. */
export function recipeFor(component: Component, context: RecipeContext): Recipe | NoRecipe {
  const ground = groundOf(component, context);
  for (const [fits, recipe] of stacks) {
    if (!fits(ground)) continue;
    const made = recipe(ground);
    // Built from a directory above, the Dockerfile names the way from there.
    const named = 'cannot' in made || made.context === undefined || isPlainPath(component.path);
    return named ? made : { cannot: 'the path of its directory is more than a path to a Dockerfile.' };
  }
  const names = component.technologies.map(({ technology }) => technology.name).slice(0, 3);
  return {
    cannot:
      names.length === 0 ? 'nothing tells what it is built of.' : `there is no recipe for ${names.join(', ')} yet.`,
  };
}
