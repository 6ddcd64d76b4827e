import type { CopiedSecret, Copy, Image } from '../model/image.ts';
import { relativeTo } from '../read/directory.ts';
import { npmrc } from '../read/npmrc.ts';
import { secretFile } from '../read/secret-file.ts';
import { profileOf } from '../read/profile.ts';
import { ignores } from './ignored-files.ts';
import { matchesGlob } from './member-globs.ts';
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

/** Formats of files that are not made to be shipped. */
const holders: ReadonlySet<string> = new Set([secretFile.name, npmrc.name]);

/** The files with secrets that an image copies from its context, where that is known and nothing keeps them out of it. */
export function copiedSecrets(image: Image, readings: Readings): CopiedSecret[] {
  if (image.contexts.length !== 1) return [];
  const ignored = ignores(image.ignoreFile?.patterns ?? []);
  return readings.all.flatMap(({ path, secrets, format }): CopiedSecret[] => {
    const inside = secrets.length === 0 ? undefined : relativeTo(image.context, path);
    if (inside === undefined || !holders.has(format) || !isDeployed(path) || ignored(inside)) return [];
    const copies = image.copies.filter((copy) => takes(copy, inside));
    const copy = copies.find(({ stage }) => image.chain.includes(stage)) ?? copies[0];
    return copy === undefined ? [] : [{ path, secrets, copy }];
  });
}

/** What stands in files for tests, development and examples opens nothing. */
function isDeployed(path: string): boolean {
  const profile = profileOf(path);
  return profile === 'base' || profile === 'production';
}
