/** A part that is folded until somebody opens it. Title and text are Markdown that is safe already. */
export function details(title: string, text: string): string {
  return `<details><summary>${title}</summary>\n\n${text}\n</details>`;
}

/** A block of code that nothing in it can end. */
export function fenced(language: string, lines: readonly string[]): string {
  const clean = lines.map((line) => line.replace(/(?!\t)[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_C}]/gu, ' ').slice(0, 500));
  const longest = Math.max(2, ...clean.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${clean.join('\n')}\n${fence}`;
}
