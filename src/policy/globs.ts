import { matchesGlob } from '../stack/globs.ts';

/** Whether a path from the root matches one of these globs (`*`, `?`, `**`, `{a,b}`). A glob that names a directory takes in all below it. */
export function matchesAny(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const bare = glob.replace(/\/(?:\*\*)?$/, '');
    return matchesGlob(glob, path) || matchesGlob(bare, path) || matchesGlob(`${bare}/**`, path);
  });
}
