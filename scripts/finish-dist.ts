import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minifySync } from 'rolldown/experimental';

/**
 * Makes dist/ stand alone: it says that it is ESM even where no other package.json lies above, and ends every file the same way. What others wrote
 * is minified, because Node reads all of a file before it runs any of it; what is ours stays as a reviewer can read it.
 */
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const foreign = new Set(['github.js', 'schema.js', 'toml.js', 'vendor.js', 'xml.js', 'yaml.js']);

writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
for (const name of readdirSync(dist).filter((one) => one.endsWith('.js') || one.endsWith('.txt'))) {
  const path = join(dist, name);
  const text = readFileSync(path, 'utf8');
  const shipped = foreign.has(name) ? minified(name, text) : text;
  const clean = `${shipped.replaceAll('\r\n', '\n').trimEnd()}\n`;
  if (clean !== text) writeFileSync(path, clean);
}

function minified(name: string, text: string): string {
  const { code, errors } = minifySync(name, text, { module: true });
  if (errors.length > 0) throw new Error(`dist/${name} cannot be minified: ${errors[0]?.message}`);
  return code;
}
