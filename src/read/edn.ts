/** A value of EDN or Clojure source. `open` is the bracket of a collection; maps hold keys and values in turn. */
export interface Form {
  readonly kind: 'symbol' | 'keyword' | 'string' | 'other' | 'list';
  readonly text: string;
  readonly line: number;
  readonly open?: '(' | '[' | '{';
  readonly children: readonly Form[];
}

const closing: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
const deepest = 200;
const none: readonly Form[] = [];

/**
 * Reads every form of a text: comments, commas, metadata, reader tags and forms discarded by `#_` are left out. Never fails.
 * https://github.com/edn-format/edn, https://clojure.org/reference/reader
 */
export function parseEdn(text: string): Form[] {
  const root: Form[] = [];
  const open: { bracket: string; forms: Form[] }[] = [{ bracket: '', forms: root }];
  let line = 1;
  let at = 0;
  const push = (kind: Form['kind'], written: string): void => {
    open.at(-1)?.forms.push({ kind, text: written, line, children: none });
  };
  while (at < text.length) {
    const char = text[at] ?? '';
    if (char === '\n') {
      line++;
      at++;
    } else if (char <= ' ' || char === ',') at++;
    else if (char === ';') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (char === '"') {
      const start = at++;
      const from = line;
      let written = '';
      for (; at < text.length && text[at] !== '"'; at++) {
        if (text[at] === '\\') at++;
        if (text[at] === '\n') line++;
        written += text[at] ?? '';
      }
      at++;
      const kind = text[start - 1] === '#' ? 'other' : 'string';
      open.at(-1)?.forms.push({ kind, text: written, line: from, children: none });
    } else if (char === '(' || char === '[' || char === '{') {
      const children: Form[] = [];
      if (open.length < deepest) {
        open.at(-1)?.forms.push({ kind: 'list', text: '', line, open: char, children });
        open.push({ bracket: char, forms: children });
      }
      at++;
    } else if (char in closing) {
      const level = open.findLastIndex(({ bracket }) => bracket === closing[char]);
      if (level > 0) open.length = level;
      at++;
    } else if (char === '#' && text[at + 1] === '_') {
      push('other', '#_');
      at += 2;
    } else if (char === '#' && /[A-Za-z]/.test(text[at + 1] ?? '')) {
      // A tag: what it tags stands after it.
      for (at++; at < text.length && !/[\s,;"()[\]{}]/.test(text[at] ?? '');) at++;
    } else if (char === '#' || char === '^' || char === "'" || char === '`' || char === '~' || char === '@') at++;
    else {
      let end = at + (char === '\\' ? 2 : 1);
      while (end < text.length && !/[\s,;"()[\]{}]/.test(text[end] ?? '')) end++;
      const word = text.slice(at, end);
      push(word.startsWith(':') ? 'keyword' : /^[\d+-]*\d|^\\/.test(word) ? 'other' : 'symbol', word);
      at = end;
    }
  }
  return root;
}

/** The forms of a collection without those that `#_` discards. */
export function formsOf(forms: readonly Form[]): Form[] {
  const kept: Form[] = [];
  let discard = 0;
  for (const form of forms) {
    if (form.kind === 'other' && form.text === '#_') discard++;
    else if (discard > 0) discard--;
    else kept.push(form);
  }
  return kept;
}

/** The entries of a map, or of any list of keywords and values in turn. */
export function pairsOf(forms: readonly Form[]): { key: Form; value: Form }[] {
  const kept = formsOf(forms);
  const pairs: { key: Form; value: Form }[] = [];
  for (let at = 0; at + 1 < kept.length; at += 2) {
    const [key, value] = [kept[at], kept[at + 1]];
    if (key && value) pairs.push({ key, value });
  }
  return pairs;
}

/** The value of a keyword in a map. */
export function valueOf(form: Form | undefined, keyword: string): Form | undefined {
  return form === undefined ? undefined : pairsOf(form.children).find(({ key }) => key.text === keyword)?.value;
}
