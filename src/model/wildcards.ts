/**
 * Matches a sequence against a pattern with wildcards that stand for any number of items. The usual two-pointer match: a wildcard takes as little as
 * will do, and only the last one seen ever takes more, so that no pattern takes long.
 */
export function matchSequence<Part, Item>(
  pattern: readonly Part[],
  items: readonly Item[],
  isWild: (part: Part) => boolean,
  equal: (part: Part, item: Item) => boolean,
): boolean {
  let at = 0;
  let wild = -1;
  let resume = 0;
  for (let item = 0; item < items.length;) {
    const part = pattern[at];
    if (part !== undefined && isWild(part)) {
      wild = at++;
      resume = item;
    } else if (part !== undefined && equal(part, items[item] as Item)) {
      at++;
      item++;
    } else if (wild >= 0) {
      at = wild + 1;
      item = ++resume;
    } else return false;
  }
  for (let part = pattern[at]; part !== undefined && isWild(part);) part = pattern[++at];
  return at === pattern.length;
}
