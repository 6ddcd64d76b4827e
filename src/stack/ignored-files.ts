import { RE2JS } from '@bufbuild/re2';
import type { IgnoreFile, Image } from '../model/image.ts';
import { directoryOf, pathIn } from '../read/directory.ts';
import type { Readings } from './readings.ts';

/** The file that says what stays out of an image's context: the one named after the Dockerfile comes first. https://docs.docker.com/build/concepts/context/#filename-and-location */
export function ignoreFileOf(image: Pick<Image, 'dockerfile' | 'context'>, readings: Readings): IgnoreFile | undefined {
  const prefix = pathIn(image.context, '');
  const paths = [`${image.dockerfile.path}.dockerignore`, `${prefix}.dockerignore`, `${prefix}.containerignore`];
  for (const path of paths) {
    // `Dockerfile.dockerignore` is looked at by the reader of Dockerfiles, too.
    const found = readings.in(directoryOf(path)).find((one) => one.path === path && one.format === '.dockerignore');
    if (found) {
      const { patterns, diagnostics } = found;
      return { path, patterns, complete: diagnostics.length === 0 };
    }
    if (readings.paths.has(path)) return { path, patterns: [], complete: false };
  }
  return undefined;
}

/**
 * Tells whether a path of the context, relative to it, is kept out by the patterns of a `.dockerignore`. Linear, whatever the patterns; those that
 * Docker refuses keep nothing out.
 */
export function ignores(patterns: readonly string[]): (path: string) => boolean {
  const filter = filters.get(patterns) ?? filterOf(patterns);
  filters.set(patterns, filter);
  return filter;
}

/** Made once a file, asked once a path. */
const filters = new WeakMap<readonly string[], (path: string) => boolean>();

function filterOf(patterns: readonly string[]): (path: string) => boolean {
  const lines = patterns.flatMap((pattern) => {
    const negated = pattern.startsWith('!');
    const matches = matcherOf(cleaned(negated ? pattern.slice(1) : pattern));
    return matches === undefined ? [] : [{ negated, matches }];
  });
  return (path) => {
    const plain = path.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
    if (plain === '' || plain === '.' || plain.startsWith('../')) return false;
    let out = false;
    for (const { negated, matches } of lines) if (negated === out && matches(plain)) out = !negated;
    return out;
  };
}

function cleaned(pattern: string): string {
  const parts: string[] = [];
  for (const part of pattern.trim().split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a pattern matches a path or a directory above it. https://pkg.go.dev/github.com/moby/patternmatcher */
function matcherOf(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern === '') return undefined;
  if (!/[*?[\\^]/.test(pattern)) return (path) => path === pattern || path.startsWith(`${pattern}/`);
  try {
    const expression = new RE2JS(`^(?s:${expressionOf(pattern)}(?:/.*)?)$`);
    return (path) => expression.test(path);
  } catch {
    return undefined;
  }
}

function expressionOf(pattern: string): string {
  return pattern.replace(/\*\*\/?|[*?.+()|{}$]|\\./g, (found, at: number) => {
    if (found.startsWith('**')) return at + found.length === pattern.length ? '.*' : '(?:.*/)?';
    if (found === '*') return '[^/]*';
    if (found === '?') return '[^/]';
    return found.startsWith('\\') ? found : `\\${found}`;
  });
}
