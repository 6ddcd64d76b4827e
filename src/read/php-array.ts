/** A literal of a PHP configuration file: `env('X', default)` is the default, marked as coming from the environment. */
export interface PhpValue {
  readonly kind: 'text' | 'constant' | 'number' | 'array' | 'unknown';
  readonly text?: string;
  /** Elements with their keys; elements without one have their position. */
  readonly entries?: readonly (readonly [string, PhpValue])[];
  readonly environment?: boolean;
  readonly line: number;
}

interface Token {
  readonly kind: 'text' | 'name' | 'number' | 'mark';
  readonly text: string;
  readonly line: number;
}

const deepest = 30;
const word = /[A-Za-z_\\$\u0080-\uffff][\w\\\u0080-\uffff]*/y;
const number = /\d[\d_.]*/y;

/** The array that a PHP file returns, as far as it is literal. Never fails. https://www.php.net/manual/en/language.types.array.php */
export function phpReturnedArray(text: string): PhpValue | undefined {
  const tokens = tokensOf(text);
  // Of several `return`s the last one at the end of the file is the configuration.
  let start = -1;
  let depth = 0;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'mark' && '([{'.includes(token.text)) depth++;
    else if (token.kind === 'mark' && ')]}'.includes(token.text)) depth--;
    else if (depth === 0 && token.kind === 'name' && token.text.toLowerCase() === 'return') start = at + 1;
  }
  if (start < 0) return undefined;
  const { value } = valueAt(tokens, start, 0);
  return value.kind === 'array' ? value : undefined;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (let at = 0; at < text.length;) {
    const char = text.charAt(at);
    let end = at + 1;
    if (text.startsWith('/*', at)) {
      const close = text.indexOf('*/', at + 2);
      end = close < 0 ? text.length : close + 2;
    } else if (text.startsWith('//', at) || (char === '#' && text.charAt(at + 1) !== '[')) {
      const close = text.indexOf('\n', at);
      end = close < 0 ? text.length : close;
    } else if (char === '"' || char === "'") {
      for (; end < text.length && text.charAt(end) !== char; end++) if (text.charAt(end) === '\\') end++;
      const open = char === '"' && /[$]/.test(text.slice(at, end));
      tokens.push({
        kind: open ? 'mark' : 'text',
        text: open ? '"' : text.slice(at + 1, end).replace(/\\(['"\\])/g, '$1'),
        line,
      });
      end = Math.min(end + 1, text.length);
    } else if (!/\s/.test(char)) {
      word.lastIndex = at;
      number.lastIndex = at;
      const name = word.exec(text)?.[0];
      const digits = name === undefined ? number.exec(text)?.[0] : undefined;
      const mark = ['=>', '::', '->', '??', '?:', '&&', '||'].find((one) => text.startsWith(one, at)) ?? char;
      tokens.push({
        kind: name !== undefined ? 'name' : digits !== undefined ? 'number' : 'mark',
        text: name ?? digits ?? mark,
        line,
      });
      end = at + (name ?? digits ?? mark).length;
    }
    for (; at < end; at++) if (text.charCodeAt(at) === 0x0a) line++;
  }
  return tokens;
}

/** The value that begins at token `from`, and the comma or bracket behind it. */
function valueAt(tokens: readonly Token[], from: number, depth: number): { value: PhpValue; end: number } {
  let at = from;
  const line = tokens[at]?.line ?? 1;
  const unknown: PhpValue = { kind: 'unknown', line };
  const is = (position: number, text: string): boolean =>
    tokens[position]?.kind === 'mark' && tokens[position]?.text === text;
  // `(bool) env(…)`
  while (
    is(at, '(') &&
    tokens[at + 1]?.kind === 'name' &&
    /^(?:bool|boolean|int|integer|string|float|array)$/i.test(tokens[at + 1]?.text ?? '') &&
    is(at + 2, ')')
  )
    at += 3;
  const token = tokens[at];
  let value = unknown;
  if (token === undefined || depth > deepest) return { value, end: afterValue(tokens, at) };
  if (token.kind === 'text') [value, at] = [{ kind: 'text', text: token.text, line: token.line }, at + 1];
  else if (token.kind === 'number') [value, at] = [{ kind: 'number', text: token.text, line: token.line }, at + 1];
  else if (is(at, '-') && tokens[at + 1]?.kind === 'number')
    [value, at] = [{ kind: 'number', text: `-${tokens[at + 1]?.text ?? ''}`, line: token.line }, at + 2];
  else if (is(at, '[') || (token.text.toLowerCase() === 'array' && is(at + 1, '('))) {
    const inner = arrayAt(tokens, is(at, '[') ? at + 1 : at + 2, depth + 1, token.line);
    [value, at] = [inner.value, inner.end];
  } else if (token.kind === 'name' && /^(?:true|false|null)$/i.test(token.text))
    [value, at] = [{ kind: 'constant', text: token.text.toLowerCase(), line: token.line }, at + 1];
  else if (token.kind === 'name' && /^\\?(?:env|getenv)$/.test(token.text) && is(at + 1, '(')) {
    const named = valueAt(tokens, at + 2, depth + 1);
    const fallback = is(named.end, ',') ? valueAt(tokens, named.end + 1, depth + 1) : undefined;
    const close =
      is(named.end, ',') && is(fallback?.end ?? 0, ',') ? (fallback?.end ?? 0) + 1 : (fallback?.end ?? named.end);
    value = { ...(fallback?.value ?? unknown), environment: true };
    at = is(close, ')') ? close + 1 : close;
  }
  const end = afterValue(tokens, at);
  // Anything behind a literal makes it a part of something computed.
  return { value: end === at ? value : { ...unknown, ...(value.environment && { environment: true }) }, end };
}

function arrayAt(
  tokens: readonly Token[],
  from: number,
  depth: number,
  line: number,
): { value: PhpValue; end: number } {
  const entries: (readonly [string, PhpValue])[] = [];
  let at = from;
  let position = 0;
  const is = (place: number, text: string): boolean => tokens[place]?.kind === 'mark' && tokens[place]?.text === text;
  while (at < tokens.length && !is(at, ']') && !is(at, ')')) {
    const key = tokens[at];
    const keyed = key !== undefined && (key.kind === 'text' || key.kind === 'number') && is(at + 1, '=>');
    const { value, end } = valueAt(tokens, keyed ? at + 2 : at, depth);
    if (keyed) entries.push([key.text, value]);
    else if (is(end, '=>')) {
      at = valueAt(tokens, end + 1, depth).end + 1;
      continue;
    } else entries.push([String(position++), value]);
    if (!is(end, ',')) {
      at = end;
      break;
    }
    at = end + 1;
  }
  return { value: { kind: 'array', entries, line }, end: Math.min(at + 1, tokens.length) };
}

/** Past everything that still belongs to the value: the next comma, arrow or closing bracket of its own level. */
function afterValue(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    const { kind, text } = tokens[at] ?? { kind: 'mark', text: '' };
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text) && depth-- === 0) return at;
    else if (depth === 0 && (text === ',' || text === ';' || text === '=>')) return at;
  }
  return tokens.length;
}
