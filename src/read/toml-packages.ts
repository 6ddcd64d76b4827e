import type { LockedPackage } from './locked-packages.ts';

/**
 * The names and versions in the tables `[[package]]` (poetry, pdm) or `[[packages]]` (pylock) of a lock file, by lines: a lock holds tens of
 * thousands of them, and the tables within them have keys of the same names.
 */
export function* tomlPackages(
  text: string,
  table: 'package' | 'packages',
  nameOf: (name: string) => string,
): Generator<LockedPackage> {
  const header = `[[${table}]]`;
  let inside = false;
  let name: string | undefined;
  for (const line of linesFrom(text)) {
    if (line.startsWith('[')) {
      inside = line.startsWith(header);
      name = undefined;
    } else if (inside) {
      const value = quoted(line, 'name') ?? undefined;
      if (value !== undefined) name = nameOf(value);
      const version = quoted(line, 'version');
      if (version !== undefined && name !== undefined) yield { name, version };
    }
  }
}

/** The text of `key = "text"`. */
export function quoted(line: string, key: string): string | undefined {
  if (!line.startsWith(key)) return undefined;
  const found = /^\s*=\s*["']([^"']*)["']/.exec(line.slice(key.length));
  return found?.[1];
}

/** The lines of a text one by one, without holding them all. */
export function* linesFrom(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    yield text.charCodeAt(stop - 1) === 0x0d ? text.slice(start, stop - 1) : text.slice(start, stop);
    start = stop + 1;
  }
}
