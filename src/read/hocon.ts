/** One value of a HOCON file: `reference` when it is a `${…}` substitution, `optional` when it is `${?…}`. */
export interface HoconEntry {
  readonly key: string;
  readonly value: string;
  readonly line: number;
  readonly substitution: 'none' | 'optional' | 'required';
  /** An element of a list. */
  readonly element: boolean;
}

const deepest = 50;

/**
 * Reads the keys and scalar values of a HOCON file in order, and what it includes: dotted keys, nested objects, lists, comments, `=`, `:` and `+=`.
 * https://github.com/lightbend/config/blob/main/HOCON.md
 */
export function parseHocon(text: string): { entries: HoconEntry[]; includes: { path: string; line: number }[] } {
  const entries: HoconEntry[] = [];
  const includes: { path: string; line: number }[] = [];
  const open: { bracket: '{' | '['; path: string[] }[] = [{ bracket: '{', path: [] }];
  let line = 1;
  let at = 0;
  let key: string[] | undefined;
  const top = (): { bracket: '{' | '['; path: string[] } => open.at(-1) ?? { bracket: '{', path: [] };
  const value = (): void => {
    const from = line;
    const { written, end, substitution, lines } = readValue(text, at);
    at = end;
    line += lines;
    const element = top().bracket === '[';
    const path = element ? top().path : [...top().path, ...(key ?? [])];
    if (path.length > 0 && (written !== '' || substitution !== 'none'))
      entries.push({ key: path.join('.'), value: written, line: from, substitution, element });
    key = undefined;
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\n') {
      line++;
      at++;
      if (key !== undefined && key.length === 0) key = undefined;
    } else if (char <= ' ' || char === ',' || char === '\u00a0' || char === '\ufeff') at++;
    else if (char === '#' || (char === '/' && text[at + 1] === '/')) {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '{' || char === '[') {
      if (open.length < deepest) open.push({ bracket: char, path: [...top().path, ...(key ?? [])] });
      key = undefined;
      at++;
    } else if (char === '}' || char === ']') {
      if (open.length > 1) open.pop();
      key = undefined;
      at++;
    } else if (key !== undefined || top().bracket === '[') {
      if (key !== undefined && (char === '=' || char === ':' || (char === '+' && text[at + 1] === '=')))
        at += char === '+' ? 2 : 1;
      else value();
    } else {
      const read = readKey(text, at);
      if (
        read.parts[0] === 'include' &&
        read.parts.length === 1 &&
        /^\s*(?:file|classpath|required|url)?\s*\(?\s*"/.test(text.slice(read.end, read.end + 40))
      ) {
        const quote = text.indexOf('"', read.end);
        const close = text.indexOf('"', quote + 1);
        includes.push({ path: text.slice(quote + 1, close < 0 ? quote + 1 : close), line });
        at = close < 0 ? text.length : close + 1;
        while (text[at] === ')') at++;
      } else {
        key = read.parts;
        at = Math.max(read.end, at + 1);
      }
    }
  }
  return { entries, includes };
}

/** The parts of a key up to its `=`, `:`, `+=` or `{`. */
function readKey(text: string, start: number): { parts: string[]; end: number } {
  const parts: string[] = [''];
  let at = start;
  while (at < text.length && !/[=:{}[\],\n#]/.test(text[at] ?? '') && !(text[at] === '+' && text[at + 1] === '=')) {
    const char = text[at] ?? '';
    if (char === '"') {
      const end = text.indexOf('"', at + 1);
      const line = text.indexOf('\n', at + 1);
      const close = end < 0 || (line >= 0 && line < end) ? at : end;
      parts.push(`${parts.pop() ?? ''}${text.slice(at + 1, close)}`);
      at = close + 1;
    } else if (char === '.') {
      parts.push('');
      at++;
    } else if (/\s/.test(char)) {
      if (parts.length === 1 && parts[0] === 'include') break;
      at++;
    } else {
      parts.push(`${parts.pop() ?? ''}${char}`);
      at++;
    }
  }
  return { parts: parts.filter((part) => part !== ''), end: at };
}

/** A scalar up to the end of its line, a comma or a closing bracket; pieces that follow each other are one text. */
function readValue(
  text: string,
  start: number,
): { written: string; end: number; substitution: HoconEntry['substitution']; lines: number } {
  let written = '';
  let substitution: HoconEntry['substitution'] = 'none';
  let lines = 0;
  let at = start;
  while (at < text.length) {
    const char = text[at] ?? '';
    if (text.startsWith('"""', at)) {
      const end = text.indexOf('"""', at + 3);
      const inside = text.slice(at + 3, end < 0 ? text.length : end);
      written += inside;
      for (const one of inside) if (one === '\n') lines++;
      at = end < 0 ? text.length : end + 3;
    } else if (char === '"') {
      for (at++; at < text.length && text[at] !== '"' && text[at] !== '\n'; at++) {
        if (text[at] === '\\') at++;
        written += text[at] ?? '';
      }
      if (text[at] === '"') at++;
    } else if (char === '$' && text[at + 1] === '{') {
      const end = text.indexOf('}', at);
      const optional = text[at + 2] === '?';
      substitution = optional && substitution === 'none' ? 'optional' : 'required';
      at = end < 0 || end - at > 300 ? at + 2 : end + 1;
    } else if (
      char === '\n' ||
      char === ',' ||
      char === '}' ||
      char === ']' ||
      char === '#' ||
      (char === '/' && text[at + 1] === '/')
    )
      break;
    else if (char === '{' || char === '[') break;
    else {
      written += char;
      at++;
    }
  }
  return { written: written.trim(), end: Math.max(at, start + (at === start ? 1 : 0)), substitution, lines };
}
