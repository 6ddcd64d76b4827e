/** Whether a glob of workspace members, `crates/*` or `packages/**`, names this directory. Both are relative to the workspace's root. Linear for any glob. */
export function namesMember(glob: string, directory: string): boolean {
  const parts = glob.split('/').filter((part) => part !== '' && part !== '.');
  const names = directory.split('/').filter((name) => name !== '');
  return wildcard(
    parts,
    names,
    (part) => part === '**',
    (part, name) => wildcard([...part], [...name], (one) => one === '*', sameCharacter),
  );
}

const sameCharacter = (pattern: string, character: string): boolean => pattern === '?' || pattern === character;

/** Matches a sequence against a pattern in which some items stand for any number of others, trying again only from the last of those. */
function wildcard(
  pattern: readonly string[],
  items: readonly string[],
  isAny: (part: string) => boolean,
  fits: (part: string, item: string) => boolean,
): boolean {
  let part = 0;
  let item = 0;
  let lastAny = -1;
  let resume = 0;
  while (item < items.length) {
    const current = pattern[part];
    if (current !== undefined && isAny(current)) {
      lastAny = part++;
      resume = item;
    } else if (current !== undefined && fits(current, items[item] ?? '')) {
      part++;
      item++;
    } else if (lastAny >= 0) {
      part = lastAny + 1;
      item = ++resume;
    } else return false;
  }
  return pattern.slice(part).every(isAny);
}
