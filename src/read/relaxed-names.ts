/**
 * The canonical form of a key: words in lower case with dashes, parts with dots. `showValues`, `show_values` and `SHOW_VALUES` are `show-values`.
 * What stands in quotes or brackets is a name of the user's and stays. https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.typesafe-configuration-properties.relaxed-binding
 */
export function canonicalKey(key: string): string {
  const parts = key.slice(0, 500).match(/"[^"]*"|\[[^\]]*\]|[^."[\]]+/g) ?? [];
  let written = '';
  for (const part of parts) {
    if (/^\[\d+\]$/.test(part)) written += part;
    else written += `${written === '' ? '' : '.'}${/^["[]/.test(part) ? part.slice(1, -1) : kebab(part)}`;
  }
  return written;
}

function kebab(word: string): string {
  const spaced = /[a-z]/.test(word) ? word.replace(/([a-z0-9])([A-Z])/g, '$1-$2') : word;
  return spaced.replaceAll('_', '-').toLowerCase();
}

/** `a.b[0]` is an element of the list `a.b`; `a[0].b` is a key of its own. */
export function elementKey(key: string): { key: string; list: boolean } {
  const found = /\[\d+\]$/.exec(key);
  return found ? { key: key.slice(0, found.index), list: true } : { key, list: false };
}
