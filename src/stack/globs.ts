import { matchSequence } from '../model/wildcards.ts';

const mostAlternatives = 64;

/**
 * Matches a path against a glob with `*`, `?`, `**` and braces. Globs come from the audited repository: both levels, the
 * parts of the path and the letters of a part, are matched without backtracking into one another, so that none takes long.
 */
export function matchesGlob(glob: string, path: string): boolean {
  return globMatcher(glob)(path);
}

/** The glob made ready to be matched against many paths: most of them lack a letter of it, and cost one look. */
export function globMatcher(glob: string): (path: string) => boolean {
  const alternatives = alternativesOf(glob).map((one) => {
    const parts = partsOf(one);
    return { parts, literals: parts.flatMap((part) => part.split(/[*?]+/)).filter((piece) => piece !== '') };
  });
  return (path) => {
    const open = alternatives.filter(({ literals }) => literals.every((piece) => path.includes(piece)));
    if (open.length === 0) return false;
    const names = partsOf(path);
    return open.some(({ parts }) => matchSequence(parts, names, isAnyDepth, matchesPart));
  };
}

const isAnyDepth = (part: string): boolean => part === '**';

/** The names in a path, without what is empty or a dot. */
export function partsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.includes('') || parts.includes('.') ? parts.filter((part) => part !== '' && part !== '.') : parts;
}

function matchesPart(pattern: string, part: string): boolean {
  if (!/[*?]/.test(pattern)) return pattern === part;
  return matchSequence(
    [...pattern],
    [...part],
    (letter) => letter === '*',
    (letter, one) => letter === '?' || letter === one,
  );
}

/** `{apps,libs}/*` as `apps/*` and `libs/*`; what has too many alternatives is taken as it stands. */
function alternativesOf(glob: string): string[] {
  const done: string[] = [];
  const open = [glob];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const braces = /\{([^{}]*,[^{}]*)\}/.exec(one.slice(0, 1000));
    if (braces === null) done.push(one);
    else {
      const before = one.slice(0, braces.index);
      const after = one.slice(braces.index + braces[0].length);
      for (const choice of braces[1]?.split(',') ?? []) open.push(before + choice + after);
    }
    if (done.length + open.length > mostAlternatives) return [glob];
  }
  return done;
}
