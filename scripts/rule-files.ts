import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Rule } from '../src/model/rule.ts';
import { loadRule } from '../src/rules/load.ts';

/** The root of this repository. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** The families of rules, a folder each; what else lies in rules/ is data. */
const dataFolders = new Set(['technologies', 'lifecycles', 'images']);

/** The TOML files below a folder of the repository, sorted. */
export function tomlFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.toml'))
    .map((name) => join(folder, name).replaceAll('\\', '/'))
    .sort();
}

/** Every rule that ships, with its examples. All mistakes of all files come at once. */
export function readRules(): Rule[] {
  const mistakes: string[] = [];
  const families = readdirSync(join(root, 'rules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !dataFolders.has(entry.name))
    .map(({ name }) => name);
  const rules = families
    .flatMap((family) => tomlFiles(join('rules', family)))
    .flatMap((path) => {
      const result = loadRule(path, readFileSync(join(root, path), 'utf8'));
      if ('rule' in result) return [result.rule.rule];
      mistakes.push(
        ...result.mistakes.map(
          ({ line, column, message }) => `${path}:${line}${column === undefined ? '' : `:${column}`}: ${message}`,
        ),
      );
      return [];
    });
  if (mistakes.length > 0) throw new Error(mistakes.join('\n'));
  return rules;
}
