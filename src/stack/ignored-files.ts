import ignore from '@balena/dockerignore';
import type { IgnoreFile, Image } from '../model/image.ts';
import { directoryOf } from '../read/directory.ts';
import type { Readings } from './readings.ts';

/** The file that says what stays out of an image's context: the one named after the Dockerfile comes first. https://docs.docker.com/build/concepts/context/#filename-and-location */
export function ignoreFileOf(image: Pick<Image, 'dockerfile' | 'context'>, readings: Readings): IgnoreFile | undefined {
  const prefix = image.context === '' ? '' : `${image.context}/`;
  const paths = [`${image.dockerfile.path}.dockerignore`, `${prefix}.dockerignore`, `${prefix}.containerignore`];
  for (const path of paths) {
    // `Dockerfile.dockerignore` is looked at by the reader of Dockerfiles, too.
    const found = readings.in(directoryOf(path)).find((one) => one.path === path && one.format === '.dockerignore');
    if (found) {
      const { patterns, diagnostics } = found;
      return { path, patterns, complete: diagnostics.length === 0 && patterns.every(isSane) };
    }
    if (readings.paths.has(path)) return { path, patterns: [], complete: false };
  }
  return undefined;
}

/** A pattern of many asterisks has no meaning and takes time without end. */
function isSane(pattern: string): boolean {
  return (pattern.match(/\*+/g)?.length ?? 0) <= 6;
}

/** Tells whether a path of the context, relative to it, is kept out by the patterns of a `.dockerignore`. */
export function ignores(patterns: readonly string[]): (path: string) => boolean {
  const filter = filters.get(patterns) ?? filterOf(patterns);
  filters.set(patterns, filter);
  return filter;
}

/** Made once a file, asked once a path. */
const filters = new WeakMap<readonly string[], (path: string) => boolean>();

function filterOf(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const filter = ignore.default({ ignorecase: false }).add(patterns.filter(isSane));
  return (path) => {
    const plain = path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    if (plain === '' || plain === '.' || plain.startsWith('../') || plain in Object.prototype) return false;
    return filter.ignores(plain);
  };
}
