/** The languages of build scripts. They differ in strings: which quotes interpolate, whether `/…/` is one, whether comments nest. */
export type ScriptLanguage = 'groovy' | 'kotlin' | 'scala';

/** A piece of a build script. `group` holds what stands between two brackets; `text` is then the opening one. */
export interface Token {
  readonly kind: 'word' | 'number' | 'string' | 'symbol' | 'newline' | 'group';
  /** Strings: without quotes, interpolations as `${…}`. */
  readonly text: string;
  readonly line: number;
  readonly children: readonly Token[];
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
const deepest = 100;
const longestPattern = 500;
const longestReference = 200;
const none: readonly Token[] = [];

/**
 * Splits a build script into words, strings and symbols, without comments, brackets as groups. Never fails: brackets that nothing closes end with
 * the text, those that open nothing are dropped, and deeper nesting than any script has is flattened.
 * https://groovy-lang.org/syntax.html, https://kotlinlang.org/spec/syntax-and-grammar.html, https://docs.scala-lang.org/scala3/reference/syntax.html
 */
export function tokensOf(text: string, language: ScriptLanguage, firstLine = 1): Token[] {
  const root: Token[] = [];
  const open: { bracket: string; tokens: Token[] }[] = [{ bracket: '', tokens: root }];
  let tokens = root;
  let line = firstLine;
  let at = 0;
  const push = (kind: Token['kind'], written: string, children: readonly Token[] = none): void => {
    tokens.push({ kind, text: written, line, children });
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\n') {
      push('newline', '\n');
      line++;
      at++;
    } else if (char <= ' ' || char === '\u00a0') at++;
    else if (char === '/' && text[at + 1] === '/') at = endOfLine(text, at);
    else if (char === '#' && at === 0 && text[1] === '!') at = endOfLine(text, at);
    else if (char === '/' && text[at + 1] === '*') {
      const end = endOfComment(text, at, language !== 'groovy');
      line += linesIn(text, at, end);
      at = end;
    } else if (char === '"' || char === "'" || (char === '/' && language === 'groovy' && opensPattern(tokens))) {
      const string = stringAt(text, at, language);
      if (string === undefined) {
        push('symbol', char);
        at++;
        continue;
      }
      push('string', string.text);
      line += linesIn(text, at, string.end);
      at = string.end;
    } else if (char === '`') {
      const end = text.indexOf('`', at + 1);
      const limit = end < 0 || end - at > 200 ? at + 1 : end;
      if (limit > at + 1) push('word', text.slice(at + 1, limit));
      at = limit + 1;
    } else if (char in closing && open.length <= deepest) {
      const group: Token[] = [];
      push('group', char, group);
      tokens = group;
      open.push({ bracket: char, tokens: group });
      at++;
    } else if (char === ')' || char === ']' || char === '}') {
      const level = open.findLastIndex(({ bracket }) => closing[bracket] === char);
      if (level > 0) open.length = level;
      tokens = open.at(-1)?.tokens ?? root;
      at++;
    } else {
      const end = wordEnd(text, at);
      if (end > at) push(/[0-9]/.test(char) ? 'number' : 'word', text.slice(at, end));
      else push('symbol', char);
      at = Math.max(end, at + 1);
    }
  }
  return root;
}

/** Numbers take their fraction in: `1.8` is one token, `1.toString` is not. */
function wordEnd(text: string, start: number): number {
  const number = /[0-9]/.test(text[start] ?? '');
  let at = start;
  while (at < text.length) {
    const char = text[at] ?? '';
    const fraction = number && char === '.' && /[0-9]/.test(text[at + 1] ?? '');
    if (!fraction && !/[\p{L}\p{N}_$]/u.test(char)) break;
    at++;
  }
  return at;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function endOfComment(text: string, start: number, nests: boolean): number {
  let depth = 0;
  for (let at = start; at < text.length - 1; at++) {
    if (text[at] === '/' && text[at + 1] === '*' && (nests || depth === 0)) {
      depth++;
      at++;
    } else if (text[at] === '*' && text[at + 1] === '/') {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function linesIn(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) count++;
  return count;
}

/** A slash opens a Groovy pattern where a value may begin; elsewhere it divides. */
function opensPattern(tokens: readonly Token[]): boolean {
  const last = tokens.at(-1);
  return last === undefined || last.kind === 'newline' || (last.kind === 'symbol' && last.text !== '.');
}

/** The string that starts here, and where it ends; undefined for a lone slash or a Scala symbol. One that nothing closes ends with its line. */
function stringAt(text: string, start: number, language: ScriptLanguage): { text: string; end: number } | undefined {
  const quote = text[start] ?? '';
  if (quote === "'" && language === 'scala' && !/^'(?:\\.|[^\\\n])'/.test(text.slice(start, start + 4)))
    return undefined;
  const triple = text.startsWith(quote.repeat(3), start) && quote !== '/' && (quote === '"' || language === 'groovy');
  const mark = triple ? quote.repeat(3) : quote;
  const raw = triple && language !== 'groovy';
  const interpolates = quote !== "'" && (language !== 'scala' || isInterpolator(text[start - 1]));
  let written = '';
  let at = start + mark.length;
  const limit = quote === '/' ? Math.min(text.length, start + longestPattern) : text.length;
  while (at < limit) {
    const char = text[at] ?? '';
    if (text.startsWith(mark, at)) return { text: written, end: at + mark.length };
    if (char === '\n' && !triple) return quote === '/' ? undefined : { text: written, end: at };
    if (char === '\\' && !raw && quote !== '/') {
      const next = text[at + 1] ?? '';
      written += next === '$' ? '$' : (simpleEscapes[next] ?? next);
      at += 2;
    } else if (char === '$' && interpolates) {
      const reference = referenceAt(text, at, language);
      written += reference?.text ?? '$';
      at = reference?.end ?? at + 1;
    } else {
      written += char;
      at++;
    }
  }
  return quote === '/' ? undefined : { text: written, end: text.length };
}

const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '', '\n': '' };

function isInterpolator(before: string | undefined): boolean {
  return before !== undefined && /[a-z]/i.test(before);
}

/** `$name` (Groovy: with its dots) or `${…}`, the latter with all that stands in it, if that is short. */
function referenceAt(text: string, start: number, language: ScriptLanguage): { text: string; end: number } | undefined {
  if (text[start + 1] !== '{') {
    const name = (language === 'groovy' ? /^\$[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/ : /^\$[A-Za-z_]\w*/).exec(
      text.slice(start, start + 200),
    );
    return name ? { text: `\${${name[0].slice(1)}}`, end: start + name[0].length } : undefined;
  }
  let depth = 0;
  for (let at = start + 1; at < text.length && at < start + longestReference; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return { text: `\${${text.slice(start + 2, at)}}`, end: at + 1 };
  }
  return undefined;
}
