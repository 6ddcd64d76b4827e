/** A word of Python source. `text` of a string is its content; `open` says that an f-string puts something in. */
export interface PythonToken {
  readonly kind: 'name' | 'text' | 'number' | 'mark';
  readonly text: string;
  readonly line: number;
  readonly open?: boolean;
}

/** A logical line: what stands between two line ends outside of brackets, with its indentation. */
export interface PythonLine {
  readonly indent: number;
  readonly tokens: readonly PythonToken[];
}

const wordStart = /[A-Za-z_\u0080-\uffff]/;
const word = /[\w\u0080-\uffff]+/y;
const number = /0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?/y;
const marks = [
  '**=',
  '//=',
  '>>=',
  '<<=',
  '...',
  '**',
  '//',
  '==',
  '!=',
  '<=',
  '>=',
  '+=',
  '-=',
  '*=',
  '/=',
  '|=',
  '&=',
  '->',
  ':=',
  '<<',
  '>>',
];
const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
};

/** The logical lines of a Python file. Never fails: what is no Python comes out as marks. https://docs.python.org/3/reference/lexical_analysis.html */
export function pythonLines(text: string): PythonLine[] {
  const lines: PythonLine[] = [];
  let tokens: PythonToken[] = [];
  let indent = 0;
  let depth = 0;
  let line = 1;
  let start = true;
  let at = 0;
  const finish = (): void => {
    if (tokens.length > 0) lines.push({ indent, tokens });
    tokens = [];
    start = true;
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\n' || char === '\r') {
      at += char === '\r' && text.charAt(at + 1) === '\n' ? 2 : 1;
      line++;
      if (depth === 0) finish();
      if (start) indent = 0;
    } else if (char === ' ' || char === '\t' || char === '\f') {
      if (start) indent = char === '\t' ? (Math.floor(indent / 8) + 1) * 8 : indent + 1;
      at++;
    } else if (char === '#') {
      while (at < text.length && text.charAt(at) !== '\n' && text.charAt(at) !== '\r') at++;
    } else if (char === '\\' && /[\r\n]/.test(text.charAt(at + 1))) {
      at += text.startsWith('\r\n', at + 1) ? 3 : 2;
      line++;
    } else {
      start = false;
      const string = stringAt(text, at);
      if (string) {
        tokens.push({ kind: 'text', text: string.value, line, ...(string.open && { open: true }) });
        for (; at < string.end; at++) if (text.charCodeAt(at) === 0x0a) line++;
        continue;
      }
      const token = wordAt(text, at, line);
      tokens.push(token);
      at += token.text.length;
      if ('([{'.includes(token.text)) depth++;
      else if (')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
      else if (token.text === ';' && depth === 0) {
        tokens.pop();
        finish();
        start = false;
      }
    }
  }
  finish();
  return lines;
}

function wordAt(text: string, at: number, line: number): PythonToken {
  const char = text.charAt(at);
  if (wordStart.test(char)) {
    word.lastIndex = at;
    return { kind: 'name', text: word.exec(text)?.[0] ?? char, line };
  }
  if (/\d/.test(char) || (char === '.' && /\d/.test(text.charAt(at + 1)))) {
    number.lastIndex = at;
    return { kind: 'number', text: number.exec(text)?.[0] ?? char, line };
  }
  return { kind: 'mark', text: marks.find((mark) => text.startsWith(mark, at)) ?? char, line };
}

/** The string literal that begins here. One that is not closed ends with its line, or with the file if it has three quotes. */
function stringAt(text: string, at: number): { value: string; end: number; open: boolean } | undefined {
  let quoteAt = at;
  while (quoteAt < at + 2 && /[rbufRBUF]/.test(text.charAt(quoteAt))) quoteAt++;
  const quote = text.charAt(quoteAt);
  if (quote !== '"' && quote !== "'") return undefined;
  const prefix = text.slice(at, quoteAt).toLowerCase();
  const triple = text.startsWith(quote.repeat(3), quoteAt);
  const closer = triple ? quote.repeat(3) : quote;
  let value = '';
  let end = quoteAt + closer.length;
  while (end < text.length && !text.startsWith(closer, end)) {
    const char = text.charAt(end);
    if (char === '\n' && !triple) break;
    if (char === '\\') {
      const next = text.charAt(end + 1);
      value += prefix.includes('r') ? char + next : (escapes[next] ?? char + next);
      end += 2;
    } else {
      value += char;
      end++;
    }
  }
  end = Math.min(text.startsWith(closer, end) ? end + closer.length : end, text.length);
  return { value, end, open: prefix.includes('f') && /\{(?!\{)/.test(value) };
}
