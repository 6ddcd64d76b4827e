import { lstatSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { wants, worktree } from '../index.ts';
import type { Component } from '../model/component.ts';
import { UsageError } from '../model/usage-error.ts';
import { forLog } from '../output/safe.ts';
import { readers } from '../read/index.ts';
import { readTree } from '../read/read.ts';
import { type Recipe, buildCommand, ignoreFileOf } from '../recipe/recipe.ts';
import { recipeFor } from '../recipe/recipes.ts';
import { shippedCatalogue } from '../shipped.ts';
import { stackOf } from '../stack/components.ts';
import { indexReadings } from '../stack/readings.ts';
import { dayOf } from './day-of.ts';
import { directoryOf } from './directory-of.ts';
import { exitCodes } from './exit-codes.ts';
import { flagsOf } from './flags.ts';

const options = { path: { type: 'string' }, write: { type: 'boolean' }, 'as-of': { type: 'string' } } as const;

/** Prints a Dockerfile and a .dockerignore for a component, or writes those that are not there yet. */
export async function runDockerfile(args: readonly string[]): Promise<number> {
  const { values, positionals } = flagsOf('dockerfile', args, options);
  if (positionals.length > 1) throw new UsageError(`one COMPONENT at a time: ${positionals.join(', ')} were given`);
  const directory = directoryOf([values.path ?? '.']);
  const tree = worktree(directory, wants);
  const catalogue = shippedCatalogue();
  const { components } = stackOf(indexReadings(readTree(tree, readers), tree.paths), catalogue);
  const component = chosen(components, positionals[0]);
  const context = {
    components,
    lifecycles: catalogue.lifecycles,
    paths: tree.paths,
    text: tree.text,
    today: dayOf(values['as-of']),
  };
  const recipe = recipeFor(component, context);
  if ('cannot' in recipe) throw new UsageError(`no Dockerfile for ${component.path}: ${recipe.cannot}`);
  const { notes } = recipe;
  if (values.write === true) writeBoth(resolve(directory, component.path), recipe);
  else
    process.stdout.write(
      forLog(`${recipe.dockerfile}\n# ${ignoreFileOf(recipe)}, beside it:\n#\n${commented(recipe.dockerignore)}`),
    );
  const build = buildCommand(component.path, recipe.context);
  if (build !== undefined) process.stderr.write(`build it with: ${build}\n`);
  for (const note of notes) process.stderr.write(`${forLog(`note: ${note}`)}\n`);
  return exitCodes.pass;
}

/** The component that is named by its directory or name; else the only service. */
function chosen(components: readonly Component[], named: string | undefined): Component {
  const directory = named?.replace(/^\.\/(?=.)/, '').replace(/\/+$/, '');
  const services = components.filter(({ role }) => role === 'service');
  const found =
    named === undefined
      ? services
      : components.filter(({ path, name }) => path === directory || (name === named && named !== '.'));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const there = (services.length > 0 ? services : components).map(({ path }) => path).join(', ') || 'none';
  if (named === undefined && services.length > 1) throw new UsageError(`say for which COMPONENT. There are: ${there}`);
  throw new UsageError(`no component ${named ?? 'that serves'} here. There are: ${there}`);
}

function writeBoth(directory: string, recipe: Recipe): void {
  for (const [name, text] of [
    ['Dockerfile', recipe.dockerfile],
    [ignoreFileOf(recipe), recipe.dockerignore],
  ] as const) {
    const path = join(directory, name);
    // A link counts as a file, wherever it leads: nothing is written through it.
    if (lstatSync(path, { throwIfNoEntry: false }) !== undefined)
      process.stderr.write(`${name} is there already: left as it is\n`);
    else {
      writeFileSync(path, text, { flag: 'wx' });
      process.stdout.write(`${forLog(path)}\n`);
    }
  }
}

function commented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `${line === '' ? '#' : `#   ${line}`}\n`)
    .join('');
}
