const most = 20;

/**
 * The literal text of a configured value. With `${NAME}` in it the value is not known; with `${NAME:default}` for each of them, the fallback is what it
 * is when nothing is set. `@name@` is filled in by the build.
 */
export function literalOf(text: string): { value: string | undefined; fallback?: string } {
  if (/^@[\w.-]+@$/.test(text)) return { value: undefined };
  if (!text.includes('${') && !text.includes('#{')) return { value: text };
  const fallback = withDefaults(text, 0);
  return fallback === undefined ? { value: undefined } : { value: undefined, fallback };
}

function withDefaults(text: string, depth: number): string | undefined {
  if (text.includes('#{') || depth > most || text.length > 2000) return undefined;
  let result = '';
  let rest = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', rest)) {
    const end = closing(text, start + 1);
    if (end === undefined) return undefined;
    const inside = text.slice(start + 2, end);
    const colon = inside.indexOf(':');
    const usual = colon < 0 ? undefined : withDefaults(inside.slice(colon + 1), depth + 1);
    if (usual === undefined) return undefined;
    result += text.slice(rest, start) + usual;
    rest = end + 1;
  }
  return result + text.slice(rest);
}

function closing(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  return undefined;
}
