/** A list or an atom; `quoted` is a text in quotes. */
export interface Expression {
  readonly atom?: string;
  readonly quoted?: boolean;
  readonly list: readonly Expression[];
  readonly line: number;
}

const deepest = 60;

/** The S-expressions of dune's files. Brackets that nothing closes end with the text; what is nested too deep is flattened. https://dune.readthedocs.io/en/stable/reference/lexical-conventions.html */
export function parseSexps(text: string): Expression[] {
  const root: Expression[] = [];
  const open: Expression[][] = [root];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    if (char === '\n') line++;
    if (/\s/.test(char) || char < ' ') at++;
    else if (char === ';') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '(') {
      at++;
      if (open.length > deepest) continue;
      const list: Expression[] = [];
      open.at(-1)?.push({ list, line });
      open.push(list);
    } else if (char === ')') {
      at++;
      if (open.length > 1) open.pop();
    } else if (char === '"') {
      const start = line;
      let end = at + 1;
      while (end < text.length && text.charAt(end) !== '"') {
        if (text.charAt(end) === '\n') line++;
        end += text.charAt(end) === '\\' ? 2 : 1;
      }
      open.at(-1)?.push({ atom: text.slice(at + 1, end), quoted: true, list: [], line: start });
      at = end + 1;
    } else {
      let end = at + 1;
      while (end < text.length && !/[\s();"]/.test(text.charAt(end))) end++;
      open.at(-1)?.push({ atom: text.slice(at, end), list: [], line });
      at = end;
    }
  }
  return root;
}

/** The lists that begin with this word: `(package …)`. */
export function listsNamed(expressions: readonly Expression[], name: string): Expression[] {
  return expressions.filter(({ list }) => list[0]?.atom === name);
}
