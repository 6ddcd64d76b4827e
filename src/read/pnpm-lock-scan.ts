import { addVersion, type LockedVersions } from './locked-versions.ts';
import { unquoted } from './quotes.ts';

/** What each member of the workspace is locked to: by its directory (`.` for the root), then by the name in its package.json. */
export type Importers = Map<string, Map<string, string>>;

const kinds = new Set(['dependencies', 'devDependencies', 'optionalDependencies']);

/** Reads `importers`, or the tables of the root itself where a lock has no workspace. */
export function scanImporters(text: string): Importers {
  const importers: Importers = new Map();
  scanWorkspace(linesBelow(text, 'importers'), importers);
  if (importers.size > 0) return importers;
  const root = tableOf(importers, '.');
  for (const kind of kinds) scanTable(linesBelow(text, kind), root);
  return importers;
}

/** Reads the keys of `packages`; for those that come from git or an address also the version that stands below. */
export function scanPackages(text: string, old: boolean): { versions: LockedVersions; byPath: Map<string, string> } {
  const versions: LockedVersions = new Map();
  const byPath = new Map<string, string>();
  let path = '';
  let name: string | undefined;
  for (const line of linesBelow(text, 'packages')) {
    if (line.charCodeAt(2) !== 0x20 && line.startsWith('  ')) {
      path = entryOf(line, 2)?.key ?? '';
      const parsed = parseDepPath(path, old);
      name = parsed?.name;
      if (parsed?.version !== undefined) addVersion(versions, parsed.name, parsed.version);
    } else if (line.startsWith('    name: ')) name = unquoted(line.slice(10));
    else if (line.startsWith('    version: ')) {
      const version = unquoted(line.slice(13));
      byPath.set(path, version);
      if (name !== undefined) addVersion(versions, name, version);
    }
  }
  return { versions, byPath };
}

/** `/@scope/name/1.0.0_peer` (5), `/name@1.0.0(peer@2.0.0)` (6) or `name@1.0.0` (9) in its parts. An address has no version here. */
export function parseDepPath(path: string, old: boolean): { name: string; version?: string } | undefined {
  const full = path.startsWith('/') ? path.slice(1) : path;
  const plain = full.split('(', 1)[0] ?? '';
  const split = old ? plain.lastIndexOf('/') : plain.indexOf('@', 1);
  if (split <= 0) return undefined;
  const version = plain.slice(split + 1).split('_', 1)[0] ?? '';
  return /^\d/.test(version) && (!old || path.startsWith('/'))
    ? { name: plain.slice(0, split), version }
    : { name: plain.slice(0, split) };
}

function scanWorkspace(lines: Iterable<string>, importers: Importers): void {
  let table: Map<string, string> | undefined;
  let wanted = false;
  let name: string | undefined;
  for (const line of lines) {
    const indent = indentOf(line);
    const entry = indent > 8 ? undefined : entryOf(line, indent);
    if (entry === undefined) continue;
    if (indent === 2) table = tableOf(importers, entry.key);
    else if (indent === 4) wanted = kinds.has(entry.key);
    else if (wanted && table && indent === 6) name = record(table, entry);
    else if (wanted && table && indent === 8 && name !== undefined && entry.key === 'version')
      table.set(name, entry.value);
  }
}

/** The tables of a lock without workspace stand at the top level. */
function scanTable(lines: Iterable<string>, table: Map<string, string>): void {
  let name: string | undefined;
  for (const line of lines) {
    const indent = indentOf(line);
    const entry = indent > 4 ? undefined : entryOf(line, indent);
    if (entry === undefined) continue;
    if (indent === 2) name = record(table, entry);
    else if (indent === 4 && name !== undefined && entry.key === 'version') table.set(name, entry.value);
  }
}

/** `name: version`, or `name:` with `specifier` and `version` below it. */
function record(table: Map<string, string>, entry: { key: string; value: string }): string {
  if (entry.value !== '') table.set(entry.key, entry.value);
  return entry.key;
}

function indentOf(line: string): number {
  let indent = 0;
  while (line.charCodeAt(indent) === 0x20) indent++;
  return indent;
}

function tableOf(importers: Importers, key: string): Map<string, string> {
  const known = importers.get(key);
  if (known) return known;
  const table = new Map<string, string>();
  importers.set(key, table);
  return table;
}

/** The lines below a top-level key; below each of them, where the file holds several documents. */
function* linesBelow(text: string, key: string): Generator<string> {
  const head = `${key}:`;
  for (let at = text.indexOf(head); at >= 0; at = text.indexOf(head, at + 1)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    let start = lineEnd(text, at) + 1;
    for (; start < text.length; start = lineEnd(text, start) + 1) {
      const first = text.charCodeAt(start);
      if (first === 0x20) yield text.slice(start, lineEnd(text, start));
      else if (first !== 0x0a && first !== 0x0d && first !== 0x23) break;
    }
    at = start - 1;
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** The key and the inline value of a line that is indented by just so many blanks. */
function entryOf(raw: string, indent: number): { key: string; value: string } | undefined {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  const first = line[indent];
  if (first === undefined || first === ' ' || first === '#') return undefined;
  if (first === '?') return { key: unquoted(line.slice(indent + 2)), value: '' };
  if (first === "'" || first === '"') {
    const end = line.indexOf(`${first}:`, indent + 1);
    return end < 0 ? undefined : { key: line.slice(indent + 1, end), value: unquoted(line.slice(end + 2)) };
  }
  const colon = line.indexOf(': ', indent);
  if (colon >= 0) return { key: line.slice(indent, colon), value: unquoted(line.slice(colon + 1)) };
  return line.endsWith(':') ? { key: line.slice(indent, -1), value: '' } : undefined;
}
