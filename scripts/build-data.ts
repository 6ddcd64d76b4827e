import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { BaseImage } from '../src/model/base-image.ts';
import { Lifecycle } from '../src/model/lifecycle.ts';
import { Technology } from '../src/model/technology.ts';
import { parseToml } from '../src/read/toml.ts';
import { loadRule } from '../src/rules/load.ts';

/** Compiles rules/ into the JSON files that ship in dist/data. Examples and pages stay behind: the tests and the documentation have them. */
const root = fileURLToPath(new URL('..', import.meta.url));
const families = ['container', 'security', 'maturity', 'modularity', 'delivery', 'runtime'];

function tomlFiles(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.toml'))
      .map((name) => join(folder, name).replaceAll('\\', '/'))
      .sort();
  } catch {
    return [];
  }
}

function data<Schema extends z.core.$ZodType>(folder: string, schema: Schema): z.output<Schema>[] {
  return tomlFiles(folder).map((path) => {
    const document = parseToml(path, readFileSync(join(root, path), 'utf8'));
    const parsed = z.safeParse(schema, document.value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const keys = issue?.path.filter((key): key is string | number => typeof key !== 'symbol') ?? [];
    throw new Error(
      `${path}:${document.lineOf(...keys)}: ${keys.join('.')}: ${issue?.message} ${document.diagnostics[0]?.message ?? ''}`,
    );
  });
}

function rules() {
  const mistakes: string[] = [];
  const loaded = families.flatMap(tomlFilesOfFamily).flatMap((path) => {
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
  return loaded;
}

function tomlFilesOfFamily(family: string): string[] {
  return tomlFiles(join('rules', family));
}

function write(name: string, value: unknown): void {
  const folder = join(root, 'dist', 'data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value)}\n`);
}

try {
  write(
    'technologies',
    data('rules/technologies', Technology).map(({ example: _, ...technology }) => technology),
  );
  write('lifecycles', data('rules/lifecycles', Lifecycle));
  write('images', data('rules/images', BaseImage));
  write(
    'rules',
    rules().map(({ example: _, ...rule }) => ({ ...rule, example: [] })),
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
