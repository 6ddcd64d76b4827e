// Zig's package manifest.
import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Link } from '../model/link.ts';
import { type Reading, reading } from '../model/reading.ts';
import { directoryOf, resolvePath } from './directory.ts';
import type { Reader } from './reader.ts';
import { type Field, fieldNamed } from './terms.ts';
import { zigPackage } from './zig-package.ts';
import { parseZon } from './zon.ts';

const name = 'build.zig.zon';

/** The manifest of Zig packages. A dependency is what its URL says; its key is an alias. */
export const buildZigZon: Reader = {
  name,
  specifications: ['https://github.com/ziglang/zig/blob/master/doc/build.zig.zon.md'],
  takes: ['project', 'dependencies', 'links', 'runtimes'],
  files: ['**/build.zig.zon'],
  read,
};

function read(path: string, text: string): Reading {
  const { kind, fields } = parseZon(text);
  const project = fieldNamed(fields, 'name');
  const minimum = fieldNamed(fields, 'minimum_zig_version');
  const dependencies: Dependency[] = [];
  const links: Link[] = [];
  const diagnostics: Diagnostic[] =
    kind === 'tuple' ? [] : [{ message: 'not understood: no ZON struct', at: { path, line: 1 } }];
  for (const entry of fieldNamed(fields, 'dependencies')?.fields ?? []) {
    const dependency = dependencyOf(path, entry);
    if (dependency) dependencies.push(dependency);
    else
      diagnostics.push({
        message: `dependency ${entry.name.slice(0, 60)} has neither a URL nor a path that is understood`,
        at: { path, line: entry.line },
      });
    const local = fieldNamed(entry.value.fields, 'path');
    const target = local && resolvePath(directoryOf(path), `${local.text}/build.zig.zon`);
    if (target) links.push({ kind: 'reference', path: target, at: { path, line: entry.line } });
  }
  return reading(path, name, {
    project: {
      ecosystem: 'zig',
      name: project?.text,
      version: fieldNamed(fields, 'version')?.text,
      at: { path, line: project?.line ?? 1 },
      languages: ['zig'],
      signs: [],
    },
    dependencies,
    links,
    runtimes: minimum
      ? [{ technology: 'zig', requirement: minimum.text, strength: 'minimum', at: { path, line: minimum.line } }]
      : [],
    diagnostics,
  });
}

function dependencyOf(path: string, { name: key, line, value }: Field): Dependency | undefined {
  const url = fieldNamed(value.fields, 'url');
  const scope = fieldNamed(value.fields, 'lazy')?.text === 'true' ? 'optional' : 'runtime';
  if (fieldNamed(value.fields, 'path'))
    return { ecosystem: 'zig', name: key, scope, at: { path, line }, source: 'path' };
  const origin = url && zigPackage(url.text);
  if (url === undefined || origin === undefined) return undefined;
  return {
    ecosystem: 'zig',
    name: origin.name,
    requirement: origin.version,
    resolved: origin.version,
    scope,
    at: { path, line: url.line },
    namedAt: url.line === line ? undefined : { path, line },
    alias: key,
    source: origin.source,
  };
}
