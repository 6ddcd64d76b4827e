/**
 * The specifiers of a module's `import … from`, `export … from` and `import()`, each with its line, and the module without its
 * comments and strings. https://tc39.es/ecma262/#sec-imports
 */
export function importsOf(text: string): { imports: { specifier: string; line: number }[]; code: string } {
  const imports: { specifier: string; line: number }[] = [];
  const code: string[] = [];
  let line = 1;
  let from = 0;
  let word = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\n') line++;
    const next = text[at + 1];
    let end = at;
    if (char === '/' && next === '/') end = indexOr(text, '\n', at) - 1;
    else if (char === '/' && next === '*') end = indexOr(text, '*/', at + 2) + 1;
    else if (char === '"' || char === "'" || char === '`') end = endOfString(text, at, char);
    else continue;
    const before = text.slice(from, at);
    code.push(before);
    if (before.trim() !== '') word = before.slice(-200).trimEnd();
    if (char !== '/') {
      if (/(?:^|[^\w$.])(?:from|import|import\s?\()$/.test(word))
        imports.push({ specifier: text.slice(at + 1, end), line });
      word = '';
    }
    for (let seen = text.indexOf('\n', at); seen >= 0 && seen <= end; seen = text.indexOf('\n', seen + 1)) line++;
    at = end;
    from = end + 1;
  }
  code.push(text.slice(from));
  return { imports, code: code.join(' ') };
}

/** A string in quotes ends on its line; a template goes on over lines. */
function endOfString(text: string, start: number, quote: string): number {
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === quote) return at;
    else if (char === '\n' && quote !== '`') return at - 1;
  }
  return text.length;
}

function indexOr(text: string, search: string, from: number): number {
  const found = text.indexOf(search, from);
  return found < 0 ? text.length : found;
}
