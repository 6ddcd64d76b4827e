import ignore from '@balena/dockerignore';
import type { Image } from '../model/image.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf } from '../read/directory.ts';
import type { Readings } from './readings.ts';

/** The file that says what stays out of an image's context: the one named after the Dockerfile comes first. https://docs.docker.com/build/concepts/context/#filename-and-location */
export function ignoreFileOf(image: Pick<Image, 'dockerfile' | 'context'>, readings: Readings): Reading | undefined {
  const prefix = image.context === '' ? '' : `${image.context}/`;
  const paths = [`${image.dockerfile.path}.dockerignore`, `${prefix}.dockerignore`, `${prefix}.containerignore`];
  for (const path of paths) {
    // `Dockerfile.dockerignore` is looked at by the reader of Dockerfiles, too.
    const found = readings.in(directoryOf(path)).find((one) => one.path === path && one.format === '.dockerignore');
    if (found) return found;
  }
  return undefined;
}

/** Tells whether a path of the context, relative to it, is kept out by the patterns of a `.dockerignore`. */
export function ignores(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  // A pattern of many asterisks has no meaning and takes time without end.
  const sane = patterns.filter((pattern) => (pattern.match(/\*+/g)?.length ?? 0) <= 6);
  const filter = ignore.default({ ignorecase: false }).add(sane);
  return (path) => {
    const plain = path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    if (plain === '' || plain === '.' || plain.startsWith('../') || plain in Object.prototype) return false;
    return filter.ignores(plain);
  };
}
