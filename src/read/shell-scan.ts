/** A position in a text. */
export interface Scan {
  readonly text: string;
  at: number;
}

/** A word without its quotes. */
export interface Word {
  readonly text: string;
  readonly quoted: boolean;
}

/** Skips blanks and continued line ends; with `lineEnds`, plain ones too. */
export function skipBlanks(scan: Scan, lineEnds: boolean): void {
  for (const { text } = scan; scan.at < text.length; scan.at++) {
    const char = text[scan.at];
    if (char === ' ' || char === '\t' || char === '\r' || (lineEnds && char === '\n')) continue;
    const joined = char === '\\' && /^\r?\n/.exec(text.slice(scan.at + 1, scan.at + 3));
    if (!joined) return;
    scan.at += joined[0].length;
  }
}

/** Where the line that holds this offset ends. */
export function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** Reads one word up to a character of `ends` that is not quoted. `substitute` is asked to read what follows `$`, standing on its `(`. */
export function readWord(scan: Scan, ends: string, substitute: () => boolean): Word {
  const { text } = scan;
  let word = '';
  let quoted = false;
  let double = false;
  const from = scan.at;
  for (; scan.at < text.length; scan.at++) {
    const char = text[scan.at] ?? '';
    const next = text[scan.at + 1] ?? '';
    if (char === '\\' && (!double || '$`"\\\n'.includes(next))) {
      scan.at++;
      if (next !== '\n') word += next;
      quoted = true;
    } else if (char === '"') {
      double = !double;
      quoted = true;
    } else if (char === "'" && !double) {
      const end = text.indexOf("'", scan.at + 1);
      word += text.slice(scan.at + 1, end < 0 ? text.length : end);
      scan.at = end < 0 ? text.length : end;
      quoted = true;
    } else if (char === '`' || (char === '$' && (next === '{' || next === '('))) {
      const start = scan.at;
      readExpansion(scan, char, substitute);
      word += text.slice(start, scan.at + 1);
    } else if (!double && char === '(' && text[scan.at - 1] === '=' && /^\w+\+?=$/.test(text.slice(from, scan.at))) {
      const start = scan.at;
      skipBalanced(scan, '(', ')');
      word += text.slice(start, scan.at + 1);
    } else if (!double && ends.includes(char)) break;
    else word += char;
  }
  scan.at = Math.min(scan.at, text.length);
  return { text: word, quoted };
}

/** Stands on `$` or a backtick; afterwards on the last character of the expansion. */
function readExpansion(scan: Scan, char: string, substitute: () => boolean): void {
  if (char === '`') return void substitute();
  scan.at++;
  if (scan.text[scan.at] === '{') skipBalanced(scan, '{', '}');
  else if (substitute()) scan.at--;
  else skipBalanced(scan, '(', ')');
}

/** From a backtick to the one that closes it; gives where the text between them starts, 0 if there is no backtick here. */
export function skipBackticks(scan: Scan): number {
  if (scan.text[scan.at] !== '`') return 0;
  const start = scan.at + 1;
  for (scan.at = start; scan.at < scan.text.length && scan.text[scan.at] !== '`'; scan.at++) {
    if (scan.text[scan.at] === '\\') scan.at++;
  }
  return start;
}

/** From an opening bracket to the one that closes it, over quotes and inner brackets. */
function skipBalanced(scan: Scan, open: string, close: string): void {
  const { text } = scan;
  let depth = 0;
  for (; scan.at < text.length; scan.at++) {
    const char = text[scan.at];
    if (char === '\\') scan.at++;
    else if (char === "'") scan.at = text.indexOf("'", scan.at + 1) < 0 ? scan.at : text.indexOf("'", scan.at + 1);
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return;
  }
}
