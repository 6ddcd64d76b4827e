import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { BaseImage } from '../src/model/base-image.ts';
import { Lifecycle } from '../src/model/lifecycle.ts';
import { Technology } from '../src/model/technology.ts';
import { parseToml } from '../src/read/toml.ts';
import { readRules, root, tomlFiles } from './rule-files.ts';

/** Compiles rules/ into the JSON files that ship in dist/data. Examples and pages stay behind: the tests and the documentation have them. */
function data<Schema extends z.core.$ZodType>(folder: string, schema: Schema): z.output<Schema>[] {
  if (!existsSync(join(root, folder))) return [];
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

function write(name: string, value: unknown): void {
  const folder = join(root, 'dist', 'data');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(value)}\n`);
}

/** Leaves out what is empty or only of use to readers of the source: the file is parsed at every start. */
function lean(technology: Technology): Partial<Technology> {
  const { example: _example, homepage: _homepage, article: _article, ...kept } = technology;
  return kept;
}

try {
  write('technologies', data('rules/technologies', Technology).map(lean));
  write('lifecycles', data('rules/lifecycles', Lifecycle));
  write('images', data('rules/images', BaseImage));
  write(
    'rules',
    readRules().map((rule) => ({ ...rule, example: [] })),
  );
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
