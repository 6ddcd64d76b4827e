import type { RuntimeRequirement } from '../model/runtime-requirement.ts';
import { type Document, entriesOf, fieldOf, textOf } from './document.ts';

/** Ids of the technologies whose versions a package.json may speak of. */
const technologies: Readonly<Record<string, string>> = {
  node: 'node',
  npm: 'npm',
  pnpm: 'pnpm',
  yarn: 'yarn',
  bun: 'bun',
  deno: 'deno',
};

/**
 * What a package.json says of runtimes and package managers: `engines` is the least that the code needs; `devEngines`, `volta` and
 * `packageManager` choose what is used. https://docs.npmjs.com/cli/configuring-npm/package-json#devengines,
 * https://docs.volta.sh/advanced/workspaces, https://nodejs.org/api/packages.html#packagemanager
 */
export function npmRuntimes(path: string, document: Document): RuntimeRequirement[] {
  const found: RuntimeRequirement[] = [];
  const add = (
    name: unknown,
    requirement: unknown,
    strength: RuntimeRequirement['strength'],
    keys: readonly (string | number)[],
  ): void => {
    const text = textOf(requirement)?.trim();
    if (typeof name !== 'string' || !Object.hasOwn(technologies, name) || text === undefined || !/[\d*]/.test(text))
      return;
    found.push({
      technology: technologies[name] ?? '',
      requirement: text,
      strength,
      at: { path, line: document.lineOf(...keys) },
    });
  };
  for (const part of ['runtime', 'packageManager'] as const) {
    const value = fieldOf(document.value, 'devEngines', part);
    if (!Array.isArray(value))
      add(fieldOf(value, 'name'), fieldOf(value, 'version'), 'pin', ['devEngines', part, 'version']);
    else
      value.forEach((one, at) =>
        add(fieldOf(one, 'name'), fieldOf(one, 'version'), 'pin', ['devEngines', part, at, 'version']),
      );
  }
  for (const [name, version] of entriesOf(fieldOf(document.value, 'volta'))) add(name, version, 'pin', ['volta', name]);
  const manager = textOf(fieldOf(document.value, 'packageManager'));
  if (manager !== undefined) {
    const [name, version] = manager.split('+', 1)[0]?.split('@') ?? [];
    add(name, version, 'pin', ['packageManager']);
  }
  for (const [name, range] of entriesOf(fieldOf(document.value, 'engines')))
    add(name, range, 'minimum', ['engines', name]);
  return found;
}
