const longestVersion = 256;

// "2012-R2" and "17.0.9+9" are taken apart at everything but letters and digits, and between the two.
const partsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/^(?:v|go)(?=\d)/, '')
    .match(/\d+|[a-z]+/g) ?? [];

/**
 * The release cycle that a version belongs to, as cycles are named at https://endoflife.date ("24", "3.13", "2012-R2"):
 * the longest one whose parts the version begins with. Undefined when there is none, and for a version that is too
 * coarse to tell ("3" where there are 3.12 and 3.13).
 */
export function cycleOf(version: string, cycles: readonly string[]): string | undefined {
  if (version.length > longestVersion) return undefined;
  const parts = partsOf(version);
  let found: string | undefined;
  let matched = 0;
  for (const cycle of cycles) {
    const prefix = partsOf(cycle);
    if (prefix.length > matched && prefix.every((part, at) => part === parts[at])) {
      found = cycle;
      matched = prefix.length;
    }
  }
  return found;
}
