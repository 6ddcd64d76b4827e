/** A word of an instruction: as written and without quotes, variables kept in both, and where it starts. */
export interface DockerWord {
  readonly written: string;
  readonly plain: string;
  readonly offset: number;
}

const farBlanks = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/** White space as BuildKit sees it: that of Unicode, with the next-line character and without the byte order mark. */
export function isBlank(char: string | undefined): boolean {
  if (char === undefined) return false;
  return char === ' ' || (char >= '\t' && char <= '\r') || (char > '~' && farBlanks.test(char));
}

/** Words as BuildKit's own lexer sees them: quotes and escapes join blanks, `${ … }` is one piece. Undefined where a quote or brace stays open. */
export function shellWords(text: string, escape: string): DockerWord[] | undefined {
  const words: DockerWord[] = [];
  for (let at = 0; at < text.length; at++) {
    if (isBlank(text[at])) continue;
    const offset = at;
    const plain: string[] = [];
    for (let char = text[at]; char !== undefined && !isBlank(char); char = text[++at]) {
      if (char === escape) {
        plain.push(text[++at] ?? '');
      } else if (char === "'") {
        const end = text.indexOf("'", at + 1);
        if (end < 0) return undefined;
        plain.push(text.slice(at + 1, end));
        at = end;
      } else if (char === '"') {
        const end = endOfDouble(text, at, escape, plain);
        if (end < 0) return undefined;
        at = end;
      } else if (char === '$' && text[at + 1] === '{') {
        const end = endOfBrace(text, at + 1, escape);
        if (end < 0) return undefined;
        plain.push(text.slice(at, end + 1));
        at = end;
      } else plain.push(char);
    }
    words.push({ written: text.slice(offset, at), plain: plain.join(''), offset });
  }
  return words;
}

function endOfDouble(text: string, from: number, escape: string, plain: string[]): number {
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '"') return at;
    if (char === escape) {
      const next = text[++at] ?? '';
      plain.push(next === '"' || next === '$' || next === escape ? next : char + next);
    } else plain.push(char);
  }
  return -1;
}

/** The brace that closes the one at `from`; -1 if the text is no substitution or does not end. */
export function endOfBrace(text: string, from: number, escape: string): number {
  const name = /^\{(?:\w+|[@*#?\-$!])(?=[}:?+\-#%/])/.exec(text.slice(from, from + 300));
  if (!name) return -1;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text[at];
    if (char === escape) at++;
    else if (char === '$' && text[at + 1] === '{') {
      depth++;
      at++;
    } else if (char === '{' && at === from) depth++;
    else if (char === '}' && --depth === 0) return at;
  }
  return -1;
}

/** Words of ENV, LABEL and ARG: quotes stay, and a backslash takes the next character along inside them too. An open quote runs to the end. */
export function pairWords(text: string, escape: string): { written: string; offset: number }[] {
  const words: { written: string; offset: number }[] = [];
  let start = -1;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quote === '' && isBlank(char)) {
      if (start >= 0) words.push({ written: text.slice(start, at), offset: start });
      start = -1;
      continue;
    }
    if (start < 0) start = at;
    if (char === escape && quote !== "'") at++;
    else if (quote === char) quote = '';
    else if (quote === '' && (char === '"' || char === "'")) quote = char;
  }
  if (start >= 0) words.push({ written: text.slice(start), offset: start });
  return words;
}

/** Words separated by blanks and nothing else: FROM, COPY, EXPOSE, VOLUME. */
export function plainWords(text: string): string[] {
  return text.split(/[\t\v\f\r ]+/).filter((word) => word !== '');
}

/** The flags in front of the arguments (`--mount=type=cache …`), and where the arguments start. `--` ends them. */
export function readFlags(text: string, escape: string): { flags: string[]; end: number } {
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && isBlank(text[at])) at++;
    if (text[at] !== '-' || text[at + 1] !== '-') return { flags, end: at };
    const flag: string[] = [];
    let quote = '';
    for (; at < text.length && (quote !== '' || !isBlank(text[at])); at++) {
      const char = text[at] ?? '';
      if (char === escape) flag.push(text[++at] ?? '');
      else if (char === quote) quote = '';
      else if (quote === '' && (char === '"' || char === "'")) quote = char;
      else flag.push(char);
    }
    if (flag.length === 2) {
      while (at < text.length && isBlank(text[at])) at++;
      return { flags, end: at };
    }
    flags.push(flag.join(''));
  }
}
