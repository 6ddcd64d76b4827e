/** One statement of a NimScript with the texts in it: `requires "a", "b"`, `bin = @["app"]`. */
export interface NimStatement {
  /** Its first word as Nim compares names: lower case, without underscores. */
  readonly word: string;
  readonly assigns: boolean;
  readonly texts: readonly { readonly value: string; readonly line: number }[];
  readonly line: number;
  readonly indent: number;
}

const wordForm = /[A-Za-z_]\w*/y;

/** Cuts NimScript into statements, comments left out. One goes on after a comma, an operator or an open bracket. https://nim-lang.org/docs/manual.html#lexical-analysis */
export function nimStatements(text: string): NimStatement[] {
  const statements: NimStatement[] = [];
  let current:
    | { word: string; assigns: boolean; texts: { value: string; line: number }[]; line: number; indent: number }
    | undefined;
  let line = 1;
  let lineStart = 0;
  let depth = 0;
  let last = '';
  let at = 0;

  const begin = (word: string, indent: number): void => {
    current = { word: word.toLowerCase().replaceAll('_', ''), assigns: false, texts: [], line, indent };
    statements.push(current);
  };
  const readText = (): string => {
    const raw = /\w/.test(text[at - 1] ?? '');
    const end = text.startsWith('"""', at) ? '"""' : '"';
    let value = '';
    for (
      at += end.length;
      at < text.length && !text.startsWith(end, at) && (end.length === 3 || text[at] !== '\n');
      at++
    ) {
      if (text[at] === '\\' && end.length === 1 && !raw) at++;
      if (text[at] === '\n') line++;
      value += text[at] ?? '';
    }
    if (text.startsWith(end, at)) at += end.length;
    return value;
  };
  const skipComment = (): void => {
    const isBlock = text.startsWith('#[', at);
    const end = isBlock ? text.indexOf(']#', at) : text.indexOf('\n', at);
    const next = end < 0 ? text.length : isBlock ? end + 2 : end;
    for (
      let newline = text.indexOf('\n', at);
      newline >= 0 && newline < next;
      newline = text.indexOf('\n', newline + 1)
    )
      line++;
    at = next;
  };

  while (at < text.length) {
    const character = text[at] as string;
    if (character === '\n') {
      line++;
      at++;
      lineStart = at;
      if (depth === 0 && last !== ',' && last !== '&' && last !== '=') current = undefined;
    } else if (character === '#') skipComment();
    else if (character === '"') {
      const startLine = line;
      const value = readText();
      current?.texts.push({ value, line: startLine });
      last = '"';
    } else if (/\s/.test(character)) at++;
    else {
      wordForm.lastIndex = at;
      const word = wordForm.exec(text)?.[0];
      if (word !== undefined && current === undefined) begin(word, at - lineStart);
      else if (character === '=' && current !== undefined && current.texts.length === 0) current.assigns = true;
      else if ('([{'.includes(character)) depth++;
      else if (')]}'.includes(character)) depth = Math.max(0, depth - 1);
      else if (character === ';' && depth === 0) current = undefined;
      // `when defined(x): requires "y"`: what follows a colon is a statement of its own.
      else if (character === ':' && depth === 0 && current !== undefined && current.word !== 'requires')
        current = undefined;
      at += word?.length ?? 1;
      last = word ?? character;
    }
  }
  return statements;
}
