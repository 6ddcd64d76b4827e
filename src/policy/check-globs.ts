import { type Keys, type Mistake, type Places, shortened } from '../rules/mistakes.ts';
import { atValue, textsAt } from './known-ids.ts';

/** Globs that could not match any path as it is written here: from the root, with `/`. `value` stands at `at`; the list is at `keys` in it. */
export function checkGlobs(value: unknown, places: Places, keys: readonly string[], at: Keys = []): Mistake[] {
  return textsAt(value, keys).flatMap(([inner, glob]) => atValue(places, [...at, ...inner], globMistake(glob)));
}

function globMistake(glob: string): string | undefined {
  const shown = `"${shortened(glob)}"`;
  if (glob.trim() === '') return 'an empty path';
  if (glob.length > 500) return `${shown} is too long for a path`;
  if (glob.startsWith('/'))
    return `${shown} begins with "/". Paths are from the repository's root: "${shortened(glob.replace(/^\/+/, ''))}"`;
  if (glob.includes('\\')) return `${shown} has a "\\". Paths are written with "/"`;
  if (glob.split('/').includes('..')) return `${shown} leads out of the repository`;
  if (glob.startsWith('!')) return `${shown}: a path cannot be negated. Say which paths are meant`;
  return undefined;
}
