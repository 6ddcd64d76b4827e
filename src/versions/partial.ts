/** The leading numbers of a version, at most `limit` of them; a "v" in front is skipped. */
export function leadingNumbers(version: string, limit = Number.POSITIVE_INFINITY): number[] {
  const [, numbers] = /^v?(\d+(?:\.\d+)*)/i.exec(version) ?? [];
  return numbers === undefined ? [] : numbers.split('.').slice(0, limit).map(Number);
}

/** Fills up "3" or "3.5-rc.1" to the three parts of a semantic version; other text is returned as it is. */
export function padded(version: string): string {
  const [, numbers, rest] = /^v?(\d+(?:\.\d+){0,2})((?:[-+].*)?)$/s.exec(version) ?? [];
  return numbers === undefined ? version : `${numbers}${'.0'.repeat(3 - numbers.split('.').length)}${rest}`;
}

/** The numbers with the last one raised: where the line of versions that begin with them ends ("3.5" ends at "3.6"). */
export function raised(numbers: readonly number[]): string {
  return [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1].join('.');
}

/** The semantic version just below every prerelease of the next line: "3.5" gives "3.6.0-0". */
export const nextLine = (numbers: readonly number[]): string => `${padded(raised(numbers))}-0`;

/** Shows the bound that `nextLine` made as people write it: "4.0.0-0" as "4.0.0". */
export const withoutFloor = (bound: string): string => (bound.endsWith('-0') ? bound.slice(0, -2) : bound);

/** Orders two lists of numbers, the missing ones being 0. */
export function compareNumbers(a: readonly number[], b: readonly number[]): number {
  for (let at = 0; at < Math.max(a.length, b.length); at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
