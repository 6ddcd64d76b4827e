import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes dist/ stand alone: it says that it is ESM even where no other package.json lies above, and ends every file the same way. */
const dist = fileURLToPath(new URL('../dist', import.meta.url));

writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
for (const name of readdirSync(dist).filter((one) => one.endsWith('.js') || one.endsWith('.txt'))) {
  const path = join(dist, name);
  const text = readFileSync(path, 'utf8');
  const clean = `${text.replaceAll('\r\n', '\n').trimEnd()}\n`;
  if (clean !== text) writeFileSync(path, clean);
}
