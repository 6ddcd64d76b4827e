import type { CopiedSecret, Copy, Image } from '../model/image.ts';
import type { Reading } from '../model/reading.ts';
import { directoryOf, fileNameOf, pathIn, relativeTo } from '../read/directory.ts';
import { npmrc } from '../read/npmrc.ts';
import { secretFile } from '../read/secret-file.ts';
import { profileOf } from '../read/profile.ts';
import { chainOf } from './image-chain.ts';
import { ignores } from './ignored-files.ts';
import { matchesGlob } from './globs.ts';
import { roleOfPlace } from './places.ts';
import type { Readings } from './readings.ts';

/** A source of COPY as a path from the context, `''` for the whole of it; undefined for addresses, and where a variable is open. */
export function sourcePath(source: string): string | undefined {
  if (/^[a-z][a-z+.-]*:\/\/|^git@|[$"'\\]/i.test(source)) return undefined;
  const parts: string[] = [];
  for (const part of source.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** Whether a COPY takes this file of the context into its stage, by name, by a glob, or with a directory above it. */
export function takes(copy: Copy, path: string): boolean {
  if (copy.from !== undefined || copy.excluded.some((glob) => matchesGlob(glob, path))) return false;
  return copy.sources.some((source) => {
    const plain = sourcePath(source);
    if (plain === undefined) return false;
    if (plain === '' || plain === path || path.startsWith(`${plain}/`)) return true;
    return /[*?[]/.test(plain) && (matchesGlob(plain, path) || matchesGlob(`${plain}/**`, path));
  });
}

/** More stages than this pass nothing on in turn. */
const mostSteps = 5;

/** Whether a file of the context that a COPY takes is in the final image: copied there, or taken over from the stage that it was copied into. */
export function endsUp(path: string, copy: Copy, image: Image): boolean {
  let held = [{ stage: copy.stage, paths: landings(copy, path) }];
  for (let step = 0; step < mostSteps && held.length > 0; step++) {
    if (held.some(({ stage }) => image.chain.includes(stage))) return true;
    const next = image.copies.flatMap((one) => {
      const { fromStage } = one;
      if (fromStage === undefined) return [];
      const chain = chainOf(image.dockerfile, fromStage);
      const there = held.filter(({ stage }) => chain.includes(stage)).flatMap(({ paths }) => paths);
      const paths = there.flatMap((inside) => landings(one, inside));
      return paths.length === 0 ? [] : [{ stage: one.stage, paths }];
    });
    held = next;
  }
  return false;
}

/** Where a COPY puts a file, as a path in the image without the slash in front; several where it cannot be told whether the destination is a directory. */
function landings({ sources, destination }: Pick<Copy, 'sources' | 'destination'>, path: string): string[] {
  const target = sourcePath(destination);
  if (target === undefined) return [];
  const below = (inside: string): string => pathIn(target, inside);
  return sources.flatMap((source) => {
    const plain = sourcePath(source);
    if (plain === undefined) return [];
    if (plain === path) return [target, below(fileNameOf(path))];
    if (plain === '') return [below(path)];
    if (path.startsWith(`${plain}/`)) return [below(path.slice(plain.length + 1))];
    if (!/[*?]/.test(plain)) return [];
    const depth = plain.split('/').length;
    const top = path.split('/').slice(0, depth).join('/');
    if (!matchesGlob(plain, top)) return [];
    return [below(top === path ? fileNameOf(path) : path.slice(top.length + 1))];
  });
}

/** A repository of more files with secrets, an image that copies one more often, is no one's work. */
const mostHolders = 300;
const mostCopies = 10;
const mostInstructions = 500;

/** Formats of files that are not made to be shipped. */
const formats: ReadonlySet<string> = new Set([secretFile.name, npmrc.name]);

/** The files of a repository that hold secrets which count. */
export function secretHolders({ all }: Readings): Reading[] {
  return all.filter(({ path, secrets, format }) => secrets.length > 0 && formats.has(format) && isDeployed(path));
}

/** Those that end up in an image, where its context is known and nothing keeps them out of it. */
export function copiedSecrets(image: Image, holders: readonly Reading[]): CopiedSecret[] {
  if (image.contexts.length !== 1 || image.ignoreFile?.complete === false || image.copies.length > mostInstructions)
    return [];
  const ignored = ignores(image.ignoreFile?.patterns ?? []);
  return holders.slice(0, mostHolders).flatMap(({ path, secrets }): CopiedSecret[] => {
    const inside = relativeTo(image.context, path);
    if (inside === undefined || ignored(inside)) return [];
    const copies = image.copies.filter((one) => takes(one, inside)).slice(0, mostCopies);
    const copy = copies.find((one) => endsUp(inside, one, image));
    return copy === undefined ? [] : [{ path, secrets, copy }];
  });
}

/** What stands in files for tests, development and examples opens nothing. */
function isDeployed(path: string): boolean {
  const profile = profileOf(path);
  const apart =
    /(?:^|\/)(?:ci|test|dev|local|example|sample|demo)[-_.][^/]*\/|[-_.](?:ci|tests?|dev|local|examples?|samples?|demo)\//i;
  const deployed = profile === 'base' || profile === 'production';
  return deployed && !apart.test(path) && roleOfPlace(directoryOf(path)) === undefined;
}
