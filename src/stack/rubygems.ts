import type { Dependency } from '../model/dependency.ts';
import type { Diagnostic } from '../model/diagnostic.ts';
import type { Lockfile } from '../model/lockfile.ts';
import type { Sign } from '../model/project.ts';
import type { Reading } from '../model/reading.ts';
import { ancestors, directoryOf, pathIn, relativeTo } from '../read/directory.ts';
import type { Readings } from './readings.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** Joins Gemfiles and gemspecs with Bundler's lock, and with the Gemfiles that they include. */
export const rubygems: Resolver = { ecosystems: ['rubygems'], resolve };

const mostIncludes = 50;

function resolve(manifest: Reading, readings: Readings): Resolved {
  const directory = directoryOf(manifest.path);
  const diagnostics: Diagnostic[] = [];
  const { dependencies, files } = withIncludes(manifest, readings, diagnostics);
  const lock = lockFor(manifest, directory, readings);
  const problem = lock?.problem?.();
  if (problem) diagnostics.push(problem);
  return {
    dependencies: dependencies.map((one) => locked(one, lock, directory)),
    runtimes: manifest.runtimes,
    lockfiles: lock ? [lock] : [],
    diagnostics,
    files: lock ? [...files, lock.at.path] : files,
    signs: signsOf(manifest, directory, readings),
  };
}

function withIncludes(
  manifest: Reading,
  readings: Readings,
  diagnostics: Diagnostic[],
): { dependencies: readonly Dependency[]; files: string[] } {
  const dependencies = [...manifest.dependencies];
  const seen = new Set([manifest.path]);
  const open = [...manifest.links];
  for (let link = open.shift(); link !== undefined && seen.size < mostIncludes; link = open.shift()) {
    if (link.kind !== 'include' || seen.has(link.path)) continue;
    seen.add(link.path);
    const target = readings.at(link.path);
    if (target?.format === manifest.format) {
      dependencies.push(...target.dependencies);
      open.push(...target.links);
      continue;
    }
    const what = readings.paths.has(link.path) ? 'not read as a Gemfile' : 'not there';
    diagnostics.push({ message: `${link.path} is included, but ${what}`, at: link.at });
  }
  return { dependencies, files: [...seen].slice(1) };
}

/** The lock beside the manifest, else the nearest one above that lists this directory as a local gem. */
function lockFor(manifest: Reading, directory: string, readings: Readings): Lockfile | undefined {
  const name = manifest.path.endsWith('gems.rb') ? 'gems.locked' : 'Gemfile.lock';
  for (const above of ancestors(directory)) {
    const lock = readings.at(pathIn(above, name))?.lockfile;
    if (lock?.covers?.(directory) === true) return lock;
  }
  return undefined;
}

function locked(dependency: Dependency, lock: Lockfile | undefined, importer: string): Dependency {
  const { name, requirement } = dependency;
  const resolved = lock?.find({ name, importer, ...(requirement !== undefined && { requirement }) });
  return resolved === undefined ? dependency : { ...dependency, resolved };
}

const startFiles = ['config/application.rb', 'config.ru', 'bin/rails', 'config/puma.rb', 'app.rb', 'server.rb'];

/** A gem has such files only to try itself out. */
function signsOf(manifest: Reading, directory: string, readings: Readings): Sign[] {
  if (readings.in(directory).some((reading) => reading.format === 'gemspec')) return [];
  const file = startFiles.map((name) => pathIn(directory, name)).find((path) => readings.paths.has(path));
  if (file === undefined || manifest.format !== 'Gemfile') return [];
  return [{ for: 'service', reason: `has ${relativeTo(directory, file) ?? file}`, at: { path: file } }];
}
