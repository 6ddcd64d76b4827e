/** A word of Ruby source. `open` says that a string puts something in (`#{…}`). A label is `name:`, its text without the colon. */
export interface RubyToken {
  readonly kind: 'name' | 'text' | 'symbol' | 'label' | 'number' | 'mark';
  readonly text: string;
  readonly line: number;
  readonly open?: boolean;
}

/** A statement: what stands between two line ends outside of brackets, where the line does not go on. */
export type RubyStatement = readonly RubyToken[];

/** So many documents without an end make it plain that shifts are meant; every one costs a look through the whole file. */
const mostEndless = 5;
const closers: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };
const word = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*[?!]?/y;
const number = /\d[\d_]*(?:\.\d[\d_]*)?(?:e[+-]?\d+)?/iy;
const marks = [
  '<=>',
  '===',
  '**=',
  '||=',
  '&&=',
  '...',
  '=>',
  '==',
  '!=',
  '>=',
  '<=',
  '&&',
  '||',
  '::',
  '->',
  '<<',
  '>>',
  '=~',
  '!~',
  '+=',
  '-=',
  '*=',
  '..',
  '&.',
  '**',
];
const heredoc = /<<[~-]?(["'`]?)([A-Z_][A-Z0-9_]*)\1/y;

/** The statements of a Ruby file. Never fails: what is no Ruby comes out as marks. https://docs.ruby-lang.org/en/master/syntax_rdoc.html */
export function rubyStatements(text: string): RubyStatement[] {
  const statements: RubyToken[][] = [];
  let tokens: RubyToken[] = [];
  let depth = 0;
  let line = 1;
  let at = 0;
  let pending: string[] = [];
  let endless = 0;
  const finish = (): void => {
    if (tokens.length > 0) statements.push(tokens);
    tokens = [];
  };
  const push = (kind: RubyToken['kind'], value: string, open = false): void => {
    tokens.push({ kind, text: value, line, ...(open && { open }) });
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (char === '\n') {
      at++;
      line++;
      for (const name of pending) {
        const next = endless < mostEndless ? afterHeredoc(text, at, line, name) : undefined;
        if (next) [at, line] = next;
        else endless++;
      }
      pending = [];
      if (text.startsWith('=begin', at)) [at, line] = afterComment(text, at, line);
      if (/^__END__\s*$/.test(text.slice(at, at + 10).split('\n', 1)[0] ?? '')) break;
      if (depth === 0 && !goesOn(tokens) && !/^[ \t]*(?:#[^\n]*\n[ \t]*)?\.[a-z_]/.test(text.slice(at, at + 200)))
        finish();
    } else if (char === ' ' || char === '\t' || char === '\r' || (char === '\\' && /[\r\n]/.test(text.charAt(at + 1))))
      at++;
    else if (char === '#') {
      while (at < text.length && text.charAt(at) !== '\n') at++;
    } else if (char === ';' && depth === 0) {
      at++;
      finish();
    } else {
      const read = stringAt(text, at, tokens.at(-1));
      if (read) {
        push(read.kind, read.value, read.open);
        for (; at < read.end; at++) if (text.charCodeAt(at) === 0x0a) line++;
        continue;
      }
      heredoc.lastIndex = at;
      const document = char === '<' ? heredoc.exec(text) : null;
      if (document) {
        pending.push(document[2] ?? '');
        push('text', '', true);
        at += document[0].length;
        continue;
      }
      word.lastIndex = at;
      const name = word.exec(text)?.[0];
      if (name !== undefined) {
        at += name.length;
        const label =
          text.charAt(at) === ':' &&
          text.charAt(at + 1) !== ':' &&
          !(tokens.at(-1)?.text === '?' && tokens.at(-1)?.kind === 'mark');
        push(label ? 'label' : 'name', name);
        if (label) at++;
        continue;
      }
      number.lastIndex = at;
      const digits = number.exec(text)?.[0];
      const mark = digits ?? marks.find((one) => text.startsWith(one, at)) ?? char;
      push(digits === undefined ? 'mark' : 'number', mark);
      at += mark.length;
      if (digits !== undefined) continue;
      if ('([{'.includes(mark)) depth++;
      else if (')]}'.includes(mark)) depth = Math.max(0, depth - 1);
    }
  }
  finish();
  return statements;
}

/** A line that ends with a comma or an operator goes on in the next one. */
function goesOn(tokens: readonly RubyToken[]): boolean {
  const last = tokens.at(-1);
  return last?.kind === 'mark' && /^(?:,|\.|&\.|&&|\|\||=|\+|=>|==|\?|<<)$/.test(last.text);
}

function afterHeredoc(text: string, from: number, start: number, name: string): [number, number] | undefined {
  let line = start;
  for (let at = from; at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const own = text.slice(at, Math.min(stop, at + 200)).trim();
    at = stop + 1;
    if (own === name) return [Math.min(at, text.length), line + 1];
  }
  // A document that never ends is none: what looked like one was a shift.
  return undefined;
}

function afterComment(text: string, from: number, start: number): [number, number] {
  let line = start;
  for (let at = from; at < text.length; line++) {
    const end = text.indexOf('\n', at);
    const stop = end < 0 ? text.length : end;
    const isEnd = text.startsWith('=end', at);
    at = stop + 1;
    if (isEnd) return [Math.min(at, text.length), line + 1];
  }
  return [text.length, line];
}

interface Read {
  readonly kind: 'text' | 'symbol';
  readonly value: string;
  readonly end: number;
  readonly open: boolean;
}

/** The string, symbol, word list or regular expression that begins here. */
function stringAt(text: string, at: number, before: RubyToken | undefined): Read | undefined {
  const char = text.charAt(at);
  if (char === '"' || char === "'" || char === '`') return delimited(text, at + 1, char, char, char !== "'", 'text');
  if (char === ':' && (text.charAt(at + 1) === '"' || text.charAt(at + 1) === "'"))
    return delimited(text, at + 2, text.charAt(at + 1), text.charAt(at + 1), true, 'symbol');
  if (char === ':' && text.charAt(at + 1) !== ':') {
    word.lastIndex = at + 1;
    const name = word.exec(text)?.[0];
    return name === undefined ? undefined : { kind: 'symbol', value: name, end: at + 1 + name.length, open: false };
  }
  const [, letter = '', opener = ''] = /^%([qQwWiI]?)([([{<|!])/.exec(text.slice(at, at + 3)) ?? [];
  if (opener !== '')
    return delimited(text, at + 2 + letter.length, opener, closers[opener] ?? opener, letter !== 'q', 'text');
  // A slash begins a regular expression where a value is expected.
  if (
    char === '/' &&
    (before === undefined ||
      (before.kind === 'mark' && !')]}'.includes(before.text)) ||
      /^(?:if|unless|when|and|or|not)$/.test(before.text))
  ) {
    const line = text.slice(at, at + 500).split('\n', 1)[0] ?? '';
    if (line.indexOf('/', 1) > 0) return { ...delimited(text, at + 1, '/', '/', true, 'text'), open: true };
  }
  return undefined;
}

function delimited(
  text: string,
  from: number,
  opener: string,
  closer: string,
  puts: boolean,
  kind: Read['kind'],
): Read {
  let depth = 1;
  let value = '';
  let at = from;
  let open = false;
  for (; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\\') {
      const next = text.charAt(++at);
      value += next === closer || next === '\\' ? next : `\\${next}`;
      continue;
    }
    if (char === closer && --depth === 0) break;
    if (char === opener && opener !== closer) depth++;
    if (puts && char === '#' && text.charAt(at + 1) === '{') {
      open = true;
      at = afterInterpolation(text, at + 2) - 1;
      continue;
    }
    value += char;
  }
  return { kind, value, end: Math.min(at + 1, text.length), open };
}

/** Past the brace that closes an interpolation; what is quoted in it may hold quotes of the same kind. */
function afterInterpolation(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return at + 1;
  }
  return text.length;
}
